/** @import { BrowserApi } from '../types.js' */
/** @import { Ground } from './composition.js' */
/** @import { ConsoleOpener } from './opening/console-opener.js' */
/** @import { Failures } from './notices/failures.js' */
import { omniboxText } from '../browser.js';
import { LinkCopier } from './entries/link-copier.js';
import { Menus } from './entries/menus.js';
import { Omnibox } from './entries/omnibox.js';
import { PageOpener } from './entries/page-opener.js';
import { PlaceFinder } from './entries/place-finder.js';
import { PortalPageReader } from './entries/portal-page-reader.js';
import { Shortcuts } from './entries/shortcuts.js';

/** @typedef {ReturnType<typeof makeEntryParts>} EntryParts */

/**
 * Makes the ways in besides the popup: context menu, address bar, keyboard.
 * @param {Ground} ground
 * @param {{ opener: ConsoleOpener, failures: Failures }} others
 */
export function makeEntryParts(ground, { opener, failures }) {
  const placeFinder = new PlaceFinder(ground);
  const reader = new PortalPageReader(ground);
  const pageOpener = new PageOpener({ opener, reader, notifier: ground.notifier });
  const linkCopier = new LinkCopier(ground);
  const menus = new Menus({ ...ground, pageOpener, linkCopier, failures });
  const omnibox = new Omnibox({ ...ground, placeFinder, opener, described: omniboxText });
  const shortcuts = new Shortcuts({ ...ground, opener, pageOpener });
  return { placeFinder, menus, omnibox, shortcuts };
}

/**
 * Registers for clicks, words and keys. To be called in the worker's first turn.
 * @param {BrowserApi} api
 * @param {EntryParts} parts
 */
export function listenToEntries(api, { menus, omnibox, shortcuts }) {
  const { commands, contextMenus, runtime, storage, tabs } = api;
  contextMenus.onClicked.addListener((info, tab) => void menus.clicked(info, tab));
  commands.onCommand.addListener((command, tab) => void shortcuts.pressed(command, tab));
  api.omnibox.onInputChanged.addListener((typed, suggest) => {
    void omnibox.suggest(typed).then(suggest);
  });
  api.omnibox.onInputEntered.addListener(async (typed, disposition) => {
    const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
    const how = disposition === 'newBackgroundTab' ? 'background' : 'go';
    await omnibox.enter(typed, how, tab?.id ?? null);
  });
  storage.onChanged.addListener((changes, area) => {
    const sources = ['portals', 'portalData', 'favourites', 'recents'];
    if (area === 'local' && sources.some((key) => key in changes)) void menus.refresh();
  });
  runtime.onInstalled.addListener(() => void menus.refresh());
  runtime.onStartup.addListener(() => void menus.refresh());
}
