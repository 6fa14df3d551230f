/** @import { BrowserApi } from '../types.js' */
/** @import { Parts } from './composition.js' */
import { ChipScript } from './sessions/chip-script.js';
import { TabGroups } from './sessions/tab-groups.js';

/**
 * What follows from what is remembered: the chip is switched with its setting, and a tab that joins a
 * session goes into its group; a policy's portals are there at once. To be called in the worker's first turn.
 * @param {BrowserApi} api
 * @param {Pick<Parts, 'settings' | 'directory'>} parts
 */
export function listenToStorage(api, { settings, directory }) {
  const { scripting, storage, tabs } = api;
  const chipScript = new ChipScript({ settings, scripting, tabs });
  const tabGroups = new TabGroups({ api, settings });
  storage.onChanged.addListener((changes, area) => {
    const { sessions, settings: own } = /** @type {Record<string, any>} */ (changes);
    if (own || area === 'managed') void chipScript.refresh();
    // What fails is written down by the directory itself.
    if (area === 'managed') directory.refresh({ force: true }).catch(() => undefined);
    if (area === 'session' && sessions)
      void tabGroups.follow(sessions.oldValue ?? {}, sessions.newValue ?? {});
  });
  void chipScript.refresh();
}
