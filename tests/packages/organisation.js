import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Home } from '../end-to-end/driver/home.js';
import { chooseFromMenu, portalPage } from '../end-to-end/pages-of-aws.js';
import { consoleOf, grantPage } from '../end-to-end/person.js';
import { startSimulator } from '../simulator/simulator.js';
import { ROOT } from './built-packages.js';

const CA_FILE = '/etc/ssl/acme.pem';
const TENANT = 'invoice';

/** Who has a portal, and laid down on a machine what installer/policies says. */
export class Organisation {
  /** @param {import('./clean-root.js').CleanRoot} root the machine @returns {Promise<Organisation>} */
  static async of(root) {
    const dir = root.path('/root/simulator');
    mkdirSync(dir);
    return new Organisation(root, await startSimulator({ dir }));
  }

  /**
   * @param {import('./clean-root.js').CleanRoot} root
   * @param {import('../simulator/simulator.js').Simulator} sim
   */
  constructor(root, sim) {
    this.root = root;
    this.sim = sim;
    this.home = new Home(root.path('/root'));
    this.home.useNetwork(sim);
    cpSync(sim.caFile, root.path(CA_FILE));
    const { url, apiUrl } = sim.portal('acme');
    const portals = [{ name: 'acme', url, apiUrl, caFile: CA_FILE }];
    this.#layDown('/etc/jit-console/policy.json', { portals, onlyListedPortals: true });
    const strict = { ...template('chromium'), NativeMessagingUserLevelHosts: false };
    this.#layDown('/etc/chromium/policies/managed/acme.json', strict);
    this.#layDown('/etc/firefox/policies/policies.json', template('firefox'));
  }

  /** What programs of the machine need to be told to get to the portal. @returns {Record<string, string>} */
  get env() {
    return { https_proxy: this.sim.proxy, SSL_CERT_FILE: CA_FILE };
  }

  /** @param {string} folder an NSS database of a browser's, as the machine sees it, which then trusts the portal */
  trustIn(folder) {
    this.home.trustIn(this.root.path(folder));
  }

  /**
   * On the portal's page of a tenant a person chooses the extension's entry, for the first time ever, and approves.
   * @param {import('../end-to-end/driver/browser.js').Browser} browser
   * @param {import('../end-to-end/driver/virtual-display.js').VirtualDisplay} [display]
   * @returns {Promise<import('../end-to-end/driver/surface.js').Surface>} the console
   */
  async firstConsole(browser, display) {
    const stage = { browser, display, sim: this.sim };
    const page = await portalPage(stage, TENANT);
    const entry = 'Open in AWS Console as this page’s tenant';
    await chooseFromMenu(stage, page, 'h1', [entry], [0]);
    const request = await grantPage(stage, 'acme');
    await request.click('#authorize');
    return consoleOf(stage, `duploservices-${TENANT}`);
  }

  async close() {
    rmSync(this.root.path('/etc/jit-console'), { recursive: true });
    await this.sim.close();
  }

  #layDown(path, content) {
    const file = this.root.path(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }
}

/** @param {string} browser @returns {object} the policies as they are shipped */
function template(browser) {
  return JSON.parse(readFileSync(join(ROOT, 'installer/policies', `${browser}.json`), 'utf8'));
}
