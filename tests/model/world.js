/**
 * A browser, the whole background in it, a host, a portal and AWS, with people who do things: what a random
 * sequence of commands (commands.js) runs on, and invariants.js looks at.
 */
import { cookieStore } from '../../extension/src/browser.js';
import { billing, FakePlatform, invoice, targetOf } from '../extension/fakes/fake-platform.js';
import { Aws, metaTag } from './aws.js';
import { Portal } from './portal.js';

/** Opened in windows that aren't private. */
export const ordinary = /** @type {const} */ ([invoice, billing]);

/** Opened in private windows only, so that any trace of them on disk is one of a private window. */
export const secrets = /** @type {const} */ ([
  { id: '2c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a12', name: 'quiet', plan: 'prod' },
  { id: '3c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a13', name: 'silent', plan: 'prod' },
]);

/**
 * @typedef {object} Start
 * @property {'chromium' | 'firefox'} flavour
 * @property {boolean} multi AWS keeps several sessions
 * @property {'here' | 'signIn' | 'home'} signOutEnds
 * @property {Record<string, unknown>} settings
 */

export class World extends FakePlatform {
  tenants = [...ordinary, ...secrets];
  /** What the host wrote down. @type {any[]} */
  history = [];
  /** Pages on which somebody can let the host in. @type {{ url: string, authorise: () => void }[]} */
  grants = [];
  /** Whose console each tab's page is, by tab id. @type {Map<number, import('./aws.js').Identity>} */
  shownAs = new Map();
  /** How each cookie store was seen to keep sessions: `STORE single`, `STORE multi`. @type {Set<string>} */
  told = new Set();
  /** What is wrong though no step is over yet. @type {string[]} */
  broken = [];
  offline = false;
  /** Pages that don't come for now. @type {(() => void)[] | null} */
  #slow = null;
  #loads = 0;
  /** Somebody asked for something that isn't done yet. */
  asking = false;
  /** Somebody asked for something in this step. */
  byWord = false;
  /** Somebody has just gone to the page in front: what it tells of its end is for them. */
  justGoneTo = false;
  /** The next page of AWS's answers no script. */
  nextIsSilent = false;
  /** What people asked that has no answer yet. */
  unanswered = 0;
  /** By target and store: sign-ins by nobody's word since the last that arrived, by their tokens. @type {Map<string, string[]>} */
  automatic = new Map();
  /** The call that failed last, for who looks into it. */
  refused = '';
  /** How many there were. */
  steps = 0;
  /** Times that the worker died. */
  deaths = 0;
  /** What the worker kept in memory is gone, by a restart or an update. */
  forgotten = false;
  /** Times that the browser ended and was started again. */
  restarts = 0;
  /** Times that something was made to fail under way. */
  disturbances = 0;
  /** When the worker died last, or something was made to fail. */
  disturbedAt = 0;
  /** Times that a popup was opened. */
  popups = 0;
  /** When each session that another took the place of was signed in, by store and tenant. @type {Map<string, number>} */
  replaced = new Map();
  /** What people ended, by tenant's name and store. @type {Set<string>} */
  left = new Set();

  /** @param {Start} start */
  constructor(start) {
    super(start.flavour);
    this.startedWith = start;
    this.aws = new Aws(start.multi);
    this.aws.signOutEnds = start.signOutEnds;
    this.aws.ended = (store, { tenant }, why) => {
      if (why === 'left') this.left.add(`${store} ${tenant}`);
      else this.#noteReplaced(store, tenant);
    };
    this.portal = new Portal(this);
    this.browser.events.onConnect.after = () => {
      this.popups += 1;
    };
    this.browser.local.data.settings = start.settings;
    this.browser.network = (id, url) => this.#load(id, url);
  }

  /** The browser is open, everything known, one tab in front. */
  async begin() {
    this.browser.addTab({ url: 'https://example.org/', status: 'complete' });
    this.wakesOnEvents();
    this.browser.events.onInstalled.fire({ reason: 'update' });
    await this.rest();
    await this.browser.send('refresh', { force: true });
    await this.rest();
  }

  /** @param {any} tab @returns {boolean} its page answers no script */
  isSilent({ id }) {
    return this.browser.inPages.get(id)?.silent === true;
  }

  /** Some page does so. */
  get hasSilent() {
    return this.tabs.some((tab) => this.isSilent(tab));
  }

  /** @param {{ id: string, name: string }} tenant */
  target(tenant) {
    return targetOf(tenant);
  }

  /** Lets everything come to rest that waits for nothing but its turn. */
  async rest() {
    const { gate } = this.browser;
    for (let turn = 0, calm = 0, seen = -1; calm < 4; turn++) {
      await new Promise((done) => setImmediate(done));
      calm = gate.count === seen && this.#loads === 0 ? calm + 1 : 0;
      seen = gate.count;
      if (turn > 5_000) throw new Error('it never comes to rest');
    }
  }

  /** @param {number} id @param {string} url */
  #load(id, url) {
    const tab = this.browser.openTabs.get(id);
    const mine = Symbol(url);
    tab.load = mine;
    if (this.browser.pages.of(id).holdsText && !this.asking) this.#loses(tab, url);
    const go = () => {
      this.#loads += 1;
      setImmediate(() => {
        this.#loads -= 1;
        const now = this.#tabOf(mine);
        // Closed, or sent elsewhere meanwhile.
        if (now) this.#arrive(now.id, url);
      });
    };
    if (this.#slow) this.#slow.push(go);
    else go();
  }

