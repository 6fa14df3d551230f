/** @import { Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { Said } from './badge.js' */
/** @import { Known } from './known-state.js' */
/** @import { Painted } from './painted-tabs.js' */
import { awsPatterns, isAwsUrl } from '../../domain/aws-hosts.js';
import { isProduction } from '../../domain/production.js';
import { isUnderOldLabel } from '../../domain/session-labels.js';
import { timeToNextChange } from '../../domain/time-left.js';
import { SerialQueue } from '../state/serial-queue.js';
import { Signal } from '../state/signal.js';
import { twice } from '../state/twice.js';
import {
  failedSaid,
  inProduction,
  movedSaid,
  nothingSaid,
  paintOthers,
  paintTab,
  saidOf,
} from './badge.js';
import { chipState } from './chip-state.js';
import { readKnown, renewalOf } from './known-state.js';
import { PaintedTabs } from './painted-tabs.js';
import { timeLeft } from './session-registry.js';

export const badgeAlarm = 'badge';
/** Chromium's alarms may be this late; earlier changes use a timer. */
const alarmsFrom = 30_000;

/** @typedef {Map<number, chrome.tabs.Tab>} OpenTabs */
/** @typedef {{ tabId: number, said: Said }} Due a badge that says something else */

/**
 * Keeps badges and chips true: each tab's time left, or that something failed. What they ought to show is compared
 * with what they were made to show last, and only the difference costs calls of the browser.
 */
export class Painter {
  #parts;
  #tabs;
  /** @type {unknown} */
  #timer = null;
  /** When the alarm is set to; undefined: nobody knows. @type {number | null | undefined} */
  #alarmAt;
  #queue = new SerialQueue();
  /** Nothing was painted by this worker yet. */
  #isNew = true;
  /** @type {Promise<void> | null} */
  #next = null;
  /** The time has come at which a badge is no longer true. */
  due = new Signal();

  /** @param {Pick<Parts, 'api' | 'clock' | 'registry' | 'session' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#tabs = new PaintedTabs(parts.api.storage.session);
  }

  /** Updates badges and chips, and sets an alarm for the next change. */
  refresh() {
    // One after another: two at once could leave the older text. One waiting update is enough.
    this.#next ??= this.#queue.run(async () => {
      this.#next = null;
      await this.#refresh().catch((error) => this.#tryLater(error));
    });
    return this.#next;
  }

  /** A tab goes to another page, or has got there. @param {number} tabId */
  async pageLeft(tabId) {
    await this.#tabs
      .pageLeft(tabId)
      .catch((error) => console.warn('that a page was left is not stored', error));
  }

  /** From now on, all of it may be other than it was painted. */
  forget() {
    this.#tabs.forget();
  }

  /** The alarm rang. */
  ring() {
    this.#alarmAt = undefined;
    this.due.emit();
  }

  /** Whatever happens until then, or nothing. @param {unknown} error */
  async #tryLater(error) {
    console.warn('the badge could not be set', error);
    await this.#schedule(this.#parts.clock.now() + alarmsFrom);
  }

  async #refresh() {
    const painted = await this.#tabs.take();
    const [known, tabs] = await Promise.all([readKnown(this.#parts), this.#openTabs()]);
    if (this.#isNew) await this.#doubt(painted, tabs);
    this.#isNew = false;
    const failed = hasFailed(known);
    const shown = await this.#shown(known, tabs);
    const said = shown.map(({ session, tabId, tab }) => ({
      tabId,
      said: wanted(known, session, { id: tabId, url: tab?.url }, failed),
    }));
    const due = [...said, ...untold(painted, said, tabs, failed)].filter(
      ({ tabId, said }) => !isSame(painted.badges[tabId], said),
    );
    const chips = chipsToTell(known, tabs, painted);
    const others = painted.failed !== failed;
    if (others || due.length + chips.length > 0) await this.#tabs.begin();
    this.#tell(chips, painted);
    if (others) await this.#paintOthers(painted, failed);
    const missed = await this.#paintTabs(due, painted);
    await this.#tabs.end(new Set(tabs.keys()));
    await this.#schedule(nextChange(shown, known.now, missed));
  }

  /**
   * An earlier worker may have died before it heard that a page was left: in tabs that somebody sees the browser is asked.
   * @param {Painted} painted
   * @param {OpenTabs} tabs
   */
  async #doubt({ badges }, tabs) {
    for (const [tabId, { active }] of tabs) {
      const said = active && badges[tabId];
      if (!said) continue;
      const shown = this.#parts.api.action.getBadgeText({ tabId });
      if ((await shown.catch(() => null)) !== said.badge) delete badges[tabId];
    }
  }

  /** @returns {Promise<OpenTabs>} by id */
  async #openTabs() {
    const tabs = await twice(() => this.#parts.api.tabs.query({}));
    return new Map(tabs.map((tab) => [tab.id ?? -1, tab]));
  }

  /**
   * The tabs of sessions that show AWS's pages. Without the permission for AWS's hosts, which Firefox lets people
   * refuse, a tab's URL can't be read: then a tab that was opened for a session is taken to show it.
   * @param {Known} known
   * @param {OpenTabs} tabs
   */
  async #shown({ sessions }, tabs) {
    const held = Object.values(sessions).flatMap((session) =>
      session.tabIds.map((tabId) => ({ session, tabId, tab: tabs.get(tabId) })),
    );
    const isBlind =
      held.some(({ tab }) => tab && tab.url === undefined) &&
      !(await this.#parts.api.permissions.contains({ origins: awsPatterns }));
    return held.filter(({ tab }) => tab && (tab.url === undefined ? isBlind : isAwsUrl(tab.url)));
  }

  /**
   * Nobody waits for a page to hear it; pages without a chip don't listen.
   * @param {{ tabId: number, state: object, json: string }[]} chips
   * @param {Painted} painted
   */
  #tell(chips, painted) {
    for (const { tabId, state, json } of chips) {
      painted.chips[tabId] = json;
      this.#parts.api.tabs
        .sendMessage(tabId, { name: 'chip_changed', params: state }, { frameId: 0 })
        .catch((error) => console.debug('a page has no chip', error));
    }
  }

  /** @param {Painted} painted @param {boolean} failed */
  async #paintOthers(painted, failed) {
    painted.failed = null;
    await paintOthers(this.#parts.api.action, failed);
    painted.failed = failed;
  }

  /**
   * @param {Due[]} due
   * @param {Painted} painted
   * @returns {Promise<boolean>} a tab's could not be painted
   */
  async #paintTabs(due, painted) {
    const { api, registry } = this.#parts;
    let missed = false;
    for (const { tabId, said } of due) {
      const before = this.#tabs.hasLeft(tabId) ? null : painted.badges[tabId];
      painted.badges[tabId] = null;
      try {
        await paintTab(api.action, tabId, said, before);
        if (!this.#tabs.hasLeft(tabId)) painted.badges[tabId] = said;
      } catch (error) {
        console.debug('a badge could not be set', error);
        // It may only have been closed meanwhile.
        missed ||= (await registry.tab(tabId)) !== undefined;
      }
    }
    return missed;
  }

  /** @param {number | null} at */
  async #schedule(at) {
    const { api, clock } = this.#parts;
    if (this.#timer !== null) clock.clearTimeout(this.#timer);
    this.#timer = null;
    const before = this.#alarmAt ?? Number.POSITIVE_INFINITY;
    if (at !== this.#alarmAt) {
      this.#alarmAt = undefined;
      if (at === null) await api.alarms.clear(badgeAlarm);
      else await api.alarms.create(badgeAlarm, { when: at });
      this.#alarmAt = at;
    }
    const wait = (at ?? Number.POSITIVE_INFINITY) - clock.now();
    if (wait < alarmsFrom) this.#timer = clock.setTimeout(() => this.ring(), wait);
    // After a sleep something else may be painted first: what fell due goes not with its alarm.
    if (before <= clock.now() && at !== before) this.due.emit();
  }
}

