import { signInsOf, spareSignIns } from './chances.js';
import { until } from './driver/until.js';
import { consoleOf } from './person.js';
import { USUAL_AWS, USUAL_PORTAL } from './switches.js';

/* Sessions as the extension keeps them: brought about quickly, looked at, and made older. */

const DEV01 = 'duploservices-dev01';
const JIT = 'GetAwsConsoleTokenUrl';

/** What a browser's sign-in gets; the host's own request for its URL is no GET. */
const USED = {
  path: '/federation',
  method: 'GET',
  status: 400,
  body: '<!doctype html><h1>400 Bad Request',
};

/** What a test of sessions works with. */
export class Sessions {
  refused = { met: 0 };

  /**
   * Forgets what earlier tests left, and opens a page of the extension to speak from.
   * @param {import('./stage.js').Stage} stage
   * @param {{settings?: object, aws?: object, portal?: object, signIn?: boolean}} [world] signIn false: nobody is
   *   signed in to the portal
   */
  static async begin(stage, { settings = {}, aws = {}, portal = {}, signIn = true } = {}) {
    const { browser, sim } = stage;
    const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
    const sessions = new Sessions(stage, page);
    sim.setOffline(false);
    const sources = { refuses: null, ...USUAL_AWS, ...aws };
    sim.aws.set(sources);
    sim.aws.signOutAll();
    sessions.tellsIdentity = sources.sessionData;
    sim.portal('acme').set({ validity: 3600, deniedTenants: [], ...USUAL_PORTAL, ...portal });
    // The portal's own session lasts eight hours, and the clock has been moved on.
    if (signIn) await stage.signIn('acme');
    await closedAreForgotten(page);
    await until('earlier sessions to be forgotten', () => page.evaluate(forget, settings));
    sessions.mintedBefore = signInsOf(sim);
    sessions.spareBefore = spareSignIns(sim);
    return sessions;
  }

  constructor(stage, page) {
    this.stage = stage;
    this.page = page;
  }

  /**
   * Opens a tenant's console, as a click in the popup does.
   * @param {string} tenant
   * @param {{to?: string, how?: string, tabId?: number | null, reason?: string}} [how] tabId: the tab the person is in
   */
  async open(tenant, { to = null, how = 'go', tabId = null, reason } = {}) {
    const { id, name } = this.stage.sim.portal('acme').tenant(tenant);
    const target = { portal: 'acme', role: 'tenant', tenant: id, name };
    const further = reason ? { reason } : {};
    await this.page.evaluate(send, 'open', { target, how, tabId, to, ...further });
  }

  /** AWS takes as many sign-ins for used, as where the answer to one was lost. @param {number} times */
  takeForUsed(times) {
    this.refused = this.stage.sim.aws.fault({ ...USED, times });
  }

  /** Opens it and waits for it. @returns {Promise<import('./driver/surface.js').Surface>} */
  async opened(tenant, how) {
    await this.open(tenant, how);
    const shown = await consoleOf(this.stage, `duploservices-${tenant}`);
    await this.stage.browser.waitForBadge(shown, ({ text }) => /m$/.test(text));
    await this.noted();
    return shown;
  }

  /** Waits until the extension has written down all that it learns from a console's first page. */
  noted() {
    return until('the sessions to be noted', async () => {
      const { sessions, modes } = await this.page.evaluate(stored);
      return Object.values(sessions).every(
        ({ landed, identity, store, partition }) =>
          landed && modes[`${store} ${partition}`] && (identity || !this.tellsIdentity),
      );
    });
  }

  /**
   * Makes every session older, as the passing of time does, AWS's side too; then the browser rings the
   * alarm that fell due.
   * @param {number} seconds
   * @param {{aws?: boolean}} [where] aws: false leaves AWS's clock as it is
   */
  async age(seconds, { aws = true } = {}) {
    if (aws) this.stage.sim.clock.advance(seconds);
    await closedAreForgotten(this.page);
    await this.page.evaluate(makeOlder, seconds * 1000);
  }

  /** As if somebody had gone to a session's page long ago. Its page knows it by its start, which stays. */
  async nobodyWaits() {
    await this.page.evaluate(forgetWhoWaits);
  }

