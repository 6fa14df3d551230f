/*
 * A portal as `jit-console doctor --facts --report FILE` saw it: its statuses, spellings, types, forms and times. What the report
 * doesn't tell is as usual.
 */

/** The calls of a report, by its ids. */
const PATHS = {
  user: /^\/admin\/GetUserRoleInfo$/,
  features: /^\/v3\/features\/system$/,
  tenants: /^\/admin\/GetTenantsForUser$/,
  account: /^\/subscriptions\/[^/]+\/GetTenantAwsAccountId$/,
  region: /^\/subscriptions\/[^/]+\/GetAwsRegionId$/,
  tenant_features: /^\/v3\/features\/tenant\/[^/]+$/,
  resources: /^\/subscriptions\/[^/]+\/GetCloudResources$/,
  tenant_jit: /^\/subscriptions\/[^/]+\/GetAwsConsoleTokenUrl$/,
  admin_jit: /^\/v3\/admin\/aws\/jitAccess\/admin(\/[a-z0-9-]+)?$/,
  older_admin_jit: /^\/adminproxy\/GetJITAwsConsoleAccessUrl$/,
};

/**
 * @typedef {object} ReportedField
 * @property {string} name
 * @property {string[]} letters
 * @property {string[]} types
 * @property {string[]} forms
 *
 * @typedef {object} ReportedCall
 * @property {string} call
 * @property {number} status
 * @property {string|null} failure
 * @property {string|null} content
 * @property {number} milliseconds
 * @property {string|null} body
 * @property {string|null} count
 * @property {string|null} form
 * @property {ReportedField[]} fields
 *
 * @typedef {object} Report
 * @property {number} report
 * @property {ReportedCall[]} calls
 * @property {Record<string, any>|null} console_url
 * @property {string|null} handover
 * @property {string|null} [federation]
 * @property {string|null} [preflight]
 * @property {{browser: string, id: string, differs: string|null, day: string}[]} [browsers]
 * @property {string|null} sign_in_host
 */

/** How many tenants more than the simulator's own few make a list that is counted so. */
const FURTHER = { '11 to 100': 20, '101 to 1000': 500, 'more than 1000': 5000 };

/** How many tenants a part has that is counted so. */
const PARTS = {
  0: 0,
  1: 1,
  '2 to 10': 4,
  '11 to 100': 20,
  '101 to 1000': 500,
  'more than 1000': 2000,
};

const CONTENT_TYPES = {
  JSON: 'application/json; charset=utf-8',
  'web page': 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  other: 'application/octet-stream',
};

