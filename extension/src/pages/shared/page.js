/** @import { LocalState, MessageName, MessageReply, Messages, Policy, SessionState, Settings } from '../../types.js' */
/** What every page of the extension needs: its text, messages to the background, and the background's state. */
import { localDefaults, sessionDefaults } from '../../background/state/state-store.js';
import { api } from '../../browser.js';
import { policyOf } from '../../domain/policy.js';
import { effectiveSettings } from '../../domain/settings.js';
import { HostError } from '../../host/host-error.js';
import { readManaged } from '../../managed-storage.js';
import { findWords, text } from '../../text.js';

/** Sets a page's language and fills in its words: data-text for content, data-label for accessible names. */
export async function localise() {
  await findWords();
  document.documentElement.lang = text('language');
  document.documentElement.dir = text('direction');
  for (const node of document.querySelectorAll('[data-text]'))
    node.textContent = text(node.getAttribute('data-text') ?? '');
  for (const node of document.querySelectorAll('[data-label]')) {
    const label = text(node.getAttribute('data-label') ?? '');
    node.setAttribute('aria-label', label);
    if (node instanceof HTMLInputElement) node.placeholder = label;
    else if (node instanceof HTMLButtonElement) node.title = label;
  }
}

/**
 * Asks the background. Every message may safely be said twice, which is done once where the worker died
 * before it answered.
 * @template {MessageName} M
 * @param {M} name
 * @param {Messages[M]['params']} params
 * @returns {Promise<Messages[M]['result']>}
 * @throws {HostError}
 */
export async function ask(name, params) {
  const send = () => api.runtime.sendMessage({ name, params });
  /** @type {MessageReply<M> | undefined} */
  const reply = (await send().catch(() => undefined)) ?? (await send());
  if (reply?.ok) return reply.result;
  const { code, message, hint } = reply?.error ?? {
    code: 'internal',
    message: 'the background did not answer',
    hint: '',
  };
  throw new HostError(code, message, hint);
}

/** @returns {Promise<Policy>} the organisation's, as it is now */
export async function policy() {
  return policyOf(await readManaged(api.storage));
}

/** @param {Pick<State, 'settings'>} state @returns {Promise<Settings>} as the organisation leaves them */
export async function settingsOf({ settings }) {
  return effectiveSettings(await readManaged(api.storage), settings);
}

/** @typedef {LocalState & SessionState} State */

/** @returns {Promise<LocalState>} what the background keeps on disk, as it is now */
export async function readState() {
  const kept = await api.storage.local.get(Object.keys(localDefaults));
  return { ...localDefaults, ...kept };
}

/**
 * Reads what the background remembers, now and whenever it changes.
 * @param {(state: State, changed: string[]) => void} show `changed`: the keys; all of them at first
 * @param {Promise<unknown>} [ready] what else it needs, read meanwhile
 * @returns {Promise<void>} ends after the first showing
 */
export async function watchState(show, ready) {
  /** @type {State} */
  const state = { ...localDefaults, ...sessionDefaults };
  const keys = Object.keys(state);
  /** Those that changed while they were read. @type {Set<string> | null} */
  let early = new Set();
  api.storage.onChanged.addListener((changes) => {
    const changed = Object.keys(changes).filter((key) => keys.includes(key));
    for (const key of changed) {
      setKey(state, key, changes[key]?.newValue);
      early?.add(key);
    }
    if (changed.length > 0 && !early) show(state, changed);
  });
  const [local, session] = await Promise.all([
    api.storage.local.get(Object.keys(localDefaults)),
    api.storage.session.get(Object.keys(sessionDefaults)),
    ready,
  ]);
  for (const [key, value] of Object.entries({ ...local, ...session }))
    if (!early.has(key)) setKey(state, key, value);
  early = null;
  show(state, keys);
}

/**
 * @param {State} state
 * @param {string} key
 * @param {unknown} value undefined: back to the default
 */
function setKey(state, key, value) {
  const defaults = { ...localDefaults, ...sessionDefaults };
  Object.assign(state, { [key]: value ?? defaults[/** @type {keyof State} */ (key)] });
}

/**
 * @param {Pick<State, 'portals' | 'renewals' | 'sessions'>} state
 * @param {string} name a portal's
 * @param {number} [now] milliseconds
 * @returns {boolean} nobody is signed in, or not any more; or a session has ended whose portal didn't take the token
 *   any more, whatever the host still believes
 */
export function isSignedOut({ portals, renewals, sessions }, name, now = Date.now()) {
  const portal = portals?.find((known) => known.name === name);
  if (!portal?.signed_in) return true;
  const end = portal.session_expires_at;
  if (end !== null && end * 1000 <= now) return true;
  return Object.entries(renewals).some(
    ([key, { phase }]) => phase === 'sign_in' && sessions[key]?.target.portal === name,
  );
}
