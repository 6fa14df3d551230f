/** @import { RenewalMode, Session, Settings, Target } from '../types.js' */
import { isProduction } from './production.js';

/** @type {Readonly<Settings>} */
export const settingsDefaults = {
  renewal: 'automatic',
  renewalByPortal: {},
  warnMinutes: 5,
  isolation: 'automatic',
  signOutWithoutAsking: false,
  confirmAdministrator: false,
  production: ['prod', 'production', 'prd'],
  confirmProduction: false,
  chip: true,
  tabGroups: false,
  history: true,
  colours: {},
};

/** Where there are more rules, something else than rules was written. */
const mostRules = 100;
const longestRule = 100;

const renewalModes = ['automatic', 'ask', 'off'];
/** Past this the badge counts in hours, and nobody is woken in time. */
export const longestWarning = 60;

/** @type {(value: unknown) => boolean} */
const isBoolean = (value) => typeof value === 'boolean';
/** @type {(value: unknown) => boolean} */
const isRenewalMode = (value) => renewalModes.includes(/** @type {any} */ (value));

/**
 * @param {(value: unknown) => boolean} isValid
 * @returns {(value: unknown) => boolean} an object all of whose values are valid
 */
const recordOf = (isValid) => (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every(isValid);

/** What each may be; a policy or an older version may have left something else. */
/** @type {Record<keyof Settings, (value: unknown) => boolean>} */
const isValid = {
  renewal: isRenewalMode,
  renewalByPortal: recordOf(isRenewalMode),
  warnMinutes: (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= longestWarning,
  isolation: (value) => value === 'automatic' || value === 'off',
  signOutWithoutAsking: isBoolean,
  confirmAdministrator: isBoolean,
  production: (value) =>
    Array.isArray(value) &&
    value.length <= mostRules &&
    value.every((rule) => typeof rule === 'string' && rule.length <= longestRule),
  confirmProduction: isBoolean,
  chip: isBoolean,
  tabGroups: isBoolean,
  history: isBoolean,
  colours: recordOf((value) => /^#[0-9a-f]{6}$/.test(String(value))),
};

/**
 * Lays settings over each other; a value that isn't valid is left out.
 * @param {...unknown} layers from the weakest to the strongest, over the defaults
 * @returns {Settings}
 */
export function mergeSettings(...layers) {
  /** @type {Record<string, unknown>} */
  const merged = { ...settingsDefaults };
  for (const layer of layers)
    for (const [key, value] of Object.entries(layer ?? {}))
      if (Object.hasOwn(isValid, key) && isValid[/** @type {keyof Settings} */ (key)](value))
        merged[key] = value;
  return /** @type {Settings} */ (/** @type {unknown} */ (merged));
}

/**
 * What the organisation's policy doesn't let the user change.
 * @param {unknown} policy settings, and `locked`: names of those that only the policy sets
 * @returns {(keyof Settings)[]}
 */
export function lockedSettings(policy) {
  const { locked } = /** @type {{ locked?: unknown }} */ (policy ?? {});
  const names = Array.isArray(locked) ? locked : [];
  return names.filter((name) => Object.hasOwn(isValid, name));
}

/**
 * @param {unknown} policy the organisation's
 * @param {Partial<Settings>} own the user's, which win where the policy didn't lock them
 * @returns {Settings}
 */
export function effectiveSettings(policy, own) {
  const locked = lockedSettings(policy);
  const free = Object.entries(own).filter(
    ([name]) => !locked.includes(/** @type {keyof Settings} */ (name)),
  );
  return mergeSettings(policy, Object.fromEntries(free));
}

/**
 * @param {Settings} settings
 * @param {Pick<Session, 'target' | 'plan' | 'account'>} session
 * @returns {RenewalMode} what has to be confirmed isn't renewed automatically
 */
export function renewalModeOf(settings, session) {
  const { renewal, renewalByPortal } = settings;
  const { target } = session;
  const production = isProduction(session, settings.production);
  const mode = renewalByPortal[target.portal] ?? renewal;
  return mode === 'automatic' && needsConfirmation(settings, target, production) ? 'ask' : mode;
}

/**
 * @param {Settings} settings
 * @param {Target} target
 * @param {boolean} production it is a production tenant
 * @returns {'administrator' | 'production' | null} what is asked before its console opens
 */
export function needsConfirmation(
  { confirmAdministrator, confirmProduction },
  { role },
  production,
) {
  if (confirmAdministrator && role !== 'tenant') return 'administrator';
  return confirmProduction && production ? 'production' : null;
}