/** @param {Known} known */
function hasFailed({ failure }) {
  return failure !== null && (failure.unseen || (failure.others ?? []).length > 0);
}

/**
 * @param {Known} known
 * @param {Session} session
 * @param {{ id: number, url: string | undefined }} tab
 * @param {boolean} failed
 */
function wanted(known, session, { id, url }, failed) {
  const hasEnded = timeLeft(session, known.now) === 0;
  const renewal = hasEnded ? renewalOf(known, session) : undefined;
  const mismatch = known.mismatches[id];
  const isMoved = !hasEnded && !mismatch && isUnderOldLabel(session, url);
  const plain = isMoved ? movedSaid(session) : saidOf(session, known.now, mismatch, renewal);
  const production = isProduction(session, known.settings.production);
  const said = production ? inProduction(plain) : plain;
  return failed ? failedSaid(said) : said;
}

/**
 * The tabs on AWS's pages that may still say something of a session that is no longer theirs, such as one that AWS refused.
 * @param {Painted} painted
 * @param {Due[]} said of the tabs that have one
 * @param {OpenTabs} tabs
 * @param {boolean} failed
 * @returns {Due[]}
 */
function untold({ badges }, said, tabs, failed) {
  const told = new Set(said.map(({ tabId }) => tabId));
  return Object.keys(badges)
    .map(Number)
    .filter((tabId) => !told.has(tabId) && isAwsUrl(tabs.get(tabId)?.url))
    .map((tabId) => ({ tabId, said: nothingSaid(failed) }));
}

/** @param {Said | null | undefined} left @param {Said} right */
function isSame(left, right) {
  return JSON.stringify(left) === JSON.stringify(right);
}

/**
 * @param {Known} known
 * @param {OpenTabs} tabs
 * @param {Painted} painted
 */
function chipsToTell(known, tabs, painted) {
  return Object.values(known.sessions).flatMap((session) =>
    session.tabIds
      .filter((tabId) => known.pages[tabId] && tabs.has(tabId))
      .map((tabId) => {
        const state = chipState(known, session, tabId, tabs.get(tabId)?.url);
        return { tabId, state, json: JSON.stringify(state) };
      })
      .filter(({ tabId, json }) => painted.chips[tabId] !== json),
  );
}

/**
 * @param {{ session: Session }[]} shown
 * @param {number} now
 * @param {boolean} missed
 * @returns {number | null} when a badge is no longer true
 */
function nextChange(shown, now, missed) {
  const waits = shown
    .map(({ session }) => timeToNextChange(timeLeft(session, now)))
    .filter((wait) => wait !== null);
  if (missed) waits.push(alarmsFrom);
  return waits.length > 0 ? now + Math.min(...waits) : null;
}
