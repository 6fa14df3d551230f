import './fake-words.js';
import { startBackground } from '../../../extension/src/background/composition.js';
import { FakeBrowser } from './fake-browser.js';
import { FakeClock, settle } from './fake-clock.js';
import { FakeEvent } from './fake-event.js';
import { FakeHost } from './fake-host.js';

export const invoice = {
  id: '7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10',
  name: 'invoice',
  plan: 'nonprod',
};
export const billing = {
  id: '1c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a11',
  name: 'billing',
  plan: 'prod',
};
/** @type {import('../../../extension/src/types.js').Portal} */
export const acme = {
  name: 'acme',
  url: 'https://acme.duplocloud.net',
  api_url: 'https://acme.duplocloud.net',
  host: 'acme.duplocloud.net',
  signed_in: true,
  user: 'bob@example.com',
  session_expires_at: null,
  handover: 'redirect',
};
export const consolePage = 'https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2';
export const grantPage =
  'https://acme.duplocloud.net/app/user/verify-token?localAppName=jit-console&localPort=40123';

/**
 * @param {{ id: string, name: string }} tenant
 * @returns {any}
 */
export function targetOf({ id, name }) {
  return { portal: 'acme', role: 'tenant', tenant: id, name };
}

/** @param {string} token so that tests can tell one sign-in URL from another */
export function signInUrl(token) {
  const destination = encodeURIComponent(consolePage);
  return `https://us-west-2.signin.aws.amazon.com/federation?Action=login&Destination=${destination}&SigninToken=${token}`;
}

/** The same behind AWS's logout. @param {string} token */
export function signOutFirstUrl(token) {
  return `https://us-west-2.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=${encodeURIComponent(signInUrl(token))}`;
}

/** What the code of a dead worker connects to. @returns {any} a port that nobody hears */
function nobodysPort() {
  const nothing = () => undefined;
  const [onMessage, onDisconnect] = [new FakeEvent(), new FakeEvent()];
  return { onMessage, onDisconnect, postMessage: nothing, disconnect: nothing };
}

/** A whole background on a fake browser, a fake clock and a fake host, signed in to one portal. */
export class FakePlatform {
  /** @type {number | null} */
  chromiumVersion;
  clock = new FakeClock();
  host = new FakeHost();
  #nextId = 1;
  #minted = 0;

  /** @param {import('./fake-browser.js').Flavour} [flavour] */
  constructor(flavour = 'chromium') {
    this.browser = new FakeBrowser(flavour);
    this.chromiumVersion = flavour === 'chromium' ? 156 : null;
    const { host } = this;
    host.answers.list_portals = () => ({ portals: [acme] });
    host.answers.list_tenants = () => ({ portal: acme, tenants: [billing, invoice] });
    host.answers.get_portal = () => ({
      portal: acme,
      user: { name: 'bob@example.com', administrator: false },
      features: {},
    });
    host.answers.open_console = (params) => this.console({}, params);
    host.answers.record_history = () => ({});
  }

  /**
   * @param {object} [over]
   * @param {any} [params] what was asked for
   * @returns {any} an answer to open_console, with an hour to live
   */
  console(over = {}, { to = consolePage, sign_out_first: first = false } = {}) {
    this.#minted += 1;
    const token = `token-${this.#minted}`;
    return {
      url: first ? signOutFirstUrl(token) : signInUrl(token),
      destination: to,
      expires_at: Math.floor(this.clock.now() / 1000) + 3600,
      region: 'us-west-2',
      partition: 'aws',
      account: '123456789012',
      tenant: null,
      ...over,
    };
  }

  /** Starts the background, as the browser does when an event wakes it. */
  async start() {
    this.#begin();
    await settle();
  }

  #begin() {
    const { clock, host } = this;
    const { worker } = this.browser.gate;
    startBackground({
      api: this.browser.api,
      clock: {
        ...clock,
        setTimeout: (run, ms) => (worker.alive ? clock.setTimeout(run, ms) : 0),
      },
      connect: () => (worker.alive ? host.connect() : nobodysPort()),
      reason: host.reason,
      chromiumVersion: this.chromiumVersion,
      newId: () => `id-${this.#nextId++}`,
    });
  }

  /** From now on an event starts the worker where none runs, and is heard in its first turn. */
  wakesOnEvents() {
    this.browser.wake = () => this.#begin();
  }

  /** The worker dies, and its timers and its host with it. */
  die() {
    this.browser.killWorker();
    this.clock.forgetTimers();
    for (const port of this.host.ports) port.open = false;
  }

  /** Starts it with portals and tenants known and a tab to be in. @returns {Promise<any>} the tab */
  async ready() {
    const tab = this.browser.addTab({ url: 'https://example.org/' });
    await this.start();
    await this.browser.send('refresh', { force: false });
    this.host.journal = [];
    return tab;
  }

  /** A page has loaded in a tab. @param {number} id @param {string} url */
  async arrive(id, url) {
    this.browser.navigate(id, url);
    await settle();
  }

  /** The worker dies, and its host with it; then an event starts it again. */
  async restart() {
    this.die();
    await this.start();
  }

  /**
   * @param {any} target
   * @param {any} [over]
   */
  async open(target, { tabId = 1, how = 'go' } = {}) {
    await this.browser.send('open', { target, how, tabId });
    await settle();
  }
}