  /** Puts a tenant's console into a window of its own, which is then closed. @param {string} tenant */
  async closeWindowOf(tenant) {
    const { id } = this.stage.sim.portal('acme').tenant(tenant);
    await this.page.evaluate(closeWindow, id);
  }

  /** Puts a tab into a window of its own, behind the one of `page`. @param {number} tabId */
  async moveApart(tabId) {
    await this.page.evaluate(moveApart, tabId);
    await until('the other window to be behind', () =>
      this.page.evaluate(() => document.visibilityState === 'visible' && document.hasFocus()),
    );
  }

  /** @returns {Promise<number>} the tab of a sign-in to acme */
  grantTabId() {
    return until('the tab of the sign-in', async () => {
      const { signIns } = await this.page.evaluate(stored);
      return signIns.acme.tabId;
    });
  }

  /** @returns {Promise<number[]>} the tabs of all sessions */
  async tabIds() {
    const { sessions } = await this.page.evaluate(stored);
    return Object.values(sessions ?? {}).flatMap(({ tabIds }) => tabIds);
  }

  /** @returns {Promise<string[]>} what is being done about sessions' ends */
  async phases() {
    const { renewals = {}, sessions = {} } = await this.page.evaluate(stored);
    // Of an end that is over, a record is left until the next check.
    const isUnderWay = ([key, { startedAt }]) => sessions[key]?.startedAt === startedAt;
    return Object.entries(renewals)
      .filter(isUnderWay)
      .map(([, { phase }]) => phase);
  }

  /** @param {string} phase */
  waitForPhase(phase) {
    return until(`a renewal to be ${phase}`, async () => {
      const phases = await this.phases();
      if (!phases.includes(phase)) throw new Error(phases.join(', ') || 'no renewal');
      return true;
    });
  }

  /** Waits for a second sign-in of the tab. @param {import('./driver/surface.js').Surface} tab */
  async reopened(tab, signIns = 2) {
    await until(
      'the page to be back',
      async () => {
        const user = await tab.text('#user');
        if (this.minted !== signIns || !user)
          throw new Error(`${this.minted} sign-ins, ${await tab.url()}`);
        const phases = await this.phases();
        if (phases.length > 0) throw new Error(phases.join(', '));
        return true;
      },
      40_000,
    );
    // What is still being painted would set the alarm that `age` rings to a later time.
    await this.stage.browser.waitForBadge(tab, ({ text }) => /[ms]$/.test(text));
    await this.noted();
  }

  /** As a popup does that shows the tenants. */
  async readLists() {
    await this.page.evaluate(send, 'refresh', { force: true });
  }

  /** The browser frees the memory of a session's tab, as it does with tabs that weren't looked at for long. */
  async discard() {
    await this.page.evaluate(discard, await this.tabIds());
  }

  /** @param {string} [url] @returns {Promise<number>} the tab of a new private window */
  openPrivateWindow(url) {
    return this.page.evaluate(openPrivateWindow, url);
  }

  /** @param {object} settings the person's, all others as they come */
  async set(settings) {
    await this.page.evaluate(
      (given) => (globalThis.browser ?? chrome).storage.local.set({ settings: given }),
      settings,
    );
  }

  /** How many sign-ins were made since the beginning. */
  get minted() {
    return signInsOf(this.stage.sim, this.refused.met) - this.mintedBefore;
  }

  /** How many times the portal was asked for one. */
  get asked() {
    const { sim } = this.stage;
    const asked = sim.requests.filter(({ path }) => path.includes(JIT)).length;
    return asked - (spareSignIns(sim, this.refused.met) - this.spareBefore);
  }
}

/** A page with everything in it that could be lost. */
export const DEEP =
  'https://us-west-2.console.aws.amazon.com/s3/buckets/a%2Fb?region=us-west-2&tab=objects&q=%20x#/c?d=e%2Ff&g=(h)';

export { DEV01 };

/**
 * What is still being written down of closed tabs, and what is written here, would bring each other's state back.
 * @param {import('./driver/surface.js').Surface} page one of the extension's
 */
async function closedAreForgotten(page) {
  await until('closed tabs to be forgotten', () => page.evaluate(knowsOpenTabsAlone));
}

