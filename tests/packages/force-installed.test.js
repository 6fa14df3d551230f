import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { writeCrx } from '../../installer/crx.js';
import { hostBinary } from '../end-to-end/stage.js';
import { hostFound, startChromium, startFirefox } from './browsers.js';
import { packageIn, ROOT } from './built-packages.js';
import { ManagedMachine } from './managed-machine.js';

const NAME = 'org.jit_console.host';
const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const portals = [{ name: 'acme', url: 'https://acme.duplocloud.net' }];

/** What a portal's first sign-in finds done: the program answers and the organisation's portal is there. */
async function isReady(browser) {
  const page = await hostFound(browser);
  await page.waitForText('#step-portal', /acme/);
  await page.waitFor('#step-sign-in[data-state=now] #sign-in');
}

describe('a machine that its administrators have prepared', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-forced-'));
  const served = join(dir, 'served');
  const home = join(dir, 'home');
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home };
  /** @type {import('node:http').Server} */
  let server;
  /** @type {ManagedMachine} */
  let machine;
  let id;

  before(async () => {
    mkdirSync(home);
    server = createServer(({ url = '' }, reply) => {
      const type = url.endsWith('.xml') ? 'text/xml' : 'application/x-chrome-extension';
      reply.setHeader('Content-Type', type);
      reply.end(readFileSync(join(served, basename(url.replace(/\?.*/, '')))));
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
    const { port } = server.address();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    id = writeCrx(pem, `http://127.0.0.1:${port}`, served);
    execFileSync(process.execPath, [join(ROOT, 'extension/build.js'), '--package', dir]);
    const [addOn] = ids.firefox_extension_ids;
    const forced = {
      ExtensionSettings: {
        [addOn]: {
          installation_mode: 'force_installed',
          install_url: `file://${packageIn(dir, /\.xpi$/)}`,
        },
      },
      // Firefox ESR allows it; releases of Firefox take only what Mozilla signed.
      Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } },
    };
    const common = { name: NAME, description: 'jit-console', path: hostBinary(), type: 'stdio' };
    const registered = join(home, '.mozilla/native-messaging-hosts');
    mkdirSync(registered, { recursive: true });
    const firefoxManifest = { ...common, allowed_extensions: [addOn] };
    writeFileSync(join(registered, `${NAME}.json`), JSON.stringify(firefoxManifest));
    machine = new ManagedMachine({
      'jit-console/policy.json': { portals, onlyListedPortals: true, extensionIds: [id] },
      [`chromium/native-messaging-hosts/${NAME}.json`]: {
        ...common,
        allowed_origins: [`chrome-extension://${id}/`],
      },
      'firefox/policies/policies.json': { policies: forced },
      'chromium/policies/managed/jit-console.json': {
        ExtensionInstallForcelist: [`${id};http://127.0.0.1:${port}/update.xml`],
        NativeMessagingBlocklist: ['*'],
        NativeMessagingAllowlist: [NAME],
        NativeMessagingUserLevelHosts: false,
        // Else Chromium lets nobody look into an extension that a policy installed.
        DeveloperToolsAvailability: 1,
      },
    });
  });
  after(async () => {
    server?.close();
    machine?.remove();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });

  test('has the extension in Chromium, the program and the portal, before anybody has clicked', async () => {
    const program = machine.launcher('/usr/bin/chromium');
    const browser = await startChromium({
      program,
      profile: machine.folder(),
      extensions: true,
      env,
      // It would fetch no extension of a policy's.
      without: ['--disable-background-networking'],
    });
    await isReady(browser).finally(() => browser.close());
  });

  test('has the same in Firefox ESR, from a package that its policy names', async () => {
    const program = machine.launcher('/usr/bin/firefox-esr');
    const profile = machine.folder();
    const browser = await startFirefox({ program, profile, args: ['--profile', profile], env });
    await isReady(browser).finally(() => browser.close());
  });
});
