/* Guesses about a portal's answers, turned over: what a real portal may do though no public client shows it. */

/** Names that public clients never show, though nothing forbids them. */
export const ODD_NAMES = ['Data Platform', 'web.eu', 'ACME-Ops', 'فريق المنصة'];

/** Fields that clients can do without, each with a value of another type than usual. */
const OF_ANOTHER_TYPE = {
  AppConfigs: 7,
  AwsRegions: 'us-west-2, us-east-1',
  Cloud: '0',
  DefaultAwsAccount: 123456789012,
  DefaultAwsRegion: null,
  EnabledFlags: { EnableAdminAwsJitAccess: 1 },
  InfraOwner: [],
  IsOtpNeeded: 'no',
  IsReadOnly: 'no',
  Metadata: 'none',
  PlanID: 12,
  Tags: true,
  Validity: 'soon',
};

const CASES = {
  pascal: (/** @type {string} */ name) => name,
  camel: (/** @type {string} */ name) => name.charAt(0).toLowerCase() + name.slice(1),
  upper: (/** @type {string} */ name) => name.toUpperCase(),
};

/** @type {string[]} */
export const FIELD_CASES = Object.keys(CASES);

/**
 * @param {unknown} answer as it usually is
 * @param {{fieldCase: string, oddFields: boolean, validityAsText: boolean}} settings
 * @returns {unknown}
 */
export function turnedOver(answer, settings) {
  if (Array.isArray(answer)) return answer.map((one) => turnedOver(one, settings));
  if (typeof answer !== 'object' || answer === null) return answer;
  const { fieldCase, oddFields, validityAsText } = settings;
  const fields = Object.entries(answer).map(([name, value]) => {
    if (oddFields && Object.hasOwn(OF_ANOTHER_TYPE, name)) return [name, OF_ANOTHER_TYPE[name]];
    if (validityAsText && name === 'Validity') return [name, String(value)];
    return [CASES[fieldCase](name), turnedOver(value, settings)];
  });
  const more = oddFields
    ? [
        ['$type', { Odd: [null, 1e300] }],
        ['', -0.5],
        ['Größe', '\u0000'],
      ]
    : [];
  return Object.fromEntries([...more, ...fields]);
}

/** @param {number} all @returns {number} how many tenants one answer holds: no list takes more than ten answers */
const partOf = (all) => Math.max(4, Math.ceil(all / 10));

/**
 * A list in parts, in the form of ASP.NET's PageResult. No public client knows of any.
 * @param {object[]} list
 * @param {import('../exchange.js').Exchange} exchange
 * @param {null | 'linked' | 'counted'} how
 * @param {number} [size] of a part
 * @returns {unknown}
 */
export function inParts(list, { path, query }, how, size = partOf(list.length)) {
  if (how === null) return list;
  const from = Number(query.get('$skip') ?? 0);
  const end = from + size;
  const isLast = end >= list.length;
  // As a server behind a proxy names itself.
  const next = isLast || how === 'counted' ? null : `http://backend:8080${path}?$skip=${end}`;
  return { Items: list.slice(from, end), NextPageLink: next, Count: list.length };
}
