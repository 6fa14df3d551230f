/** @import { Row } from './popup-model.js' */
/** @import { State } from '../shared/page.js' */
/** The popup: first what is known already, then brought up to date in place. */
import { api, askedFrom } from '../../browser.js';
import { policyOf } from '../../domain/policy.js';
import { portalLike, tenantOnPage } from '../../domain/portal-page.js';
import { effectiveSettings } from '../../domain/settings.js';
import { tenantInFront } from '../../domain/tenant-in-front.js';
import { searchWords } from '../../domain/tenant-search.js';
import { readManaged } from '../../managed-storage.js';
import { byId } from '../shared/element.js';
import { localise, watchState } from '../shared/page.js';
import { ListRefresher } from './list-refresher.js';
import { localNetworkDenied } from './local-network.js';
import { MenuLoader } from './menu-loader.js';
import { PanelLoader } from './panel-loader.js';
import { PlaceWatch } from './place-watch.js';
import { PopupActions } from './popup-actions.js';
import { popupHelp } from './popup-help.js';
import { howToOpen, keyAction } from './popup-keys.js';
import { PopupList } from './popup-list.js';
import { PopupModel } from './popup-model.js';
import { listedRows } from './popup-rows.js';
import { isBlocked, statusCards } from './popup-status.js';
import { popupFooter } from './popup-who.js';
import { findActiveTab, holdHeight, stayConnected, whenTimesChange } from './popup-window.js';
import { RowWindow } from './row-window.js';
import { firstControl, refocus, showCards } from './status-region.js';
import { takeWantedSearch } from './wanted-search.js';

/** Typing has to rest this long before a search without a match asks for a new list. */
const searchRests = 400;

const search = byId('search', HTMLInputElement);
const status = byId('status', HTMLElement);
const listbox = byId('list', HTMLElement);

const model = new PopupModel();
const list = new PopupList(listbox, search, {
  nearEnd: () => drawn.further(),
  nearStart: (at) => drawn.around(at),
  placeOf: (key) => model.placeOf(key),
});
const lists = new ListRefresher(render);
const places = new PlaceWatch(() => render());
const actions = new PopupActions({
  state: () => state,
  from: () => askedFrom(activeTab),
  openPage,
  close,
  problem: (data) => {
    if (data === problem) return;
    problem = data;
    render();
  },
  say: (words) => {
    if (words === said) return;
    said = words;
    render();
  },
});
const panels = new PanelLoader({
  state: () => state,
  where: () => ({ from: askedFrom(activeTab), windowId: activeTab?.windowId }),
  closed: () => (search.value === '' ? search.focus() : clearOrClose()),
});
const openNow = () => void panels.openNow();
const footer = popupFooter((portal) => void actions.signOut(portal), openNow);

const menu = new MenuLoader({
  context: (panelContext, row) => {
    const openPlace = (/** @type {string} */ to) => void actions.open({ ...row, to }, 'go');
    return panelContext(row.target, state, { ...statusActions, openPage, open: openPlace });
  },
  open: (row, how) => void actions.open(row, how),
  signOut: (row) => void actions.signOutOfAws(row),
  closed: () => search.focus(),
  hidden: () => policyOf(managed).hide,
});

const help = popupHelp(byId('help', HTMLElement), () => search.focus());
/** @type {State | null} */
let state = null;
/** @type {chrome.tabs.Tab | undefined} */
let activeTab;
/** The popup is shown as a page in a tab. */
let inTab = false;
const drawn = new RowWindow(render);
const scheduleTimes = whenTimesChange(render);
let denied = false;
/** Comes after the first rows. @type {import('../shared/aws-access.js').AwsAccess | null} */
let awsAccess = null;
let recordsPrivate = false;
/** @type {Record<string, unknown>} */
let managed = {};
/** @type {import('../../types.js').ErrorData | null} */
let problem = null;
/** What came of the last act, where the popup stays. */
let said = '';
/** @type {ReturnType<typeof setTimeout> | undefined} */
let searchTimer;

function render() {
  if (!state) return;
  const now = Date.now();
  const page = tenantOnPage(activeTab?.url, state.portals ?? []);
  const place = places.found(search.value);
  const rules = effectiveSettings(managed, state.settings).production;
  const query = search.value;
  const { from, limit } = drawn;
  const inFront = tenantInFront(activeTab, state);
  const sections = model.sections({ state, query, page, inFront, place, limit, from, now, rules });
  const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
  drawn.note(sections);
  const view = viewOf(
    { state, rules, rows: listedRows(sections, query) },
    sections.flatMap((section) => section.rows),
  );
  const blocked = isBlocked(view);
  list.show(blocked ? [] : sections, searchWords(search.value), rowActions);
  listbox.hidden = blocked || rows === 0;
  search.setAttribute('aria-expanded', String(!listbox.hidden));
  showCards(status, statusCards(view, statusActions), focusAfter());
  showWho();
  scheduleTimes(list.rows, now);
}

/** @param {{ state: State, rules: string[], rows: number }} known @param {Row[]} shown */
function viewOf(known, shown) {
  return {
    ...known,
    query: search.value,
    failureInRow: shown.some(({ failure }) => failure !== null),
    loading: lists.slow,
    online: navigator.onLine,
    awsAccess: awsAccess?.cards() ?? [],
    denied,
    problem,
    said,
    suggested: portalLike(activeTab?.url),
  };
}

