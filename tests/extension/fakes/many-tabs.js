import { acme, FakePlatform, targetOf } from './fake-platform.js';

const mostSessions = 10;

/** @param {number} nth @param {string} [hash] */
const pageOf = (nth, hash = '') =>
  `https://123456789012-ab12cd3${nth}.us-west-2.console.aws.amazon.com/console/home?region=us-west-2${hash}`;

/**
 * What happens to somebody with many tabs, and what makes it happen.
 * @type {Record<string, (around: ManyTabs) => unknown>}
 */
export const happenings = {
  'a page that loads in a session’s tab': ({ browser, sessionTabs }) => {
    const id = sessionTabs[0] ?? 0;
    browser.navigate(id, `${browser.openTabs.get(id).url}#next`);
  },
  'a look at a session’s tab': ({ browser, sessionTabs }) => browser.lookAt(sessionTabs[0] ?? 0),
  'a look at another page': ({ browser }) => browser.lookAt(1),
  'a click that goes to an open console': (around) =>
    around.browser.send('open', { target: around.newest, how: 'go', tabId: 1 }),
  'a click that opens another page of a live session': (around) =>
    around.browser.send('open', { target: around.newest, how: 'new_page', tabId: 1 }),
  'a worker that is woken': (around) => around.restart(),
  'a click that wakes a worker': (around) => {
    around.die();
    around.wakesOnEvents();
    return around.browser.send('open', { target: around.newest, how: 'go', tabId: 1 });
  },
};

/** Up to ten live sessions that share many tabs, and the calls of the browser that something costs. */
export class ManyTabs extends FakePlatform {
  tenants = Array.from({ length: mostSessions }, (_, nth) => ({
    id: `7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a${nth + 10}`,
    name: `tenant-${nth}`,
    plan: 'nonprod',
  }));

  /** @param {number} tabs how many the sessions have together */
  static async with(tabs) {
    const around = new ManyTabs();
    around.browser.local.data.settings = { isolation: 'off' };
    around.host.answers.list_tenants = () => ({ portal: acme, tenants: around.tenants });
    await around.ready();
    const sessions = Math.min(mostSessions, tabs);
    for (let nth = 0; nth < sessions; nth++) await around.#signIn(nth);
    for (let at = sessions; at < tabs; at++) await around.#addPage(at % sessions, at);
    return around;
  }

  /** The tenant whose session is the newest. @type {any} */
  newest;

  /** Their ends are some seconds apart, so that their badges change one after another. @param {number} nth */
  async #signIn(nth) {
    const expires_at = this.clock.now() / 1000 + 3600 + 5 * nth;
    this.host.answers.open_console = (params) => this.console({ expires_at }, params);
    this.newest = targetOf(/** @type {{ id: string, name: string }} */ (this.tenants[nth]));
    await this.open(this.newest);
    await this.arrive(Number([...this.browser.openTabs.keys()].at(-1)), pageOf(nth));
  }

  /** @param {number} nth of the session @param {number} at */
  async #addPage(nth, at) {
    const tab = this.browser.addTab({ url: '', active: false });
    await this.arrive(tab.id, pageOf(nth, `#${at}`));
  }

  /** @returns {number[]} the tabs that sessions have */
  get sessionTabs() {
    const sessions = /** @type {any[]} */ (Object.values(this.browser.session.data.sessions));
    return sessions.flatMap(({ tabIds }) => tabIds);
  }

  /**
   * @param {() => unknown} act
   * @returns {Promise<{ calls: string[], answered: number }>} the calls that it costs, by name, and how many of them came
   *   before it was answered
   */
  async cost(act) {
    /** @type {string[]} */
    const calls = [];
    this.browser.gate.watch = (name, _, done) => {
      if (!done) calls.push(name);
    };
    await act();
    const answered = calls.length;
    await this.rest();
    this.browser.gate.watch = null;
    return { calls, answered };
  }

  /** @returns {Promise<Record<string, { calls: string[], answered: number }>>} of each of the happenings */
  async costs() {
    /** @type {Record<string, { calls: string[], answered: number }>} */
    const costs = {};
    for (const [what, act] of Object.entries(happenings))
      costs[what] = await this.cost(() => act(this));
    return costs;
  }

  /** Lets everything come to rest that waits for nothing but its turn. */
  async rest() {
    const { gate } = this.browser;
    for (let calm = 0, seen = -1; calm < 4; seen = gate.count) {
      await new Promise((done) => setImmediate(done));
      calm = gate.count === seen ? calm + 1 : 0;
    }
  }
}
