/** @import { Mismatch, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { awsPatterns, isAwsUrl } from '../../domain/aws-hosts.js';
import { shortTimeLeft, timeLevel, timeToNextChange } from '../../domain/time-left.js';
import { targetName } from '../../target-name.js';
import { leftInWords, text, timeOfDay } from '../../text.js';
import { SerialQueue } from '../state/serial-queue.js';
import { Signal } from '../state/signal.js';
import { timeLeft } from './session-registry.js';

export const badgeAlarm = 'badge';
/** Chromium's alarms may be this late; earlier changes use a timer. */
const alarmsFrom = 30_000;

/** White on each of these has a contrast of at least 4.5:1. */
const colours = { fine: '#475569', soon: '#b45309', urgent: '#b91c1c', ended: '#111827' };
const failureColour = '#b91c1c';

/** @param {'neutral' | 'expired'} kind */
const icon = (kind) => ({
  16: `/icons/${kind}-16.png`,
  32: `/icons/${kind}-32.png`,
  48: `/icons/${kind}-48.png`,
});

/** The toolbar button's badge and title: each console tab's time left, or that something failed. */
export class Badge {
  #parts;
  /** @type {unknown} */
  #timer = null;
  #queue = new SerialQueue();
  /** @type {Promise<void> | null} */
  #next = null;
  /** A tab's could not be painted. */
  #missed = false;
  /** The time has come at which a badge is no longer true. */
  due = new Signal();

  /** @param {Pick<Parts, 'api' | 'clock' | 'records' | 'registry' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Updates every badge, and sets an alarm for the next change. */
  refresh() {
    // One after another: two at once could leave the older text. One waiting update is enough.
    this.#next ??= this.#queue.run(async () => {
      this.#next = null;
      await this.#refresh().catch((error) => this.#tryLater(error));
    });
    return this.#next;
  }

  /** Whatever happens until then, or nothing. @param {unknown} error */
  async #tryLater(error) {
    console.warn('the badge could not be set', error);
    await this.#schedule(this.#parts.clock.now() + alarmsFrom);
  }

  async #refresh() {
    const failure = await this.#parts.session.read('failure');
    const failed = failure !== null && (failure.unseen || (failure.others ?? []).length > 0);
    await this.#paintFailure(failed);
    const sessions = await this.#parts.registry.all();
    const now = this.#parts.clock.now();
    /** @type {number[]} */
    const changes = [];
    this.#missed = false;
    for (const session of sessions) {
      const shown = await this.#paint(session, now, failed);
      const next = timeToNextChange(timeLeft(session, now));
      if (shown && next !== null) changes.push(next);
    }
    if (this.#missed) changes.push(alarmsFrom);
    await this.#schedule(changes.length > 0 ? now + Math.min(...changes) : null);
  }

  /** @param {boolean} failed */
  async #paintFailure(failed) {
    const { action } = this.#parts.api;
    // The text last: whoever sees it finds the new title.
    await action.setTitle({ title: text(failed ? 'action_title_failed' : 'action_title') });
    if (failed) {
      await action.setBadgeBackgroundColor({ color: failureColour });
      await action.setBadgeTextColor({ color: '#ffffff' });
    }
    await action.setBadgeText({ text: failed ? '!' : '' });
  }

  /**
   * @param {Session} session
   * @param {number} now
   * @param {boolean} failed
   * @returns {Promise<boolean>} some tab shows it
   */
  async #paint(session, now, failed) {
    const mismatches = await this.#parts.session.read('mismatches');
    const portalWanted = (await this.#parts.records.ofEnd(session))?.phase === 'sign_in';
    let shown = false;
    for (const tabId of session.tabIds) {
      const tab = await this.#parts.registry.tab(tabId);
      if (tab && (await this.#showsAws(tab))) {
        const said = saidOf(session, now, mismatches[tabId], portalWanted);
        await this.#paintTab(tabId, failed ? failedSaid(said) : said);
        shown = true;
      }
    }
    return shown;
  }

  /**
   * Without the permission for AWS's hosts, which Firefox lets people refuse, a tab's URL can't be read:
   * then a tab that was opened for a session is taken to show it.
   * @param {chrome.tabs.Tab} tab
   */
  async #showsAws(tab) {
    if (tab.url !== undefined) return isAwsUrl(tab.url);
    return !(await this.#parts.api.permissions.contains({ origins: awsPatterns }));
  }

  /** @param {number} tabId @param {Said} said */
  async #paintTab(tabId, { badge, color, title, level }) {
    const { action } = this.#parts.api;
    const path = icon(level === 'ended' ? 'expired' : 'neutral');
    try {
      await action.setBadgeBackgroundColor({ tabId, color });
      await action.setBadgeTextColor({ tabId, color: '#ffffff' });
      await action.setTitle({ tabId, title });
      await action.setIcon({ tabId, path });
      await action.setBadgeText({ tabId, text: badge });
    } catch (error) {
      console.debug('a badge could not be set', error);
      // It may only have been closed meanwhile.
      this.#missed ||= (await this.#parts.registry.tab(tabId)) !== undefined;
    }
  }

  /** @param {number | null} at */
  async #schedule(at) {
    const { api, clock } = this.#parts;
    if (this.#timer !== null) clock.clearTimeout(this.#timer);
    this.#timer = null;
    if (at === null) {
      await api.alarms.clear(badgeAlarm);
      return;
    }
    await api.alarms.create(badgeAlarm, { when: at });
    const wait = at - clock.now();
    if (wait < alarmsFrom) this.#timer = clock.setTimeout(() => this.due.emit(), wait);
  }
}

/**
 * @typedef {object} Said what a tab's badge says
 * @property {string} badge
 * @property {string} color
 * @property {string} title
 * @property {import('../../domain/time-left.js').Level} level
 */

/**
 * @param {Session} session
 * @param {number} now
 * @param {Mismatch | undefined} mismatch
 * @param {boolean} portalWanted its portal has to be signed in to
 * @returns {Said}
 */
function saidOf(session, now, mismatch, portalWanted) {
  const { target } = session;
  const left = timeLeft(session, now);
  const level = timeLevel(left);
  const name = targetName(target);
  if (mismatch) {
    const title = text('mismatch_title', mismatch.name, mismatch.account, name, target.portal);
    return { badge: '≠', color: failureColour, title, level };
  }
  if (portalWanted) {
    const title = text('action_title_sign_in', target.portal, name);
    return { badge: '!', color: failureColour, title, level };
  }
  const title = sessionTitle(session, now);
  const badge = left > 0 ? shortTimeLeft(left) : text('badge_ended');
  return { badge, color: colours[level], title, level };
}

/**
 * @param {Said} said
 * @returns {Said}
 */
function failedSaid(said) {
  return { ...said, badge: '!', color: failureColour, title: text('action_title_failed') };
}

/**
 * @param {Session} session
 * @param {number} now
 * @returns {string} "invoice on acme, AWS session until 17:40 (9 minutes left)"
 */
function sessionTitle(session, now) {
  const name = targetName(session.target);
  const { portal } = session.target;
  if (session.endedBecause === 'replaced') return text('session_title_replaced', name, portal);
  if (session.endedBecause === 'left') return text('session_title_left', name, portal);
  if (session.endedBecause) return text('session_title_signed_out', name, portal);
  const end = timeOfDay(session.expiresAt, now);
  const left = timeLeft(session, now);
  return left > 0
    ? text('session_title', name, portal, end, leftInWords(left))
    : text('session_title_ended', name, portal, end);
}
