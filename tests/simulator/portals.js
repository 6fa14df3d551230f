import { Portal } from './portal/portal.js';

/** The portals of every run; each differs from the others in what clients must cope with. */
function definitions(extraTenants) {
  return [
    {
      name: 'acme',
      host: 'acme.duplocloud.net',
      extraTenants,
      plans: [
        {
          plan: 'nonprod',
          account: '123456789012',
          names: ['invoice', 'dev01', 'staging', 'qa', 'default'],
        },
        {
          plan: 'prod',
          account: '210987654321',
          names: ['billing', 'checkout', 'invoice-prod', 'search'],
        },
      ],
    },
    {
      name: 'globex',
      host: 'globex.duplocloud.net',
      settings: { handover: 'post', oldAdminApi: true, region: 'eu-west-1' },
      plans: [
        { plan: 'main', account: '345678901234', names: ['default', 'factory', 'lab', 'web'] },
      ],
    },
    {
      name: 'initech',
      host: 'portal.initech.example',
      apiHost: 'api.initech.example',
      settings: { handover: 'post_otp', otpNeeded: true, duploOps: true, region: 'us-east-1' },
      plans: [{ plan: 'reports', account: '456789012345', names: ['default', 'tps', 'printer'] }],
    },
    {
      name: 'gov',
      host: 'gov.duplocloud.net',
      settings: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
      plans: [{ plan: 'gov', account: '567890123456', names: ['default', 'census', 'permits'] }],
    },
  ];
}

/**
 * @param {ConstructorParameters<typeof Portal>[1]} shared
 * @param {number} extraTenants further ones on acme
 * @returns {Map<string, Portal>} by name
 */
export function makePortals(shared, extraTenants) {
  return new Map(
    definitions(extraTenants).map((definition) => [
      definition.name,
      new Portal(definition, shared),
    ]),
  );
}
