/** @import { History, OpenRequest, Session } from '../types.js' */
/** @import { Ground } from './composition.js' */
/** @import { After } from './opening/console-opener.js' */
/** @import { Failures } from './notices/failures.js' */
/** @import { Identities } from './opening/containers.js' */

import { Containers } from './opening/containers.js';
import { Isolation } from './opening/isolation.js';
import { Questions } from './opening/questions.js';
import { SignInOutcome } from './opening/sign-in-outcome.js';
import { RenewalNotices } from './renewal/renewal-notices.js';
import { RenewalRecords } from './renewal/renewal-records.js';
import { Renewals } from './renewal/renewals.js';
import { Badge } from './sessions/badge.js';
import { ChipDesk } from './sessions/chip-desk.js';
import { PageFacts } from './sessions/page-facts.js';
import { SessionPages } from './sessions/session-pages.js';
import { sessionKey } from './sessions/session-registry.js';
import { SessionTabs } from './sessions/session-tabs.js';

/**
 * @typedef {object} Others
 * @property {Failures} failures
 * @property {History} history
 * @property {(request: OpenRequest, after: After) => Promise<unknown>} open
 */

/**
 * Makes what looks after sessions once they are open.
 * @param {Ground} ground
 * @param {Others} others
 */
export function makeSessionParts(ground, others) {
  const { session, registry, directory, tabs, clock, api } = ground;
  const { scripting } = api;
  const records = new RenewalRecords({ session, clock });
  const pages = new SessionPages({ session, registry, tabs, scripting });
  const badge = new Badge({ session, registry, records, api, clock, rung: () => void tick() });
  const changed = async () => {
    await badge.refresh();
    await chipDesk.tell();
  };
  const tick = async () => {
    await changed();
    await renewals.check();
  };
  const { renewals, notices } = makeRenewals(ground, others, { records, pages, changed });
  const apart = makeIsolation(ground, others, renewals);
  const facts = new PageFacts({ ...ground, isolation: apart.isolation, scripting });
  const chipDesk = new ChipDesk({ ...ground, records, renewals, directory, tick });
  const { questions, outcome } = apart;
  const parts = { registry, pages, facts, outcome, questions, renewals, tick };
  const sessionTabs = new SessionTabs(parts);
  return { ...apart, ...parts, badge, changed, chipDesk, notices, sessionTabs };
}

/**
 * @param {Ground} ground
 * @param {Others} others
 * @param {{ records: RenewalRecords, pages: SessionPages, changed: () => Promise<void> }} parts
 */
function makeRenewals(ground, { failures, history, open }, parts) {
  const { settings, notifier, clock } = ground;
  const chipIsShown = async () => (await settings.read()).chip;
  const notices = new RenewalNotices({ notifier, failures, chipIsShown });
  const renewals = new Renewals({
    ...ground,
    ...parts,
    notices,
    signInAgain: async (ended, tabId, page, by, active) => {
      const how = active ? 'go' : 'background';
      const after = { replaceTabId: tabId, renews: sessionKey(ended) };
      await open({ target: ended.target, how, tabId, to: page, by }, after);
    },
    noteEnd: (ended) => noteEnd(history, ended, clock.now()),
  });
  return { renewals, notices };
}

/**
 * @param {Ground} ground
 * @param {Others} others
 * @param {Renewals} renewals
 */
function makeIsolation(ground, { failures, open }, renewals) {
  const { api } = ground;
  const { contextualIdentities = null } = /** @type {{ contextualIdentities?: Identities }} */ (
    /** @type {unknown} */ (api)
  );
  const containers = new Containers({ ...ground, identities: contextualIdentities });
  const isolation = new Isolation({ ...ground, containers });
  const getURL = (/** @type {string} */ path) => api.runtime.getURL(path);
  const questions = new Questions({
    ...ground,
    getURL,
    open,
    learn: (session, mode) => isolation.learn(session, mode),
  });
  const outcome = new SignInOutcome({
    ...ground,
    isolation,
    scripting: api.scripting,
    askFirst: (request, obstacle, tabId) => questions.ask(request, obstacle, tabId),
    notRenewed: (ended, error) => renewals.failed(sessionKey(ended), error),
    fail: (request, error) => failures.report(request.target.portal, request, error),
  });
  return { containers, isolation, questions, outcome };
}

/**
 * @param {History} history
 * @param {Session} session
 * @param {number} now
 */
function noteEnd(history, { target, over, startedAt, expiresAt, by }, now) {
  const what = over === 'left' ? 'signed_out' : 'ended';
  const at = Math.min(now, expiresAt);
  history.record({ what, at, target, service: null, by, lastedMs: at - startedAt });
}
