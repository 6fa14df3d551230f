/** @import { SessionState } from '../../types.js' */
/** @import { StateStore } from './state-store.js' */

/** The state keys that hold tab ids. */
const holdsTab = /^(tabIds?|knownTabs|\w+TabIds?)$/;
/** Kept by tab id. */
const byTab = /** @type {const} */ (['pages', 'mismatches']);
/** The sessions last: by them it is seen that the worker died on the way. */
const withTabs = /** @type {const} */ ([
  'renewals',
  'intents',
  'signIns',
  'endedSignIns',
  'questions',
  'leases',
  'failure',
  'reloads',
  'sessions',
]);

/**
 * Chromium gives a tab another id when it frees its memory: all that is stored about the tab is kept under the new one.
 * @param {StateStore<SessionState>} session
 * @param {number} from
 * @param {number} to
 */
export async function renameTab(session, from, to) {
  for (const key of byTab)
    await session.update(key, (/** @type {any} */ all) => {
      const { [from]: own, ...rest } = all;
      return own === undefined ? all : { ...rest, [to]: own };
    });
  for (const key of withTabs) await session.update(key, (value) => renamed(value, '', from, to));
}

/**
 * @template T
 * @param {T} value
 * @param {string} name under which it stands
 * @param {number} from
 * @param {number} to
 * @returns {T}
 */
function renamed(value, name, from, to) {
  /** @type {any} */
  let after = value;
  if (Array.isArray(value)) after = value.map((one) => renamed(one, name, from, to));
  else if (typeof value === 'object' && value !== null)
    after = Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, renamed(inner, key, from, to)]),
    );
  else if (value === from && holdsTab.test(name)) after = to;
  return after;
}
