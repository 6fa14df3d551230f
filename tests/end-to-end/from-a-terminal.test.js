import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { signInsOf } from './chances.js';
import { until } from './driver/until.js';
import { consoleAt } from './pages-of-aws.js';
import { consoleOf, grantPage, openConsoles, openList } from './person.js';
import { BROWSER, hostBinary, story } from './stage.js';

const HOME = 'https://us-west-2.console.aws.amazon.com';
const DEV01 = 'duploservices-dev01';

/** @param {import('./stage.js').Stage} stage @returns {Promise<string>} what `jit-console console` says at a terminal */
async function atTerminal({ home }, ...args) {
  const run = promisify(execFile)(hostBinary(), ['console', 'acme', ...args], { env: home.env });
  return (await run).stderr;
}

/** Runs in a page of Firefox's extension. @returns {Promise<string>} the name of the front tab's container */
async function containerInFront() {
  const { contextualIdentities, tabs } = globalThis.browser;
  const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
  return (await contextualIdentities.get(tab.cookieStoreId)).name;
}

/** @param {number} pid @returns {string[]} what that process listens on over TCP, on any address */
function listenersOf(pid) {
  const own = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  const lines = ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/${pid}/net/${name}`, 'utf8').split('\n').slice(1, -1),
  );
  const columns = lines.map((line) => line.trim().split(/\s+/));
  const listens = columns.filter(([, , , state]) => state === '0A');
  return listens.filter(({ 9: inode }) => own.includes(`socket:[${inode}]`)).map(([, at]) => at);
}

story('a console wanted at a terminal', { signedIn: ['acme'] }, (stage, check) => {
  /** The person used jit-console in this browser a moment ago. */
  const usedLately = () => openList(stage).then((popup) => popup.close());

  check('opens in the running browser as a click there would open it', async () => {
    const { browser, sim } = stage;
    await usedLately();
    const minted = signInsOf(sim);
    const said = await atTerminal(stage, '--tenant', 'dev01', '--to', 'lambda');
    assert.match(said, /^opened in \w+; AWS session until .+, us-west-2$/m);
    const page = await consoleAt(stage, DEV01, `${HOME}/lambda/home?region=us-west-2`);
    await page.waitUntilInFront();
    await browser.waitForBadge(page, ({ text }) => /^(59|60)m$/.test(text));
    assert.equal(signInsOf(sim), minted + 1);
    const [entry] = JSON.parse(await stage.cli('history', '--json'));
    assert.deepEqual([entry.name, entry.by], ['dev01', 'terminal']);
    if (BROWSER !== 'firefox') return;
    const own = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
    await page.activate();
    assert.match(await until('its container', () => own.evaluate(containerInFront)), /dev01/);
  });

  check('lands in the tab that is open, without another sign-in', async () => {
    const { browser, sim } = stage;
    await usedLately();
    await atTerminal(stage, '--tenant', 'dev01');
    const page = await consoleOf(stage, DEV01);
    const minted = sim.aws.minted.length;
    await browser.openTab(`${sim.portal('acme').url}/`);
    const before = (await browser.pages()).length;
    assert.match(
      await atTerminal(stage, '--tenant', 'dev01'),
      /^opened in \w+; AWS session until /m,
    );
    await page.waitUntilInFront();
    assert.equal((await browser.pages()).length, before);
    assert.equal((await openConsoles(stage)).length, 1);
    assert.equal(sim.aws.minted.length, minted);
  });

  check('opens another page and another region in the session that is live', async () => {
    const { sim } = stage;
    await usedLately();
    await atTerminal(stage, '--tenant', 'dev01');
    await consoleOf(stage, DEV01);
    const minted = sim.aws.minted.length;
    await atTerminal(stage, '--tenant', 'dev01', '--to', 'lambda', '--region', 'us-east-1');
    const other = HOME.replace('us-west-2', 'us-east-1');
    await consoleAt(stage, DEV01, `${other}/lambda/home?region=us-east-1`);
    assert.equal(sim.aws.minted.length, minted);
  });

  check(
    'is heard through a file that is this user’s only, and no port that a page could reach',
    async () => {
      const { browser, home } = stage;
      await usedLately();
      const folder = join(home.env.XDG_RUNTIME_DIR, 'jit-console');
      const pids = browser.hostPids(hostBinary());
      assert.ok(pids.length > 0);
      for (const pid of pids) {
        const [socket] = readdirSync(folder).filter((name) => name.endsWith(`-${pid}.socket`));
        assert.equal(statSync(join(folder, socket)).mode & 0o777, 0o600);
        assert.deepEqual(listenersOf(pid), []);
      }
    },
  );

  check('waits for a sign-in to the portal in that browser', async () => {
    await usedLately();
    await stage.cli('sign-out', 'acme');
    const said = await atTerminal(stage, '--tenant', 'billing');
    assert.match(said, /^\w+ shows the portal's page to sign in; then it opens the console$/m);
    const page = await grantPage(stage, 'acme');
    await page.click('#authorize');
    await consoleOf(stage, 'duploservices-billing');
  });

  check('says what the portal or AWS refused', async () => {
    await usedLately();
    await stage.sim
      .portal('acme')
      .fault({ path: /GetAwsConsoleTokenUrl/, status: 503, body: 'busy' });
    await assert.rejects(atTerminal(stage, '--tenant', 'staging'), ({ code, stderr }) => {
      assert.match(stderr, /^jit-console: .*503/m);
      return code === 35;
    });
  });

  check('goes the old way once no host runs', async () => {
    const { browser } = stage;
    await browser.killWorker();
    await until('the host to end', () => browser.hostPids(hostBinary()).length === 0);
    await assert.rejects(
      atTerminal(stage, '--tenant', 'dev01', '--browser', BROWSER),
      ({ code, stderr }) => code === 62 && /no running \w+ has jit-console at hand/.test(stderr),
    );
  });
});
