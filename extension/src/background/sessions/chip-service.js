/** @import { ChipState, Sentence, Session, TabMessageHandlers } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isConsoleUrl } from '../../domain/aws-hosts.js';
import { chipCorner } from '../../domain/chip-corner.js';
import { isUnderOldLabel } from '../../domain/session-labels.js';
import { HostError } from '../../host/host-error.js';
import { sentencesOfFile } from '../../text.js';
import { beside } from '../opening/opening-tab.js';
import { chipState } from './chip-state.js';
import { readKnown } from './known-state.js';
import { sessionKey, timeLeft } from './session-registry.js';

/** A page that was taken over can press the chip's buttons as often as it likes; a person doesn't. */
const mostReopenings = 10;
const within = 10 * 60_000;

/** Those that the chip says. @returns {Promise<Record<string, Sentence> | null>} null: they can't be read */
async function chipSentences() {
  const all = await sentencesOfFile();
  const its = Object.entries(all ?? {}).filter(([key]) => /^(chip|production)_/.test(key));
  return all && Object.fromEntries(its);
}

/** Answers the chip on a console page. */
export class ChipService {
  #parts;
  /** When the chip last asked for a new sign-in, by session. @type {Map<string, number[]>} */
  #asked = new Map();

  /** @param {Pick<Parts, 'api' | 'changed' | 'clock' | 'directory' | 'failures' | 'local' | 'registry' | 'reloads' | 'renewals' | 'seenFacts' | 'session' | 'settings' | 'signOuts'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {{ id: number, url?: string | undefined }} tab
   * @returns {Promise<ChipState | null>}
   */
  async state({ id, url }) {
    const known = await readKnown(this.#parts);
    const session = Object.values(known.sessions).find(({ tabIds }) => tabIds.includes(id));
    return session ? chipState(known, session, id, url) : null;
  }

  /**
   * Each is about the tab that it comes from.
   * @returns {TabMessageHandlers}
   */
  handlers() {
    const { registry, reloads, renewals } = this.#parts;
    /** @param {boolean} mayLose */
    const reopen =
      (mayLose) =>
      async (/** @type {unknown} */ _, /** @type {chrome.tabs.Tab & { id: number }} */ tab) => {
        const session = await registry.ofTab(tab.id);
        const isMoved = session && mayLose && isUnderOldLabel(session, tab.url);
        if (isMoved && (await reloads.follow(session, tab))) return null;
        if (session && (await this.#mayAsk(session, tab.id)))
          await renewals.reopen(session, 'chip', { tabId: tab.id, mayLose });
        return null;
      };
    return {
      chip_state: (_, tab) => this.state(tab),
      chip_words: chipSentences,
      chip_renew: reopen(false),
      chip_reopen_now: reopen(false),
      chip_sign_in_beside: reopen(false),
      chip_reopen_anyway: reopen(true),
      chip_stop_countdown: async (_, { id }) => {
        await renewals.stop(id);
        return null;
      },
      chip_sign_out: async (_, tab) => this.#signOut(tab),
      chip_move: async ({ corner }) => {
        const known = chipCorner(corner);
        if (known) await this.#parts.local.update('chipPlace', () => known);
        return null;
      },
      chip_open_portal: async (_, tab) => this.#openPortal(tab),
      page_used: async (_, { id }) => {
        await renewals.used(id);
        return null;
      },
      page_ended: async ({ stamp }, tab) => {
        const session = await registry.ofTab(tab.id);
        if (session) this.#parts.seenFacts.note('aws.dialogue', session);
        return this.#ended(tab, stamp, 'signed_out');
      },
      page_left: async ({ stamp }, tab) => this.#ended(tab, stamp, 'left'),
    };
  }

  /**
   * @param {Session} session
   * @param {number} tabId
   * @returns {Promise<boolean>} false: not from a page, which is said; the popup still can
   */
  async #mayAsk(session, tabId) {
    const { failures } = this.#parts;
    const key = sessionKey(session);
    const now = this.#parts.clock.now();
    const recent = (this.#asked.get(key) ?? []).filter((at) => now - at < within);
    const may = recent.length < mostReopenings;
    this.#asked.set(key, may ? [...recent, now] : recent);
    if (may) return true;
    const { target } = session;
    const error = new HostError('busy', 'a page asked for too many sign-ins');
    await failures.report(target.portal, { target, how: 'go', tabId }, error);
    return false;
  }

  /**
   * @param {chrome.tabs.Tab & { id: number }} tab
   * @param {number} stamp
   * @param {'signed_out' | 'left'} endedBecause as its page says
   */
  async #ended({ id, url }, stamp, endedBecause) {
    const { changed, clock, registry, renewals } = this.#parts;
    const session = await registry.ofTab(id);
    // A page of the session before has nothing to say about this one.
    if (!session || session.startedAt !== stamp || isUnderOldLabel(session, url)) return null;
    // A sign-out on a page whose time is over ends whoever took its place.
    if (timeLeft(session, clock.now()) === 0 && endedBecause !== 'left') return null;
    await registry.end(session, endedBecause);
    changed.emit();
    await renewals.check();
    return null;
  }

  /** @param {chrome.tabs.Tab & { id: number }} tab */
  async #signOut({ id, url }) {
    const { registry, signOuts } = this.#parts;
    const session = await registry.ofTab(id);
    if (session && url !== undefined && isConsoleUrl(url))
      await signOuts.endIn(session, { id, url });
    return null;
  }

  /** @param {chrome.tabs.Tab & { id: number }} tab */
  async #openPortal(tab) {
    const { api, directory, registry } = this.#parts;
    const session = await registry.ofTab(tab.id);
    const portal = session && (await directory.known(session.target.portal));
    if (portal) await api.tabs.create(beside(tab, portal.url, true));
    return null;
  }
}