  /** @param {symbol} load */
  #tabOf(load) {
    return [...this.browser.openTabs.values()].find((tab) => tab.load === load);
  }

  /** @param {any} tab @param {string} url */
  #loses(tab, url) {
    if (!tab.byPerson && !tab.unwatched)
      this.broken.push(`d: what was typed in tab ${tab.id} is lost to ${url}`);
  }

  /** @param {number} id @param {string} url */
  #arrive(id, url) {
    const tab = this.browser.openTabs.get(id);
    tab.arrivedIn = this.steps;
    delete tab.unwatched;
    delete tab.load;
    delete tab.byPerson;
    this.shownAs.delete(id);
    this.browser.inPages.delete(id);
    if (this.offline) {
      // What AWS never heard of was no try.
      this.automatic.clear();
      this.browser.failToLoad(id, url);
      return;
    }
    const store = cookieStore(tab);
    const { url: end, kind, identity } = this.aws.visit(url, store, this.clock.now());
    this.#tell(id, store, kind, identity);
    if (this.nextIsSilent && kind !== 'elsewhere') this.#fallSilent(tab);
    this.browser.navigate(id, end);
  }

  /** What it shows is known from its address alone, and ten seconds late. @param {any} tab */
  #fallSilent(tab) {
    this.nextIsSilent = false;
    this.disturbedAt = this.clock.now();
    tab.unwatched = true;
    this.browser.inPages.set(tab.id, { silent: true });
  }

  /**
   * @param {number} id
   * @param {string} store
   * @param {string} kind
   * @param {import('./aws.js').Identity | null} identity
   */
  #tell(id, store, kind, identity) {
    const { multi } = this.aws.of(store);
    if (kind === 'logoutFirst') this.browser.inPages.set(id, { refuses: 'sign_out' });
    if (kind === 'logoutFirst') this.told.add(`${store} single`);
    if (kind === 'refused' || kind === 'limit') this.told.add(`${store} multi`);
    if (!identity) return;
    this.shownAs.set(id, identity);
    this.told.add(`${store} ${multi ? 'multi' : 'single'}`);
    this.browser.inPages.set(id, { told: metaTag(identity, multi) });
    this.automatic.delete(`${store} ${identity.tenant}`);
  }

  /** The portal made a sign-in. @param {{ name: string, tenant: string }} token */
  minted({ name, tenant }) {
    const intents = Object.values(this.browser.session.data.intents ?? {});
    const intent = /** @type {any} */ (
      intents.find((/** @type {any} */ one) => one.target.name === tenant)
    );
    if (!intent) return;
    const key = `${intent.store} ${tenant}`;
    // What somebody asked for may have waited for a page's answer.
    if (this.asking || this.hasSilent) {
      if (intent.by === 'renewal' && this.left.has(key))
        this.broken.push(`d: ${tenant} was signed out by its user, and comes back with another`);
      this.left.delete(key);
      return;
    }
    const made = [...(this.automatic.get(key) ?? []), ...(this.justGoneTo ? [] : [name])];
    this.automatic.set(key, made);
    if (made.length > 1)
      this.broken.push(`d: ${tenant} is signed in ${made.length} times by nobody's word`);
    if (this.left.has(key))
      this.broken.push(`d: ${tenant} was signed out by its user, and is back`);
  }

  /** @param {string} store @param {string} tenant */
  #noteReplaced(store, tenant) {
    const sessions = /** @type {any[]} */ (Object.values(this.browser.session.data.sessions ?? {}));
    const one = sessions.find(({ store: at, target }) => at === store && target.name === tenant);
    if (one) this.replaced.set(`${store} ${tenant}`, one.startedAt);
  }

  /** The worker died: nobody looks after the pages that loaded just then. */
  loseEvents() {
    for (const tab of this.tabs) if (tab.arrivedIn === this.steps) tab.unwatched = true;
  }

  /** Something is made to fail. */
  disturb() {
    this.disturbances += 1;
    this.disturbedAt = this.clock.now();
  }

  /** Pages and answers don't come until `catchUp`. */
  stall() {
    this.#slow ??= [];
    this.portal.stalled = true;
  }

  get stalled() {
    return this.#slow !== null;
  }

  catchUp() {
    const slow = this.#slow ?? [];
    this.#slow = null;
    this.portal.goOn();
    for (const go of slow) go();
  }

  /** @override */
  die() {
    this.deaths += 1;
    this.disturbedAt = this.clock.now();
    this.portal.forget();
    this.grants = [];
    this.#forgetUnheard();
    super.die();
  }

  /** Sign-ins that no tab was sent to by then are lost with the worker: what AWS never heard of was no try. */
  #forgetUnheard() {
    const { tokens } = this.aws;
    const isSent = (/** @type {string} */ name) => {
      const token = new RegExp(`${name}\\b`);
      return tokens.get(name)?.used || this.tabs.some(({ load }) => token.test(load?.description));
    };
    for (const [key, made] of this.automatic) this.automatic.set(key, made.filter(isSent));
  }

  /** @returns {any} the tab that the person looks at */
  front() {
    const { front } = this.browser.tabs;
    return this.browser.tabs.of(front ?? -1).find(({ active }) => active);
  }

  /** @returns {any[]} */
  get tabs() {
    return [...this.browser.openTabs.values()];
  }
}
