/**
 * AWS's regions by partition, with the names that AWS gives them: https://docs.aws.amazon.com/global-infrastructure/latest/regions
 * and botocore's partitions.json, as of 2025. A region that is missing here still opens, by its code.
 * @type {Record<string, Record<string, string>>}
 */
export const regionNames = {
  aws: {
    'us-east-1': 'US East (N. Virginia)',
    'us-east-2': 'US East (Ohio)',
    'us-west-1': 'US West (N. California)',
    'us-west-2': 'US West (Oregon)',
    'af-south-1': 'Africa (Cape Town)',
    'ap-east-1': 'Asia Pacific (Hong Kong)',
    'ap-east-2': 'Asia Pacific (Taipei)',
    'ap-northeast-1': 'Asia Pacific (Tokyo)',
    'ap-northeast-2': 'Asia Pacific (Seoul)',
    'ap-northeast-3': 'Asia Pacific (Osaka)',
    'ap-south-1': 'Asia Pacific (Mumbai)',
    'ap-south-2': 'Asia Pacific (Hyderabad)',
    'ap-southeast-1': 'Asia Pacific (Singapore)',
    'ap-southeast-2': 'Asia Pacific (Sydney)',
    'ap-southeast-3': 'Asia Pacific (Jakarta)',
    'ap-southeast-4': 'Asia Pacific (Melbourne)',
    'ap-southeast-5': 'Asia Pacific (Malaysia)',
    'ap-southeast-6': 'Asia Pacific (New Zealand)',
    'ap-southeast-7': 'Asia Pacific (Thailand)',
    'ca-central-1': 'Canada (Central)',
    'ca-west-1': 'Canada West (Calgary)',
    'eu-central-1': 'Europe (Frankfurt)',
    'eu-central-2': 'Europe (Zurich)',
    'eu-north-1': 'Europe (Stockholm)',
    'eu-south-1': 'Europe (Milan)',
    'eu-south-2': 'Europe (Spain)',
    'eu-west-1': 'Europe (Ireland)',
    'eu-west-2': 'Europe (London)',
    'eu-west-3': 'Europe (Paris)',
    'il-central-1': 'Israel (Tel Aviv)',
    'me-central-1': 'Middle East (UAE)',
    'me-south-1': 'Middle East (Bahrain)',
    'mx-central-1': 'Mexico (Central)',
    'sa-east-1': 'South America (São Paulo)',
  },
  'aws-us-gov': {
    'us-gov-east-1': 'AWS GovCloud (US-East)',
    'us-gov-west-1': 'AWS GovCloud (US-West)',
  },
  'aws-cn': {
    'cn-north-1': 'China (Beijing)',
    'cn-northwest-1': 'China (Ningxia)',
  },
  'aws-eusc': {
    'eusc-de-east-1': 'European Sovereign Cloud (Germany)',
  },
};

/**
 * @param {string} code
 * @returns {string} "US West (Oregon) us-west-2"; the code where the name isn't known
 */
export function regionLabel(code) {
  const name = Object.values(regionNames).find((names) => code in names)?.[code];
  return name ? `${name} ${code}` : code;
}

/**
 * @param {string | null | undefined} partition
 * @param {(string | null | undefined)[]} likely regions that people use, the likeliest first
 * @returns {{ first: string[], others: string[] }} those that are likely, then the partition's others by name; without a
 *   known partition that of the first likely region, else AWS's usual one
 */
export function regionChoices(partition, likely) {
  const first = [...new Set(likely.filter((code) => typeof code === 'string' && code !== ''))];
  const known = partition ? regionNames[partition] : undefined;
  const names = known ?? partitionOf(first[0] ?? '') ?? regionNames.aws ?? {};
  const others = Object.keys(names).filter((code) => !first.includes(code));
  return { first: /** @type {string[]} */ (first), others };
}

/** @param {string} code */
function partitionOf(code) {
  return Object.values(regionNames).find((names) => code in names);
}
