import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { typed } from '../program/typed.js';
import { signInsOf } from './chances.js';
import { eventually, until } from './driver/until.js';
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

/**
 * Puts a program in the browser's place that follows the address it is given.
 *
 * @param {import('./stage.js').Stage} stage
 * @returns {() => string[]} what it was started with
 */
function startedBrowser({ home }) {
  const folder = join(home.dir, 'started');
  const file = join(folder, BROWSER);
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh
printf '%s\\n' "$@" > "$0.arguments"
for address; do :; done
curl -s -o /dev/null --noproxy '*' -H 'Sec-Fetch-Mode: navigate' -H 'Sec-Fetch-Dest: document' "$address"
`;
  writeFileSync(file, script, { mode: 0o755 });
  if (!home.env.PATH?.startsWith(folder)) home.env.PATH = `${folder}:${home.env.PATH}`;
  return () => readFileSync(`${file}.arguments`, 'utf8').trimEnd().split('\n');
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

  check('lists first what is starred in the popup', async () => {
    const { home } = stage;
    const popup = await openList(stage);
    await popup.type('staging');
    await popup.waitForText('[role=option][aria-selected=true]', /^staging\b/);
    await popup.press('Control+d');
    await popup.waitFor('[role=option][aria-selected=true] .star-on');
    await popup.close();
    const asks = 'a part of its name (nothing: cancel):';
    await eventually(async () => {
      const command = [hostBinary(), 'credentials', 'acme'];
      const { shown } = await typed(command, { ...home.env, TERM: 'dumb' }, [[asks, '\n']]);
      assert.match(shown, /^ +1 {2}staging \*\r?$/m);
    });
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

  if (BROWSER === 'firefox')
    check('opens in the running Firefox that has the profile named for the tenant', async () => {
      const { browser, home } = stage;
      const folder = join(home.dir, '.mozilla/firefox');
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, 'profiles.ini'),
        `[Profile0]\nName=work\nIsRelative=0\nPath=${home.firefoxProfile}\n\n[Profile1]\nName=play\nIsRelative=1\nPath=x.play\n`,
      );
      const set = (/** @type {string} */ profile) =>
        stage.cli('browser', 'set', 'firefox', 'acme', '--tenant', 'dev01', '--profile', profile);
      await usedLately();
      await set('work');
      assert.match(await atTerminal(stage, '--tenant', 'dev01'), /^opened in firefox/m);
      await (await consoleOf(stage, DEV01)).waitUntilInFront();
      const open = (await browser.pages()).length;
      await set('play');
      const started = startedBrowser(stage);
      assert.match(
        await atTerminal(stage, '--tenant', 'dev01'),
        /^opening in firefox, profile play$/m,
      );
      assert.deepEqual(started().slice(0, -1), ['-P', 'play']);
      assert.equal((await browser.pages()).length, open);
      await stage.cli('browser', 'remove', 'acme', '--tenant', 'dev01');
    });

  check('starts the browser that is named once no host of it runs', async () => {
    const { browser } = stage;
    await browser.killWorker();
    await until('the host to end', () => browser.hostPids(hostBinary()).length === 0);
    const started = startedBrowser(stage);
    const said = await atTerminal(stage, '--tenant', 'dev01', '--browser', BROWSER);
    assert.match(said, new RegExp(`^opening in ${BROWSER}$`, 'm'));
    const [address, ...more] = started();
    assert.deepEqual(more, []);
    assert.match(address ?? '', /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
  });
});
