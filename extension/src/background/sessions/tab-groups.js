/** @import { Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { nearestGroupColour } from '../../domain/browser-colours.js';
import { markedLabel } from '../../target-name.js';
import { SerialQueue } from '../state/serial-queue.js';

const noGroup = -1;

/** Groups a tenant's tabs, where the browser has tab groups and the user wants them. */
export class TabGroups {
  #parts;
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'production' | 'settings' | 'targetColours'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Groups the tabs that have joined a session. Only those: a tab that somebody took out of its group
   * stays out. Never throws.
   * @param {Record<string, Session>} before
   * @param {Record<string, Session>} after
   */
  follow(before, after) {
    const joined = Object.entries(after).flatMap(([key, session]) => {
      const known = before[key]?.tabIds ?? [];
      return session.tabIds
        .filter((tabId) => !known.includes(tabId))
        .map((tabId) => ({ tabId, session }));
    });
    // One after another: two at once would make two groups.
    return this.#queue
      .run(() => this.#group(joined))
      .catch((error) => console.debug('tabs could not be grouped', error));
  }

  /** @param {{ tabId: number, session: Session }[]} joined */
  async #group(joined) {
    const { tabGroups: wanted } = await this.#parts.settings.read();
    if (!wanted || !this.#parts.api.tabGroups) return;
    for (const { tabId, session } of joined) await this.#put(tabId, session);
  }

  /** @param {number} tabId @param {Session} session */
  async #put(tabId, session) {
    const { tabs, tabGroups } = this.#parts.api;
    const tab = await tabs.get(tabId).catch(() => undefined);
    // A pinned tab would be unpinned by it, and a group of the user's own is the user's.
    if (!tab || tab.pinned || (tab.groupId ?? noGroup) !== noGroup) return;
    const production = await this.#parts.production.ofSession(session);
    const title = markedLabel(session.target, production);
    const { windowId } = tab;
    const [group] = await tabGroups.query({ title, windowId });
    if (group) {
      await tabs.group({ tabIds: tabId, groupId: group.id });
      return;
    }
    const made = await tabs.group({ tabIds: tabId, createProperties: { windowId } });
    const colour = await this.#parts.targetColours.ofName(session.target, production);
    const color = nearestGroupColour(colour);
    await tabGroups.update(made, { title, color });
  }
}
