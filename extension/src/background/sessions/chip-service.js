/** @import { ChipPhase, ChipState, Renewal, Session, TabMessageHandlers } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isConsoleUrl } from '../../domain/aws-hosts.js';
import { chipCorner } from '../../domain/chip-corner.js';
import { signOutUrl } from '../../domain/console-address.js';
import { targetColour } from '../../domain/target-colour.js';
import { targetKey } from '../../domain/target-key.js';
import { targetName } from '../../target-name.js';
import { beside } from '../opening/opening-tab.js';
import { sessionKey, timeLeft } from './session-registry.js';

/** A page that was taken over can press the chip's buttons as often as it likes; a person doesn't. */
const mostReopenings = 10;
const within = 10 * 60_000;

/** The buttons of AWS's forms and its panels are at the right. */
const standardCorner = 'bottom-left';

/** Answers the chip on a console page, and sends it its state when that changes. */
export class ChipService {
  #parts;
  /** What each tab was sent last, as JSON. @type {Map<number, string>} */
  #sent = new Map();
  /** When the chip last asked for a new sign-in, by session. @type {Map<string, number[]>} */
  #asked = new Map();

  /** @param {Pick<Parts, 'api' | 'changed' | 'clock' | 'directory' | 'local' | 'records' | 'registry' | 'renewals' | 'session' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {number} tabId
   * @returns {Promise<ChipState | null>}
   */
  async state(tabId) {
    const { clock, local, records, registry, session: memory, settings } = this.#parts;
    const session = await registry.ofTab(tabId);
    if (!session) return null;
    const { chip, colours } = await settings.read();
    const { target } = session;
    const renewal = await records.underWay(session);
    const left = timeLeft(session, clock.now());
    const endsAt = renewal?.phase === 'countdown' ? renewal.endsAt : null;
    return {
      name: targetName(target),
      portal: target.portal,
      role: target.role,
      colour: targetColour(targetKey(target), colours),
      expiresAt: session.expiresAt,
      phase: phaseOf(session, left, renewal),
      mismatch: (await memory.read('mismatches'))[tabId] ?? null,
      countdown: endsAt === null ? null : { endsAt },
      hidden: !chip,
      corner: chipCorner(await local.read('chipPlace')) ?? standardCorner,
    };
  }

  /** Sends each session's tabs their state where it changed; pages without a chip don't listen. */
  async notifyTabs() {
    for (const { tabIds } of await this.#parts.registry.all())
      for (const tabId of tabIds) {
        const state = await this.state(tabId);
        const { [tabId]: page } = await this.#parts.session.read('pages');
        const json = JSON.stringify(state);
        if (!page || this.#sent.get(tabId) === json) continue;
        this.#sent.set(tabId, json);
        await this.#parts.api.tabs
          .sendMessage(tabId, { name: 'chip_changed', params: state }, { frameId: 0 })
          .catch((error) => console.debug('a page has no chip', error));
      }
  }

  /**
   * Each is about the tab that it comes from.
   * @returns {TabMessageHandlers}
   */
  handlers() {
    const { registry, renewals } = this.#parts;
    /** @param {boolean} mayLose */
    const reopen =
      (mayLose) => async (/** @type {unknown} */ _, /** @type {{ id: number }} */ tab) => {
        const session = await registry.ofTab(tab.id);
        if (session && this.#mayAsk(session))
          await renewals.reopen(session, 'chip', { tabId: tab.id, mayLose });
        return null;
      };
    return {
      chip_state: (_, { id }) => this.state(id),
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
      page_ended: async ({ stamp }, tab) => this.#ended(tab, stamp, 'signed_out'),
      page_left: async ({ stamp }, tab) => this.#ended(tab, stamp, 'left'),
    };
  }

  /** @param {Session} session */
  #mayAsk(session) {
    const key = sessionKey(session);
    const now = this.#parts.clock.now();
    const recent = (this.#asked.get(key) ?? []).filter((at) => now - at < within);
    const may = recent.length < mostReopenings;
    this.#asked.set(key, may ? [...recent, now] : recent);
    if (!may) console.warn('a page asked for too many sign-ins', key);
    return may;
  }

  /**
   * @param {chrome.tabs.Tab & { id: number }} tab
   * @param {number} stamp
   * @param {'signed_out' | 'left'} endedBecause as its page says
   */
  async #ended({ id }, stamp, endedBecause) {
    const { changed, clock, registry, renewals } = this.#parts;
    const session = await registry.ofTab(id);
    // A page of the session before has nothing to say about this one.
    if (!session || session.startedAt !== stamp) return null;
    // A sign-out on a page whose time is over ends whoever took its place.
    if (timeLeft(session, clock.now()) === 0 && endedBecause !== 'left') return null;
    await registry.end(session, endedBecause);
    changed.emit();
    await renewals.check();
    return null;
  }

  /** @param {chrome.tabs.Tab & { id: number }} tab */
  async #signOut({ id, url }) {
    const { api, changed, registry, renewals } = this.#parts;
    const session = await registry.ofTab(id);
    if (!session || !isConsoleUrl(url)) return null;
    await registry.end(session, 'left');
    await api.tabs.update(id, { url: signOutUrl(/** @type {string} */ (url)) });
    changed.emit();
    await renewals.check();
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

/**
 * @param {Session} session
 * @param {number} left
 * @param {Renewal | undefined} renewal
 * @returns {ChipPhase}
 */
function phaseOf({ endedBecause }, left, renewal) {
  if (endedBecause === 'replaced') return 'replaced';
  if (endedBecause === 'left') return 'signed_out';
  if (renewal?.phase === 'running') return 'renewing';
  if (left > 0) return 'live';
  switch (renewal?.phase) {
    case 'countdown':
    case 'held':
    case 'sign_in':
    case 'failed':
      return renewal.phase;
    default:
      return 'ended';
  }
}
