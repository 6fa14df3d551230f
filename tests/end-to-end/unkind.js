/*
 * What nobody here knows of real portals and of AWS, turned over: a sign-in, a console and its reopening under each. What
 * is lost, a person is told; where nothing is, they notice nothing.
 */

const JIT = 'GetAwsConsoleTokenUrl';
const API = /^\/(admin|adminproxy|subscriptions|v3)\//;

/**
 * @typedef {object} Row
 * @property {string} what is otherwise
 * @property {string} [name] E2E_SWITCH=NAME tells any story with it (switches.js)
 * @property {object} [portal] settings of the simulator's acme
 * @property {object} [aws] settings of its AWS
 * @property {object[]} [faults] of acme
 * @property {string} [lost] by default nothing
 * @property {string} [toldBy] what tells instead
 * @property {RegExp} [told] what the tenant's row says, since there is no console
 * @property {RegExp} [badge] what the badge then shows
 * @property {boolean} [both] it concerns the browser: then it is done in Firefox, too
 */

/** As it is guessed. */
export const USUAL = {
  portal: {
    validity: 3600,
    validityAsText: false,
    fieldCase: 'pascal',
    oddFields: false,
    oddTenants: false,
    tenantParts: null,
    consoleUrl: 'aws',
    partition: 'aws',
    region: 'us-west-2',
  },
  aws: { stableLabels: true, singleUse: true },
};

/** @type {Row[]} */
export const ROWS = [
  { name: 'no-validity', what: 'no Validity', portal: { validity: null } },
  { name: 'camel', what: 'field names in camel case', portal: { fieldCase: 'camel' } },
  { name: 'capitals', what: 'field names in capitals', portal: { fieldCase: 'upper' } },
  {
    name: 'odd-fields',
    what: 'unknown fields, and optional ones of another type',
    lost: 'what these say: the plan, and with it production’s mark; flags; lists of regions; how long sessions are',
    toldBy: 'the row has no plan; a session counts as one of an hour',
    portal: { oddFields: true },
  },
  {
    name: 'no-destination',
    what: 'a sign-in URL without Destination',
    portal: { consoleUrl: 'no-destination' },
  },
  {
    name: 'plus',
    what: 'a sign-in URL with + for blanks',
    portal: { consoleUrl: 'plus-for-blank' },
  },
  {
    name: 'lower-case',
    what: 'a sign-in URL escaped in lower case',
    portal: { consoleUrl: 'lower-case-escapes' },
  },
  { name: 'no-url', what: 'no sign-in URL', portal: { consoleUrl: 'none' } },
  { name: 'works-again', what: 'a sign-in URL that works again', aws: { singleUse: false } },
  {
    what: 'a relative sign-in URL',
    portal: { consoleUrl: 'relative' },
    lost: 'the console',
    told: /isn.t an AWS address\. Nothing was opened/,
  },
  {
    what: 'a sign-in URL of http',
    portal: { consoleUrl: 'http' },
    lost: 'the console',
    told: /isn.t an AWS address\. Nothing was opened/,
  },
  {
    name: 'no-content',
    what: 'features of 204, without a body',
    lost: 'duplo-ops’ console, the field for one-time passwords, the regions used here, and which tenants have no Kubernetes',
    toldBy:
      'the portal’s refusal of the administrator’s console or of Kubernetes; it is asked again in five minutes',
    faults: [{ path: 'features', status: 204, body: '' }],
  },
  {
    what: 'access of 204, without a body',
    faults: [{ path: JIT, status: 204, body: '' }],
    lost: 'the console',
    told: /sent an unexpected response/,
  },
  {
    name: 'late',
    what: 'each second answer late',
    faults: [{ path: API, every: 2, delayMs: 1500 }],
    lost: 'with `paged`, that AWS access is turned off for all but administrators: two seconds are too short to find out',
    toldBy: 'the portal’s own words; Ask the portal’s administrator for access',
  },
  {
    name: 'no-session-data',
    what: 'AWS without its session data',
    aws: { sessionData: false },
    lost: 'the sign that another identity is signed in',
    toldBy: 'AWS’s own page names it',
    both: true,
  },
  {
    name: 'other-dialogue',
    what: 'AWS with another dialogue at the end',
    aws: { dialogue: 'other' },
    lost: 'the countdown at an end before its time',
    toldBy: 'the next page that is loaded signs in again',
    both: true,
  },
  {
    name: 'new-labels',
    what: 'a session’s label that is new each time',
    aws: { stableLabels: false },
    lost: 'sending a form that was kept over the end of its session: its host has no session',
    toldBy: 'the chip and the badge on its page, before it is sent; reopening it takes no sign-in',
    both: true,
  },
  {
    what: 'a sovereign partition without a plain sign-in host, and no sign-in URL',
    portal: { partition: 'aws-eusc', region: 'eusc-de-east-1', consoleUrl: 'none' },
    both: true,
  },
  {
    name: 'paged',
    what: 'the list of tenants in parts, each with the address of the next',
    portal: { tenantParts: 'linked' },
  },
  {
    what: 'the first part of the list of tenants, with how many there are',
    portal: { tenantParts: 'counted' },
    lost: 'what is new in the list; where none was read before, the list',
    toldBy: 'sent an unexpected response; lists 4 tenants, which are not all; Try again',
  },
  { name: 'validity-text', what: 'a Validity as text', portal: { validityAsText: true } },
  {
    what: 'a Validity of half an hour, as text',
    portal: { validity: 1800, validityAsText: true },
    aws: { sessionsList: false },
    badge: /^(29|30)m$/,
  },
];