/**
 * Where the focus goes when nothing has it: to what a panel wants done where there is no list, else to
 * the search box.
 * @returns {(cards: HTMLElement) => HTMLElement}
 */
function focusAfter() {
  const toPanel = listbox.hidden && search.value === '';
  return (cards) => (toPanel && firstControl(cards)) || search;
}

function showWho() {
  const portal = list.selected?.target.portal ?? null;
  const isRecorded = recordsPrivate && activeTab?.incognito === true;
  footer.show(listbox.hidden ? null : state, portal, isRecorded);
}

/** A popup that is shown as a page in a tab stays. */
function close() {
  if (!inTab) window.close();
}

function openSettings() {
  void api.runtime.openOptionsPage();
  close();
}

/** @param {string} url */
async function openPage(url) {
  const { openFor } = await import('./opened-page.js');
  await openFor(activeTab, url);
  close();
}

/** @type {import('./popup-status.js').StatusActions} */
const statusActions = {
  refresh: () => {
    problem = null;
    void lists.refresh(true);
  },
  signIn: (portal) => void actions.signIn(portal),
  cancel: (portal) => void actions.cancelSignIn(portal),
  showSignIn: (portal) => void actions.showSignIn(portal),
  reload: (portal) => {
    const tabId = state?.signIns[portal]?.tabId;
    denied = false;
    if (typeof tabId === 'number') void api.tabs.reload(tabId);
    render();
  },
  retry: () => void actions.retry(),
  settings: openSettings,
  openPortal: (target) => void actions.openPortal(target),
  dismiss: () => void actions.dismiss(),
};

/** @type {import('./popup-rows.js').RowActions} */
const rowActions = {
  open: (row, event) => void actions.open(row, howToOpen(event)),
  retry: statusActions.retry,
  settings: openSettings,
  portal: ({ target }) => statusActions.openPortal(target),
  toggleFavourite: (row) => void actions.toggleFavourite(row),
  menu: (row) => void menu.open(row),
  hover: (row) => {
    list.select(row, false);
    showWho();
  },
};

search.addEventListener('input', () => {
  said = '';
  if (panels.takes(search.value)) return;
  holdHeight(search.value !== '');
  drawn.restart();
  list.restart();
  void places.look(search.value);
  // What was pasted is understood at once; until then the list stays as it is.
  if (places.pending(search.value)) return;
  render();
  clearTimeout(searchTimer);
  const none = search.value.trim() !== '' && list.rows.length === 0;
  // Perhaps the tenant was made a minute ago.
  if (none) searchTimer = setTimeout(() => void lists.refresh(true), searchRests);
});

search.addEventListener('keydown', (event) => {
  const action = menu.awaited ? null : keyAction(event);
  if (menu.awaited || action) event.preventDefault();
  if (!action) return;
  const row = list.selected;
  if (action.do === 'move') list.move(action.by);
  else if (action.do === 'edge') list.edge(action.last);
  else if (action.do === 'open')
    places.whenFound(() => list.selected && void actions.open(list.selected, action.how));
  else if (action.do === 'favourite' && row?.target.role === 'tenant')
    rowActions.toggleFavourite(row);
  else if (action.do === 'menu') void menu.open(row);
  else if (action.do === 'keys') help.open();
  else if (action.do === 'open_now') openNow();
  else if (action.do === 'escape') clearOrClose();
  showWho();
});

/** Esc clears the search; an empty one closes the popup. */
function clearOrClose() {
  if (search.value === '') return window.close();
  search.value = '';
  search.dispatchEvent(new Event('input'));
  search.focus();
}

async function findSurroundings() {
  [{ inTab, activeTab }, managed] = await Promise.all([findActiveTab(), readManaged(api.storage)]);
  recordsPrivate = policyOf(managed).recordEverything;
}

async function watchAwsAccess() {
  const { AwsAccess } = await import('../shared/aws-access.js');
  awsAccess = new AwsAccess(render);
  await awsAccess.watch();
}

async function checkLocalNetwork() {
  const waiting = Object.values(state?.signIns ?? {}).some(({ tabId }) => tabId === activeTab?.id);
  if (!waiting || activeTab?.id === undefined) return;
  denied = await localNetworkDenied(activeTab.id);
  render();
}

async function start() {
  byId('settings', HTMLElement).addEventListener('click', openSettings);
  addEventListener('online', () => void lists.refresh(true));
  addEventListener('offline', render);
  await watchState(
    (known, changed) => {
      state = known;
      model.take(known, changed);
      render();
      actions.leaveWhenOpen();
      if (changed.includes('wantedSearch')) takeWantedSearch(known.wantedSearch, search);
    },
    Promise.all([localise(), findSurroundings()]),
  );
  if (!status.contains(document.activeElement)) search.focus();
  refocus(() => focusAfter()(status));
  list.select(
    list.rows.find(({ failure }) => failure !== null),
    true,
  );
  stayConnected();
  void menu.load();
  await Promise.all([lists.refresh(false), checkLocalNetwork(), watchAwsAccess()]);
}

void start();
