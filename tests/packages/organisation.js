import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { writeCrx } from '../../installer/crx.js';
import { Home } from '../end-to-end/driver/home.js';
import { chooseFromMenu, portalPage } from '../end-to-end/pages-of-aws.js';
import { consoleOf, grantPage } from '../end-to-end/person.js';
import { startSimulator } from '../simulator/simulator.js';
import { startChromium, startFirefox } from './browsers.js';
import { ROOT } from './built-packages.js';

const CA_FILE = '/etc/ssl/acme.pem';
const TENANT = 'invoice';
const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));

/**
 * What `installer/crx.js` makes with a key of one's own, as a web server gives it away.
 * @param {string} folder to be made, for its files
 * @returns {Promise<{id: string, address: string, close(): void}>}
 */
export async function updateServer(folder) {
  const server = createServer(({ url = '' }, reply) => {
    const type = url.endsWith('.xml') ? 'text/xml' : 'application/x-chrome-extension';
    reply.setHeader('Content-Type', type);
    reply.end(readFileSync(join(folder, basename(url.replace(/\?.*/, '')))));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return { id: writeCrx(pem, address, folder), address, close: () => server.close() };
}

/** @param {string} xpi as the browser sees it @returns {object} Firefox's policies that install a package nobody signed */
export function forcedInFirefox(xpi) {
  const install = { installation_mode: 'force_installed', install_url: `file://${xpi}` };
  return {
    ExtensionSettings: { [ids.firefox_extension_ids[0]]: install },
    // Firefox ESR allows it; releases of Firefox take only what Mozilla signed.
    Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } },
  };
}

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
    this.policy = { portals, onlyListedPortals: true };
    this.strict = { ...template('chromium'), NativeMessagingUserLevelHosts: false };
    this.#layDown('/etc/jit-console/policy.json', this.policy);
    this.#layDown('/etc/chromium/policies/managed/acme.json', this.strict);
    this.#layDown('/etc/firefox/policies/policies.json', template('firefox'));
  }

  /** Keeps Debian's package from bringing the extension to Debian's browsers, before it is installed. @param {import('./clean-root.js').CleanRoot} root */
  static excludePackagedExtension(root) {
    const page = readFileSync(join(ROOT, 'installer/ROLLOUT.md'), 'utf8');
    const lines = page.match(/^path-exclude=.*$/gm) ?? [];
    writeFileSync(root.path('/etc/dpkg/dpkg.cfg.d/jit-console'), `${lines.join('\n')}\n`);
  }

  /**
   * Has its browsers install the extension, as installer/ROLLOUT.md says.
   * @param {{id: string, address: string}} server of `updateServer`
   * @param {string} xpi the package for Firefox
   */
  forceInstall({ id, address }, xpi) {
    this.id = id;
    this.#layDown('/etc/jit-console/policy.json', { ...this.policy, extensionIds: [id] });
    this.root.run('jit-console', 'install', '--system');
    const place = '/srv/jit-console.xpi';
    cpSync(xpi, this.root.path(place));
    this.#setExtensions([`${id};${address}/update.xml`], forcedInFirefox(place));
  }

  /** Has its browsers remove what `forceInstall` had them install. */
  takeBack() {
    const blocked = { [ids.firefox_extension_ids[0]]: { installation_mode: 'blocked' } };
    this.#setExtensions([], { ExtensionSettings: blocked });
  }

  /** @param {string[]} forced in Chromium @param {object} more policies of Firefox */
  #setExtensions(forced, more) {
    this.#layDown('/etc/chromium/policies/managed/acme.json', {
      ...this.strict,
      ExtensionInstallForcelist: forced,
      // Else Chromium lets nobody look into an extension that a policy installed.
      DeveloperToolsAvailability: 1,
    });
    const policies = { ...template('firefox').policies, ...more };
    this.#layDown('/etc/firefox/policies/policies.json', { policies });
  }

  /**
   * What `jit-console doctor --json` tells a person; throws where it finds a fault.
   * @param {string} person
   * @returns {Promise<any>}
   */
  async doctor(person) {
    const env = { ...this.env, HOME: `/root/${person}` };
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const doctor = ['jit-console', 'doctor', '--json'];
    // Meanwhile the portal has to answer, which is in this process.
    const { stdout } = await promisify(execFile)(this.root.enter, ['env', ...variables, ...doctor]);
    return JSON.parse(stdout);
  }

  /** @param {string} person @returns {Record<'chromium' | 'firefox', boolean>} in whose profiles the forced extension is */
  isForced(person) {
    const home = this.root.path(`/root/${person}`);
    const [addOn] = ids.firefox_extension_ids;
    return {
      chromium: existsSync(join(home, 'chromium/Default/Extensions', String(this.id))),
      firefox: existsSync(join(home, `firefox/extensions/${addOn}.xpi`)),
    };
  }

  /**
   * @param {string} person a name
   * @param {import('../end-to-end/driver/virtual-display.js').VirtualDisplay} display
   * @returns {Promise<import('../end-to-end/driver/browser.js').Browser>} Debian's Chromium of the machine, as it is installed
   */
  startChromium(person, display) {
    const home = `/root/${person}`;
    this.trustIn(`${home}/.pki/nssdb`);
    const proxy = this.home.proxy.host;
    return startChromium({
      program: this.root.launcher('chromium', { ...this.env, HOME: home, DISPLAY: display.name }),
      profile: `${home}/chromium`,
      extensions: true,
      headless: false,
      id: this.id,
      // Its bar would move the page; and it would fetch no extension of a policy's.
      without: ['--enable-automation', '--disable-background-networking'],
      args: [
        `--proxy-server=${proxy}`,
        // What comes through the proxy counts as loopback, since the proxy is there.
        `--ip-address-space-overrides=${proxy}=public`,
        '--window-position=0,0',
        '--window-size=1280,900',
      ],
    });
  }

  /** @param {string} person @returns {Promise<import('../end-to-end/driver/browser.js').Browser>} the same with Firefox */
  startFirefox(person) {
    const profile = `/root/${person}/firefox`;
    this.trustIn(profile);
    const { hostname, port } = this.home.proxy;
    return startFirefox({
      program: this.root.launcher('firefox-esr', { ...this.env, HOME: `/root/${person}` }),
      profile: this.root.path(profile),
      args: ['--profile', profile],
      preferences: {
        'network.proxy.type': 1,
        'network.proxy.ssl': hostname,
        'network.proxy.ssl_port': Number(port),
      },
    });
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
