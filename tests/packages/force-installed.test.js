import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Home } from '../end-to-end/driver/home.js';
import { consoleOf, grantPage, openedPopup } from '../end-to-end/person.js';
import { hostBinary } from '../end-to-end/stage.js';
import { startSimulator } from '../simulator/simulator.js';
import { hostFound, startChromium, startFirefox } from './browsers.js';
import { packageIn, ROOT } from './built-packages.js';
import { ManagedMachine } from './managed-machine.js';
import { forcedInFirefox, updateServer } from './organisation.js';

const NAME = 'org.jit_console.host';
const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const CA_FILE = 'ssl/acme.pem';

describe('a machine that its administrators have prepared', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-forced-'));
  const [ann, bob] = ['ann', 'bob'].map((name) => new Home(join(dir, name)));
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let sim;
  /** @type {Awaited<ReturnType<typeof updateServer>>} */
  let server;
  /** @type {ManagedMachine} */
  let machine;

  before(async () => {
    sim = await startSimulator({ dir: join(dir, 'simulator') });
    for (const home of [ann, bob]) {
      home.useNetwork(sim);
      // The policy names the portal's authority.
      delete home.env.SSL_CERT_FILE;
    }
    server = await updateServer(join(dir, 'served'));
    const { id, address } = server;
    execFileSync(process.execPath, [join(ROOT, 'extension/build.js'), '--package', dir]);
    const [addOn] = ids.firefox_extension_ids;
    const forced = forcedInFirefox(packageIn(dir, /\.xpi$/));
    const common = { name: NAME, description: 'jit-console', path: hostBinary(), type: 'stdio' };
    const registered = join(ann.dir, '.mozilla/native-messaging-hosts');
    mkdirSync(registered, { recursive: true });
    const firefoxManifest = { ...common, allowed_extensions: [addOn] };
    writeFileSync(join(registered, `${NAME}.json`), JSON.stringify(firefoxManifest));
    const { url, apiUrl } = sim.portal('acme');
    const portals = [{ name: 'acme', url, apiUrl, caFile: `/etc/${CA_FILE}` }];
    machine = new ManagedMachine({
      [CA_FILE]: readFileSync(sim.caFile, 'utf8'),
      'jit-console/policy.json': { portals, onlyListedPortals: true, extensionIds: [id] },
      [`chromium/native-messaging-hosts/${NAME}.json`]: {
        ...common,
        allowed_origins: [`chrome-extension://${id}/`],
      },
      'firefox/policies/policies.json': { policies: forced },
      'chromium/policies/managed/jit-console.json': {
        ExtensionInstallForcelist: [`${id};${address}/update.xml`],
        NativeMessagingBlocklist: ['*'],
        NativeMessagingAllowlist: [NAME],
        NativeMessagingUserLevelHosts: false,
        LoopbackNetworkAllowedForUrls: [url],
        // Else Chromium lets nobody look into an extension that a policy installed.
        DeveloperToolsAvailability: 1,
      },
    });
  });
  after(async () => {
    server?.close();
    await sim?.close();
    machine?.remove();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });

  /**
   * Nobody has clicked, and the program answers and the organisation's portal is there; then one click and one approval.
   * @param {import('../end-to-end/driver/browser.js').Browser} browser
   */
  async function firstConsole(browser) {
    const stage = { browser, sim };
    const page = await hostFound(browser);
    await page.waitForText('#step-portal', /acme/);
    await page.waitFor('#step-sign-in[data-state=now] #sign-in');
    await page.click('#sign-in');
    const request = await grantPage(stage, 'acme');
    await request.click('#authorize');
    await page.waitForText('#step-sign-in[data-state=done]', /Signed in to acme/);
    await page.click('#open-popup');
    const popup = await openedPopup(stage);
    await popup.waitFor('#search:focus');
    await popup.type('inv');
    await popup.waitForText('[role=option][aria-selected=true]', /invoice/);
    await popup.press('Enter');
    await consoleOf(stage, 'duploservices-invoice');
  }

  test('leads to the first console in Chromium by one click and one approval', async () => {
    bob.trustIn(join(bob.dir, '.pki/nssdb'));
    const browser = await startChromium({
      program: machine.launcher('/usr/bin/chromium'),
      profile: machine.folder(),
      extensions: true,
      env: bob.env,
      id: server.id,
      // It would fetch no extension of a policy's.
      without: ['--disable-background-networking'],
      args: [
        `--proxy-server=${bob.proxy.host}`,
        // What comes through the proxy counts as loopback, since the proxy is there.
        `--ip-address-space-overrides=${bob.proxy.host}=public`,
      ],
    });
    await firstConsole(browser).finally(() => browser.close());
  });

  test('leads there in Firefox ESR, with a package that its policy names', async () => {
    const profile = machine.folder();
    ann.trustIn(profile);
    const { hostname, port } = ann.proxy;
    const browser = await startFirefox({
      program: machine.launcher('/usr/bin/firefox-esr'),
      profile,
      args: ['--profile', profile],
      env: ann.env,
      preferences: {
        'network.proxy.type': 1,
        'network.proxy.ssl': hostname,
        'network.proxy.ssl_port': Number(port),
      },
    });
    await firstConsole(browser).finally(() => browser.close());
  });
});
