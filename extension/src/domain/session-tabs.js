/** @import { Session } from '../types.js' */
/** Which of the sessions' records a tab changes, worked out without asking anyone. */
import { isConsoleUrl, isSignInHost, labelOf, sessionLabelHost } from './aws-hosts.js';
import { isSignOutUrl } from './console-address.js';
import { isAstray, isOfOtherAccount, underItsLabel, underLabel } from './session-labels.js';

/** @typedef {Record<string, Session>} Sessions */

/**
 * What a tab's page shows about its session. landed: the sign-in has led to the console. ended: AWS wants a
 * sign-in. left: the user signed out. astray: AWS wants a sign-in under a label that the session no longer has.
 * @typedef {{ key: string, session: Session, event: 'landed' | 'ended' | 'left' | 'astray' | null }} Observation
 */

/**
 * A page that a tab shows or has gone on its way to. blind: browser and user let no page of AWS be read.
 * @typedef {{ tabId: number, url: string | undefined, loaded: boolean, blind?: boolean, store?: string }} ObservedPage
 */

/**
 * @param {Sessions} sessions
 * @param {ObservedPage} page
 * @returns {{ sessions: Sessions, observation: Observation | null }}
 */
export function observe(sessions, page) {
  const { tabId, url } = page;
  const held = holding(sessions, tabId);
  const other = held && ownerOf(sessions, held, url);
  const key = other || held;
  const moved = key && other ? withTab(sessions, key, tabId) : sessions;
  const session = key && moved[key];
  if (!session) return { sessions: leftBy(sessions, page), observation: null };
  const changed = changedBy(arrivedIn(session, page), page);
  const observation = { key, ...changed };
  if (changed.session === session) return { sessions: moved, observation };
  const all = { ...moved, [key]: changed.session };
  const others = { landed: withoutReplaced, left: withoutSignedOut, ended: null, astray: null };
  const after = changed.event && others[changed.event];
  return { sessions: after ? after(all, key) : all, observation };
}

/**
 * @param {Session} session
 * @param {ObservedPage} page
 * @returns {Session} the same, or without the page that somebody waited for
 */
function arrivedIn(session, { tabId, url, loaded }) {
  const there = session.askedTabId === tabId && loaded && isConsoleUrl(url);
  return there ? { ...session, askedTabId: null } : session;
}

/**
 * @param {Session} session
 * @param {ObservedPage} page
 * @returns {{ session: Session, event: Observation['event'] }}
 */
function changedBy(session, { tabId, url, loaded, blind = false }) {
  // A page that was on its way while the tab of the sign-in had not arrived is about the session before,
  // and so does what that tab shows until then.
  const stale = !session.landed && (tabId !== session.signInTabId || !loaded);
  if (isSignOutUrl(url) && !stale) {
    const known = session.endedBecause === 'left';
    return known
      ? { session, event: null }
      : { session: { ...session, endedBecause: 'left' }, event: 'left' };
  }
  if (!loaded || stale) return { session, event: null };
  if (isSignInHost(url) && isAstray(session, tabId, url))
    return { session: underItsLabel(session, tabId), event: 'astray' };
  if (isSignInHost(url) && !session.endedBecause)
    return { session: { ...session, endedBecause: 'signed_out' }, event: 'ended' };
  const labelHost = sessionLabelHost(url);
  const arrived = (blind && url === undefined) || isConsoleUrl(url);
  // Its sign-in failed, and was told: this is where somebody went instead.
  if (arrived && session.endedBecause && isOfOtherAccount(session, labelHost))
    return { session, event: null };
  if (arrived && !session.landed)
    return {
      session: { ...underLabel(session, labelHost), landed: true, endedBecause: null },
      event: 'landed',
    };
  // Multi-session was turned on since.
  if (labelHost && session.labelHost === null)
    return { session: { ...session, labelHost }, event: null };
  const isBack = labelHost !== null && labelHost === session.labelHost;
  return { session: isBack ? underItsLabel(session, tabId) : session, event: null };
}

/**
 * AWS's own list of sessions leads a tab from one to another.
 * @param {Sessions} sessions
 * @param {string} held
 * @param {string | undefined} url
 * @returns {string | undefined} the other session whose label the tab now has
 */
function ownerOf(sessions, held, url) {
  const label = labelOf(sessionLabelHost(url));
  const session = sessions[held];
  if (!label || !session?.landed || labelOf(session.labelHost) === label) return undefined;
  return Object.keys(sessions).find((key) => {
    const other = sessions[key];
    return other?.store === session.store && labelOf(other.labelHost) === label;
  });
}

/**
 * Where AWS keeps one identity at a time, which is where there is no label host, the one that has just
 * landed took the place of the others.
 * @param {Sessions} sessions
 * @param {string} landed
 * @returns {Sessions}
 */
function withoutReplaced(sessions, landed) {
  const { store, labelHost } = /** @type {Session} */ (sessions[landed]);
  if (labelHost) return sessions;
  const after = Object.entries(sessions).map(([key, session]) => {
    const loses =
      key !== landed && session.store === store && session.landed && session.labelHost === null;
    // Its page may have seen AWS's logout, which came before.
    return [
      key,
      loses && session.endedBecause !== 'left' ? { ...session, endedBecause: 'replaced' } : session,
    ];
  });
  return Object.fromEntries(after);
}