/** A text of each form, where the usual one has another. */
const OF_FORM = {
  empty: () => '',
  guid: (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  account: () => '123456789012',
  digits: (n) => String(n),
  region: () => 'us-west-2',
  arn: (n) => `arn:aws:sqs:us-west-2:123456789012:queue-${n}`,
  address: (n) => `person-${n}@example.com`,
  plain: (n) => `plain-${n}`,
  other: (n) => `Data Platform ${n}`,
  text: (n) => `text-${n}`,
};

/** @param {string} text @param {string} form */
function hasForm(text, form) {
  const plain = /^[a-z0-9-]+$/.test(text);
  const forms = {
    empty: text === '',
    guid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
    account: /^\d{12}$/.test(text),
    digits: /^\d+$/.test(text) && text.length !== 12,
    region: /^[a-z]+(-[a-z]+)+-\d$/.test(text),
    arn: text.startsWith('arn:'),
    address: text.includes('@') && !text.startsWith('arn:'),
    plain: plain && !/^\d+$/.test(text) && !/^[a-z]+(-[a-z]+)+-\d$/.test(text),
    text: text !== '',
  };
  return form === 'other' ? !plain && !text.includes('@') : (forms[form] ?? text === form);
}

const SPELLINGS = {
  'as known': (/** @type {string} */ name) => name,
  camel: (/** @type {string} */ name) => name.charAt(0).toLowerCase() + name.slice(1),
  lower: (/** @type {string} */ name) => name.toLowerCase(),
  upper: (/** @type {string} */ name) => name.toUpperCase(),
  mixed: (/** @type {string} */ name) =>
    name.charAt(0).toLowerCase() + name.slice(1, -1) + name.slice(-1).toUpperCase(),
};

/** @param {string} form @param {unknown} usual @param {number} row */
function textOf(form, usual, row) {
  if (typeof usual === 'string' && hasForm(usual, form)) return usual;
  return OF_FORM[form]?.(row) ?? form;
}

/** @param {string} type @param {string[]} forms @param {unknown} usual @param {number} row @returns {unknown} */
function reportedValue(type, forms, usual, row) {
  // What the usual value is comes first, so that a list begins with what tests ask for.
  const isUsual = (/** @type {string} */ form) => typeof usual === 'string' && hasForm(usual, form);
  const ordered = [...forms].sort((a, b) => Number(isUsual(b)) - Number(isUsual(a)));
  const form = ordered[row % ordered.length];
  switch (type) {
    case 'string':
      return form === undefined ? '' : textOf(form, usual, row);
    case 'number':
      return form === undefined ? 7 : (numberOf(form) ?? usual);
    case 'boolean':
      return form === undefined ? usual === true : form === 'true';
    case 'list':
      return Array.isArray(usual) &&
        usual.length > 0 &&
        forms.every((one) => usual.some((item) => hasForm(String(item), one)))
        ? usual
        : forms.map((one, index) => (one === 'number' ? index : textOf(one, null, index)));
    case 'object':
      return {};
    default:
      return null;
  }
}

/** @param {string} form */
function numberOf(form) {
  if (form === 'negative') return -1;
  if (form === 'large') return 123_456_789_012;
  return /^\d+$/.test(form) ? Number(form) : undefined;
}

/** @param {Record<string, unknown>} usual @param {ReportedField[]} fields @param {number} row */
function reshaped(usual, fields, row) {
  const rest = Object.entries(usual).filter(
    ([name]) => !fields.some((field) => field.name === name),
  );
  const own = fields.flatMap(({ name, letters, types, forms }) => {
    const present = types.filter((type) => type !== 'missing');
    const type = [...present, ...types.filter((one) => one === 'missing')][row % types.length];
    if (type === undefined || type === 'missing') return [];
    const spelling = SPELLINGS[letters[row % letters.length] ?? 'as known'];
    return [[spelling(name), reportedValue(type, forms, usual[name], row)]];
  });
  return Object.fromEntries([...own, ...rest]);
}

/** @param {ReportedCall} call @param {any} usual @returns {unknown} */
function answerOf({ body, count, form, fields }, usual) {
  if (body === 'string') return textOf(form ?? 'other', usual, 0);
  const reshapedRows = (/** @type {any[]} */ rows) =>
    rows.slice(0, { 0: 0, 1: 1 }[count ?? '']).map((one, row) => reshaped(one, fields, row));
  if (body === 'list') return reshapedRows(Array.isArray(usual) ? usual : [usual]);
  if (body === 'list in parts') {
    const Items = reshapedRows(usual.Items);
    return { ...usual, Items, ...(form === 'whole' ? { Count: Items.length } : {}) };
  }
  if (body === 'object') return reshaped(Array.isArray(usual) ? {} : usual, fields, 0);
  return { number: 7, boolean: true, null: null }[String(body)] ?? null;
}

/** @param {ReportedCall} call @param {unknown} usual @returns {string} */
function bodyOf(call, usual) {
  if (call.status < 200 || call.status >= 300) return '{"Message":"as it was reported"}';
  if (call.body === 'nothing') return '';
  if (call.body === 'web page') return '<!doctype html><title>Log in</title>';
  return call.body === 'no JSON' ? 'no JSON' : JSON.stringify(answerOf(call, usual));
}

export class ReportedPortal {
  #report;

  /** @param {Report} report */
  constructor(report) {
    if (report.report !== 1) throw new Error('not a report of doctor --facts that is known here');
    this.#report = report;
  }

  /** Further tenants that make its list as long. */
  get furtherTenants() {
    return FURTHER[this.#tenants?.count ?? ''] ?? 0;
  }

  /** How many tenants one part of its list holds. */
  get partSize() {
    const { count, form } = this.#tenants ?? {};
    return form === 'whole' ? Number.POSITIVE_INFINITY : PARTS[count ?? ''];
  }

  get #tenants() {
    return this.#report.calls.find(({ call }) => call === 'tenants');
  }

  /** AWS's settings that the report tells. @returns {Record<string, unknown>} */
  get aws() {
    const { browsers = [], federation } = this.#report;
    const saw = (/** @type {string} */ id, /** @type {string} */ word) =>
      browsers.some((one) => one.id === id && one.differs === word);
    return {
      federation: { GET: 'get', refused: 'none' }[federation ?? ''] ?? 'both',
      ...(saw('aws.session_data', 'no_tag') ? { sessionData: false } : {}),
      ...(saw('aws.opt_in_cookie', 'no_cookie') ? { optInCookie: false } : {}),
      ...(saw('aws.label', 'another') ? { stableLabels: false } : {}),
      ...(saw('aws.expired_page', 'no_link') ? { expiredPage: false } : {}),
    };
  }

  get signInHostFails() {
    return this.#report.sign_in_host === 'unreachable';
  }

  /** The portal's settings that the report tells. @returns {Record<string, unknown>} */
  get settings() {
    const { console_url: url, handover, preflight } = this.#report;
    const partition = url?.partition ?? this.#told('features', 'DefaultAwsPartition');
    const regions = {
      'aws-us-gov': 'us-gov-west-1',
      'aws-cn': 'cn-north-1',
      'aws-eusc': 'eusc-de-east-1',
    };
    const inParts = this.#tenants?.body === 'list in parts';
    return {
      ...(handover ? { handover } : {}),
      ...(inParts ? { tenantParts: this.#tenants?.form === 'cut' ? 'counted' : 'linked' } : {}),
      ...(preflight ? { preflight: preflight === 'asked' } : {}),
      ...(partition && partition !== 'aws' ? { partition, region: regions[partition] } : {}),
      ...(url ? { consoleUrl: url, regionalConsoleUrl: url.host === 'regional sign-in' } : {}),
    };
  }

  /** @param {string} path @returns {ReportedCall|undefined} */
  call(path) {
    return this.#report.calls.find(({ call }) => PATHS[call]?.test(path));
  }

  /**
   * @param {import('../exchange.js').Exchange} exchange
   * @param {ReportedCall} call
   * @param {unknown} usual what the answer would be
   * @param {Record<string, string>} headers
   */
  async reply(exchange, call, usual, headers) {
    await new Promise((resolve) => setTimeout(resolve, call.milliseconds).unref());
    if (call.failure === 'timeout') return;
    if (call.status === 0) return exchange.drop();
    const type = CONTENT_TYPES[call.content ?? ''];
    const all = type ? { 'content-type': type, ...headers } : headers;
    exchange.reply(call.status, all, bodyOf(call, usual));
  }

  #told(id, name) {
    const call = this.#report.calls.find((one) => one.call === id);
    return call?.fields.find((field) => field.name === name)?.forms[0];
  }
}
