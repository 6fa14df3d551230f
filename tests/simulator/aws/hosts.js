/**
 * AWS's sign-in and console hosts by partition, and the regions that the simulator serves.
 * Names outside these lists do not exist for it: the proxy refuses them.
 */
export const PARTITIONS = {
  aws: {
    domain: 'aws.amazon.com',
    api: 'amazonaws.com',
    regions: [
      'us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1',
      'eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3',
      'af-south-1 il-central-1 me-central-1 me-south-1 ap-east-1 ap-northeast-1 ap-northeast-2',
      'ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3',
      'ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-east-2',
    ]
      .join(' ')
      .split(' '),
  },
  'aws-us-gov': {
    domain: 'amazonaws-us-gov.com',
    api: 'amazonaws.com',
    regions: ['us-gov-west-1', 'us-gov-east-1'],
  },
  'aws-cn': {
    domain: 'amazonaws.cn',
    api: 'amazonaws.com.cn',
    regions: ['cn-north-1', 'cn-northwest-1'],
  },
  'aws-eusc': {
    domain: 'amazonaws-eusc.eu',
    api: 'amazonaws.eu',
    regions: ['eusc-de-east-1'],
    /** Only its regional sign-in hosts exist. */
    regionalSignIn: true,
  },
};

/** `{account}-{8 letters or digits}`, the first label of a console host in multi-session mode. */
const SESSION_LABEL = /^\d{12}-[a-z0-9]{8}$/;

/**
 * @param {string} host
 * @returns {{kind: 'signin'|'console', partition: string, region: string|null, label: string|null}|null}
 *   null for any host that is no AWS sign-in or console host
 */
export function parseAwsHost(host) {
  for (const [partition, { domain, regions, regionalSignIn }] of Object.entries(PARTITIONS)) {
    for (const kind of /** @type {const} */ (['signin', 'console'])) {
      const base = `${kind}.${domain}`;
      if (host === base) {
        if (kind === 'signin' && regionalSignIn) return null;
        return { kind, partition, region: null, label: null };
      }
      if (!host.endsWith(`.${base}`)) continue;
      const labels = host.slice(0, -base.length - 1).split('.');
      const region = labels.pop() ?? '';
      const label = labels.pop() ?? null;
      if (!regions.includes(region) || labels.length > 0) return null;
      if (label !== null && (kind === 'signin' || !SESSION_LABEL.test(label))) return null;
      return { kind, partition, region, label };
    }
  }
  return null;
}

/** The host that a region's ECR is asked at. @param {string} partition @param {string} region @param {boolean} [fips] */
export function ecrHost(partition, region, fips = false) {
  return `${fips ? 'ecr-fips' : 'api.ecr'}.${region}.${PARTITIONS[partition].api}`;
}

/**
 * @param {string} host
 * @returns {{partition: string, region: string}|null} null for any host that isn't ECR's
 */
export function parseEcrHost(host) {
  for (const [partition, { regions }] of Object.entries(PARTITIONS)) {
    for (const region of regions) {
      if ([false, true].some((fips) => host === ecrHost(partition, region, fips)))
        return { partition, region };
    }
  }
  return null;
}

/**
 * @param {string|null} text
 * @param {string} partition
 * @returns {{url: URL, host: NonNullable<ReturnType<typeof parseAwsHost>>}|null} null unless it is an
 *   https URL on one of the partition's hosts, without port and user
 */
export function parseAwsUrl(text, partition) {
  let url;
  try {
    url = new URL(text ?? '');
  } catch {
    return null;
  }
  const host = parseAwsHost(url.hostname);
  const plain = url.protocol === 'https:' && url.port === '' && url.username + url.password === '';
  return plain && host?.partition === partition ? { url, host } : null;
}

/** The region where a partition's plain hosts are at home. @param {string} partition */
export function defaultRegion(partition) {
  return PARTITIONS[partition].regions[0];
}

/**
 * @param {string} partition
 * @param {string|null} region null gives the plain host
 */
export function signInHost(partition, region) {
  const { domain, regionalSignIn } = PARTITIONS[partition];
  const named = region ?? (regionalSignIn ? defaultRegion(partition) : null);
  return `${named ? `${named}.` : ''}signin.${domain}`;
}

/**
 * @param {string} partition
 * @param {string|null} region null gives the plain host
 * @param {string|null} [label] the session's label in multi-session mode
 */
export function consoleHost(partition, region, label = null) {
  const prefix = [label, region].filter(Boolean).join('.');
  return `${prefix ? `${prefix}.` : ''}console.${PARTITIONS[partition].domain}`;
}

/** Names for a certificate that covers every AWS host that the simulator serves. */
export function awsCertificateNames() {
  return Object.entries(PARTITIONS).flatMap(([partition, { domain, regions }]) => [
    `signin.${domain}`,
    `*.signin.${domain}`,
    `console.${domain}`,
    `*.console.${domain}`,
    ...regions.map((region) => `*.${region}.console.${domain}`),
    ...regions.flatMap((region) => [ecrHost(partition, region), ecrHost(partition, region, true)]),
  ]);
}