/**
 * Where AWS keeps one identity at a time, a sign-out ends whoever is signed in, on whosever page it was asked for.
 * @param {Sessions} sessions
 * @param {string} left
 * @returns {Sessions}
 */
function withoutSignedOut(sessions, left) {
  const { store, labelHost } = /** @type {Session} */ (sessions[left]);
  return labelHost ? sessions : leftOn(sessions, store, null);
}

/**
 * @param {Sessions} sessions
 * @param {ObservedPage} page in a tab of no session
 * @returns {Sessions}
 */
function leftBy(sessions, { store, url }) {
  if (store === undefined || !isSignOutUrl(url)) return sessions;
  return leftOn(sessions, store, sessionLabelHost(url));
}

/**
 * @param {Sessions} sessions
 * @param {string} store
 * @param {string | null} labelHost whose session somebody signed out of
 * @returns {Sessions}
 */
function leftOn(sessions, store, labelHost) {
  const goes = (/** @type {Session} */ one) =>
    one.store === store && one.landed && labelOf(one.labelHost) === labelOf(labelHost);
  const live = Object.entries(sessions).filter(([, one]) => goes(one) && !one.endedBecause);
  const ended = live.map(([key, one]) => [key, { ...one, endedBecause: 'left' }]);
  return live.length === 0 ? sessions : { ...sessions, ...Object.fromEntries(ended) };
}

/**
 * Of two reasons the one that says more stays, in whatever order they are seen.
 * @param {Sessions} sessions
 * @param {string} key
 * @param {Session} noticed the session whose end was noticed, not one signed in since
 * @param {'signed_out' | 'left'} because
 * @returns {Sessions}
 */
export function ended(sessions, key, { startedAt }, because) {
  const session = sessions[key];
  if (session?.startedAt !== startedAt) return sessions;
  const known = session.endedBecause;
  const says = known === null || (known === 'signed_out' && because === 'left');
  const after = says ? { ...sessions, [key]: { ...session, endedBecause: because } } : sessions;
  return because === 'left' ? withoutSignedOut(after, key) : after;
}

/**
 * @param {Sessions} sessions
 * @param {number | undefined} tabId
 * @returns {string | undefined} the key of the session that the tab belongs to
 */
export function holding(sessions, tabId) {
  return Object.keys(sessions).find((key) => sessions[key]?.tabIds.includes(tabId ?? -1));
}

/**
 * @param {Sessions} sessions
 * @param {string | null} owner null: no session has the tab now
 * @param {number} tabId
 * @returns {Sessions}
 */
export function withTab(sessions, owner, tabId) {
  const after = Object.entries(sessions).map(([key, session]) => {
    const others = session.tabIds.filter((id) => id !== tabId);
    return [key, { ...session, tabIds: key === owner ? [...others, tabId] : others }];
  });
  return Object.fromEntries(after);
}

/**
 * @param {Sessions} sessions
 * @param {number} closed the id of a tab; was it on its way to sign in, then the other tabs have no session
 * @returns {Sessions}
 */
export function withoutTab(sessions, closed) {
  const after = Object.entries(withTab(sessions, null, closed)).map(([key, session]) => {
    const lost = !session.landed && session.signInTabId === closed && session.tabIds.length > 0;
    return [
      key,
      lost && !session.endedBecause ? { ...session, endedBecause: 'signed_out' } : session,
    ];
  });
  return Object.fromEntries(after);
}

/**
 * @param {Sessions} sessions
 * @param {ReadonlySet<number>} closed the ids of tabs
 * @returns {Sessions} the same where none of them has a session
 */
export function withoutTabs(sessions, closed) {
  const held = Object.values(sessions).flatMap(({ tabIds }) => tabIds);
  return held.filter((id) => closed.has(id)).reduce(withoutTab, sessions);
}

/**
 * The session that a tab joins by a console page that it shows or was opened with. With multi-session the
 * page's host says which; else it is that of the tab with the link to it.
 * @param {Sessions} sessions
 * @param {string} store
 * @param {string | undefined} url
 * @param {number | undefined} linkedFrom the tab with the link, where there surely was one
 * @returns {string | undefined} undefined: it is no page of a session
 */
export function joinedBy(sessions, store, url, linkedFrom) {
  if (!isConsoleUrl(url)) return undefined;
  if (sessionLabelHost(url)) return keyFor(Object.entries(sessions), store, url);
  const key = holding(sessions, linkedFrom);
  const session = key && sessions[key];
  return session && !session.labelHost && !session.endedBecause ? key : undefined;
}

/**
 * @param {[string, Session][]} live
 * @param {string} store
 * @param {string | undefined} url a console page
 * @returns {string | undefined} the one session that a tab with that page can belong to
 */
export function keyFor(live, store, url) {
  const label = labelOf(sessionLabelHost(url));
  const fitting = live.filter(
    ([, session]) => session.store === store && labelOf(session.labelHost) === label,
  );
  return fitting.length === 1 ? fitting[0]?.[0] : undefined;
}