/** Runs in a page of the extension. */
async function knowsOpenTabsAlone() {
  const { storage, tabs } = globalThis.browser ?? chrome;
  const open = (await tabs.query({})).map(({ id }) => id);
  const { sessions } = await storage.session.get('sessions');
  return Object.values(sessions ?? {}).every(({ tabIds }) =>
    tabIds.every((id) => open.includes(id)),
  );
}

/**
 * Runs in a page of the extension. @returns {Promise<boolean>} false: there was something to forget, of which the
 * background may still be writing
 */
async function forget(settings) {
  const { storage } = globalThis.browser ?? chrome;
  const keys = ['sessions', 'renewals', 'pages', 'mismatches', 'questions', 'modes', 'intents'];
  const kept = await storage.session.get([...keys, 'failure']);
  const { keptSessions } = await storage.local.get('keptSessions');
  const left = [...Object.values(kept), keptSessions].some((all) => all && Object.keys(all).length);
  const empty = Object.fromEntries(keys.map((key) => [key, {}]));
  if (left) await storage.session.set({ ...empty, failure: null });
  await storage.local.set({ ...(left ? { keptSessions: {} } : {}), settings });
  return !left;
}

/** Runs in a page of the extension. */
function send(name, params) {
  return (globalThis.browser ?? chrome).runtime.sendMessage({ name, params });
}

/** Runs in a page of the extension. @param {number[]} ids Chromium refuses to free the memory of a tab twice */
async function discard(ids) {
  const { tabs } = globalThis.browser ?? chrome;
  const all = await Promise.all(ids.map((id) => tabs.get(id)));
  const one = all.find(({ discarded }) => !discarded);
  if (one) await tabs.discard(one.id);
}

/** Runs in a page of the extension. @param {string} [url] @returns {Promise<number>} the private window's tab */
async function openPrivateWindow(url) {
  const { tabs, windows } = globalThis.browser ?? chrome;
  const { id } = await windows.create({ incognito: true, ...(url ? { url } : {}) });
  const [tab] = await tabs.query({ windowId: id });
  return tab.id;
}

/** Runs in a page of the extension. */
function stored() {
  return (globalThis.browser ?? chrome).storage.session.get(null);
}

/** Runs in a page of the extension. @param {number} tabId */
async function moveApart(tabId) {
  const { tabs, windows } = globalThis.browser ?? chrome;
  const own = await tabs.getCurrent();
  await windows.create({ tabId });
  await tabs.update(own.id, { active: true });
  await windows.update(own.windowId, { focused: true });
}

/** Runs in a page of the extension. */
async function closeWindow(tenant) {
  const { storage, windows } = globalThis.browser ?? chrome;
  const { sessions } = await storage.session.get('sessions');
  const [tabId] = Object.values(sessions).find(({ target }) => target.tenant === tenant).tabIds;
  const { id } = await windows.create({ tabId });
  await windows.remove(id);
}

/** Runs in a page of the extension. */
async function forgetWhoWaits() {
  const { storage } = globalThis.browser ?? chrome;
  const { sessions = {} } = await storage.session.get('sessions');
  const waited = Object.values(sessions).filter(({ askedAt }) => askedAt);
  for (const session of waited) session.askedAt = 0;
  if (waited.length > 0) await storage.session.set({ sessions });
}

/** Runs in a page of the extension. */
async function makeOlder(ms) {
  const { storage, alarms } = globalThis.browser ?? chrome;
  const { sessions: young } = await storage.session.get('sessions');
  const age = async () => {
    const { sessions } = await storage.session.get('sessions');
    const left = Object.entries(sessions).filter(
      ([key, { startedAt }]) => startedAt === young[key]?.startedAt,
    );
    for (const [, session] of left) {
      session.startedAt -= ms;
      session.expiresAt -= ms;
      if (session.askedAt) session.askedAt -= ms;
    }
    if (left.length > 0) await storage.session.set({ sessions });
    return left.length > 0;
  };
  const ring = () =>
    new Promise((rung) => {
      const set = () => alarms.create('badge', { when: Date.now() });
      // What the background is still painting may put it off: then it is set again.
      const again = setInterval(set, 2000);
      alarms.onAlarm.addListener(function heard({ name }) {
        if (name !== 'badge') return;
        clearInterval(again);
        alarms.onAlarm.removeListener(heard);
        rung();
      });
      set();
    });
  // What the background was just writing down of them may have made them young again.
  while (await age()) await ring();
}
