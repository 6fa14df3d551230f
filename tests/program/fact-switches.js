/* Each switch of the simulator, turned on its own, and what `doctor --facts` then says differs. */

/**
 * @typedef {object} Switch
 * @property {string} what
 * @property {string[]} differs ids; one, or `why` says why
 * @property {string} [why]
 * @property {RegExp} [how] what is said of the first
 * @property {object} [set] acme's settings; and in `aws` AWS's
 * @property {object} [aws]
 * @property {object} [fault] of acme; and in `awsFault` of AWS
 * @property {object} [awsFault]
 * @property {string[]} [args] instead of --tenant invoice
 * @property {string} [user] instead of alice, an administrator
 * @property {object} [token] how the token is made
 * @property {'redirect'|'post'|'post_otp'} [handedOver] by a browser, in this way
 */

const NOT_ASSUMED = 'nothing is assumed of it, or no click asks for it';
const IN_A_BROWSER = 'only a browser sees it, and tells it by note_fact';

/** @type {Switch[]} */
export const SWITCHES = [
  { what: 'no Validity', set: { validity: null }, differs: ['jit.validity'] },
  { what: 'a Validity of 0', set: { validity: 0 }, differs: ['jit.validity'] },
  {
    what: 'a Validity in text',
    set: { validityAsText: true },
    differs: ['portal.types'],
    how: /Validity is a string, not a number/,
  },
  {
    what: 'names of fields in camel case',
    set: { fieldCase: 'camel' },
    differs: ['portal.letters'],
    how: /camel/,
  },
  {
    what: 'names of fields in capitals',
    set: { fieldCase: 'upper' },
    differs: ['portal.letters'],
    how: /upper/,
  },
  {
    what: 'optional fields of other types',
    set: { oddFields: true },
    differs: ['portal.types'],
    how: /AwsRegions is a string, not a list/,
  },
  {
    what: 'names of tenants with blanks and capitals',
    set: { oddTenants: true },
    differs: ['portal.tenant_names'],
  },
  { what: 'no features', set: { noFeatures: true }, differs: ['portal.features'], how: /404/ },
  {
    what: 'features without a body',
    fault: { path: 'features/system', status: 204, body: '' },
    differs: ['portal.json'],
    how: /features answered 204 with nothing/,
  },
  {
    what: 'a login page in place of the account',
    fault: { path: 'GetTenantAwsAccountId', body: '<html></html>' },
    differs: ['portal.json'],
    how: /account answered 200 with web page/,
  },
  { what: 'no ConsoleUrl', set: { consoleUrl: 'none' }, differs: ['jit.url'] },
  {
    what: 'keys that AWS takes only by GET',
    set: { consoleUrl: 'none' },
    aws: { federation: 'get' },
    differs: ['jit.url', 'aws.federation'],
    why: 'keys go to AWS only where the portal gives no ConsoleUrl',
  },
  {
    what: 'keys that AWS does not take',
    set: { consoleUrl: 'none' },
    aws: { federation: 'none' },
    differs: ['jit.url', 'aws.federation'],
    why: 'keys go to AWS only where the portal gives no ConsoleUrl',
  },
  { what: 'no Destination', set: { consoleUrl: 'no-destination' }, differs: ['jit.destination'] },
  { what: 'a relative ConsoleUrl', set: { consoleUrl: 'relative' }, differs: ['jit.url_form'] },
  {
    what: 'a ConsoleUrl of http',
    set: { consoleUrl: 'http' },
    differs: ['jit.url_form'],
    how: /scheme: http;/,
  },
  {
    what: 'a ConsoleUrl of another host',
    set: { consoleUrl: 'foreign' },
    differs: ['jit.url_form'],
    how: /host: other/,
  },
  { what: 'an Issuer of words', set: { consoleUrl: 'plus-for-blank' }, differs: ['jit.issuer'] },
  {
    what: 'small letters in escapes',
    set: { consoleUrl: 'lower-case-escapes' },
    differs: ['jit.escapes'],
  },
  {
    what: 'only the older call for administrators',
    set: { oldAdminApi: true },
    args: ['--admin'],
    differs: ['admin.call'],
  },
  {
    what: 'a flag that says no where access is given',
    fault: { path: 'features/system', body: { IsAwsAdminJITEnabled: false } },
    args: ['--admin'],
    differs: ['admin.flag'],
  },
  {
    what: 'a list of tenants in parts',
    set: { tenantParts: 'linked' },
    differs: ['portal.tenants'],
    how: /^the list comes in parts$/,
  },
  {
    what: 'the first part of a list of tenants, and no way to the rest',
    set: { tenantParts: 'counted' },
    differs: ['portal.tenants'],
    how: /^only a part of the list comes$/,
    args: [],
  },
  {
    what: 'the first part of a list of tenants, where a tenant is named',
    set: { tenantParts: 'counted' },
    differs: ['portal.tenants'],
  },
  {
    what: 'a list of tenants in one part, which is all of it',
    fault: {
      path: 'GetTenantsForUser',
      body: {
        Items: [
          {
            TenantId: '1c031356-0489-4cc4-beb8-d95691e5adcc',
            AccountName: 'invoice',
            PlanID: 'nonprod',
          },
        ],
        NextPageLink: null,
        Count: 1,
      },
    },
    args: [],
    differs: ['portal.tenants'],
    how: /^the list comes in parts$/,
  },
  {
    what: 'an object in place of the list of tenants',
    fault: { path: 'GetTenantsForUser', body: { Tenants: [] } },
    differs: ['portal.tenants'],
    how: /^it is of type object$/,
  },
  {
    what: 'users without AWS access',
    set: { nonAdminJit: false },
    user: 'bob@example.com',
    differs: ['jit.allowed'],
    how: /403/,
  },
  {
    what: 'administrators without AWS access, and a flag that says so',
    set: { adminJit: false },
    args: ['--admin'],
    differs: [],
    why: 'the flag and the refusal agree, which is what is assumed',
  },
  {
    what: 'administrators who need a one-time password',
    set: { otpNeeded: true },
    args: ['--admin'],
    differs: [],
    why: 'the flag IsOtpNeeded says so, and the refusal tells nothing of the other flag',
  },
  { what: 'a token that is no JWT', token: { opaque: true }, differs: ['portal.token'] },
  {
    what: 'a permanent token',
    token: { permanent: true },
    differs: [],
    why: 'it is a JWT that ends, in a year',
  },
  {
    what: 'a token handed over by POST',
    handedOver: 'post',
    set: { handover: 'post' },
    differs: ['portal.redirect'],
    how: /^it came by: post$/,
  },
  {
    what: 'a token handed over by POST with a preflight',
    handedOver: 'post',
    set: { handover: 'post', preflight: true },
    differs: ['portal.redirect', 'portal.simple_post'],
    why: 'only what comes by POST can come with a preflight',
  },
  {
    what: 'a token handed over with a one-time password',
    handedOver: 'post_otp',
    set: { handover: 'post_otp' },
    differs: ['portal.redirect'],
    how: /^it came by: post_otp$/,
  },
  {
    what: 'a token handed over to localhost',
    handedOver: 'redirect',
    set: { handoverHost: 'localhost' },
    differs: [],
    why: 'both names are listened on, and neither is assumed',
  },
  {
    what: 'an AWS sign-in host that breaks connections',
    awsFault: { path: /^\/$/, drop: true },
    differs: ['aws.sign_in_host'],
  },
  {
    what: 'a tenant of another cloud',
    fault: { path: 'features/tenant', body: { Cloud: 2 } },
    differs: [],
    why: 'such tenants exist; whether 0 means AWS is not seen of them',
  },
  {
    what: 'an account that is no account',
    fault: { path: 'GetTenantAwsAccountId', body: JSON.stringify('none') },
    differs: ['portal.account'],
  },
  {
    what: 'a region of no known form',
    fault: { path: 'GetAwsRegionId', body: JSON.stringify('Oregon') },
    differs: ['portal.region'],
  },
  {
    what: 'a region that AWS does not have yet',
    set: { region: 'mx-west-1' },
    differs: ['aws.sign_in_host'],
  },
  {
    what: 'another region',
    set: { region: 'mx-central-1' },
    differs: [],
    why: 'regions are known by their form, so that new ones need no new program',
  },
  {
    what: 'another partition',
    set: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    differs: [],
    why: 'all four partitions are known',
  },
  {
    what: 'a partition that another is said to be',
    fault: { path: 'features/system', body: { DefaultAwsPartition: 'aws-cn' } },
    differs: ['jit.partition'],
  },
  {
    what: 'keys that are no chained ones',
    set: { chained: false },
    differs: [],
    why: 'SessionDuration, which shows it, is never sent',
  },
  {
    what: 'a tenant that users have lost',
    set: { deniedTenants: ['dev01'] },
    user: 'bob@example.com',
    differs: [],
    why: 'it is not in the list, and nobody clicks on it',
  },
  ...[
    { duploOps: true },
    { regionalConsoleUrl: true },
    { kubernetes: false },
    { kubernetesAuthority: false },
    { kubernetesSeconds: 60 },
    { links: [{ Key: 'wiki', Type: 'url', Value: 'https://wiki.example/' }] },
    { otp: '135790' },
    { sessionSeconds: 600 },
    { cancel: 'empty' },
  ].map((set) => ({ what: JSON.stringify(set), set, differs: [], why: NOT_ASSUMED })),
  ...[
    { dialogue: false },
    { ecr: false },
    { expiredPage: false },
    { multiSession: true },
    { optInCookie: false },
    { refuses: 'private-access' },
    { sessionData: false },
    { sessionsList: false },
    { singleUse: false },
    { stableLabels: false },
    { userInfoCookie: false },
  ].map((aws) => ({ what: JSON.stringify(aws), aws, differs: [], why: IN_A_BROWSER })),
];
