import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { clipboardText } from './driver/clipboard.js';
import { until } from './driver/until.js';
import { back, choose, openMenu } from './menu.js';
import { authorizeForList, consoleOf, grantPage } from './person.js';
import { hostBinary, story } from './stage.js';

/**
 * What browsers keep on their own of the addresses that were visited: the used-up sign-in URLs and, by the way the
 * portal hands it over, its token. An extension that may not read the history can't take anything out of it.
 */
const VISITED = {
  chromium:
    /^chromium\/(Default\/(History|Favicons|Top Sites|Network Action Predictor|Sessions\/)|segmentation_platform\/)/,
  firefox: /^firefox\/(places\.sqlite|favicons\.sqlite|sessionstore)/,
};

/** The simulator's own files and the extension's sources. */
const NOT_OURS = /^(simulator|extension)\//;

/** Long enough to be no chance, short enough to be found in a part of a file. */
const SLICE = 24;

/** @param {string} secret @returns {Buffer[]} what is looked for: parts of it, as text of 8 and of 16 bits a character */
function traces(secret) {
  const forms = [...new Set([secret, encodeURIComponent(secret), secret.replaceAll('/', '\\/')])];
  return forms.flatMap((form) => {
    // What a token begins with is the same in many.
    const from = Math.min(form.length - SLICE, form.lastIndexOf('.') + 1);
    const starts = [from, Math.floor((from + form.length) / 2), form.length - SLICE].map((start) =>
      Math.max(0, start),
    );
    const parts = [...new Set(starts.map((start) => form.slice(start, start + SLICE)))];
    return parts.flatMap((part) => [Buffer.from(part, 'utf8'), Buffer.from(part, 'utf16le')]);
  });
}

/** @param {string} folder @returns {string[]} the regular files under it */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}

/** What is looked through, by where it was found; gathered while the story goes on. */
class Finds {
  /** @type {Map<string, Buffer>} */
  #places = new Map();

  /** @param {string} place @param {string | Buffer} content */
  add(place, content) {
    this.#places.set(place, Buffer.from(content));
  }

  /** @param {string} place @returns {Buffer | undefined} */
  get(place) {
    return this.#places.get(place);
  }

  /** @param {Iterable<string>} secrets @returns {string[]} the places that hold one of them, in whole or part */
  holding(secrets) {
    const sought = [...secrets].flatMap(traces);
    const places = [...this.#places].filter(([, content]) =>
      sought.some((trace) => content.includes(trace)),
    );
    return places.map(([place]) => place);
  }
}

/** Command lines and environments of the browser and whatever it started, and of the host. @param {Finds} finds @param {string} moment */
function lookAtProcesses(finds, moment) {
  const seen = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const program = readlinkSync(`/proc/${pid}/exe`);
      if (!/chromium|firefox|jit-console/.test(program)) continue;
      for (const what of ['cmdline', 'environ'])
        finds.add(`${what} of ${program} (${pid}) ${moment}`, readFileSync(`/proc/${pid}/${what}`));
      seen.push(program);
    } catch {
      // It ended meanwhile, or belongs to somebody else.
    }
  }
  assert.ok(seen.includes(hostBinary()), `no host among ${seen.join(', ')}`);
}

/** @param {import('./stage.js').Stage} stage @param {Finds} finds */
async function lookIntoExtension({ browser }, finds) {
  const page = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
  for (const area of ['local', 'session', 'sync']) {
    const content = await page.evaluate(async (name) => {
      const { storage } = globalThis.browser ?? globalThis.chrome;
      return JSON.stringify(await storage[name].get(null));
    }, area);
    finds.add(`storage.${area}`, content);
  }
  const web = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  finds.add("the pages' own storage", web);
  await page.close();
}

/** @param {string} text credentials as JSON @returns {string[]} */
function keysOf(text) {
  const { AccessKeyId, SecretAccessKey, SessionToken } = JSON.parse(text);
  return [AccessKeyId, SecretAccessKey, SessionToken];
}

story('secrets', { portals: ['acme'] }, (stage, check) => {
  const finds = new Finds();
  /** What sign-in URLs that the host handed out are good by. @type {Set<string>} */
  const copied = new Set();
  /** Credentials that the host handed out. @type {Set<string>} */
  const keys = new Set();

  /** @param {import('./driver/surface.js').Surface} popup */
  const copy = async (popup) => {
    await popup.waitForText('#menu .panel-status', /^Copied/);
    const text = await clipboardText(stage.browser, popup);
    if (text.startsWith('https:')) copied.add(new URL(text).searchParams.get('SigninToken'));
    else if (text.startsWith('{')) for (const key of keysOf(text)) keys.add(key);
    lookAtProcesses(finds, `after copy ${copied.size + keys.size}`);
  };

  check(
    'go through a day: sign-in, consoles, addresses, credentials in every form, profiles',
    async () => {
      const { browser, sim } = stage;
      const first = await browser.openPopup();
      await first.click('#sign-in');
      const page = await grantPage(stage, 'acme', 'alice@example.com');
      lookAtProcesses(finds, 'at sign-in');
      const list = await authorizeForList(stage, page);
      await list.close();
      for (const [typed, row] of [
        ['bil', /billing/],
        ['administrator', /Administrator console/],
      ]) {
        const opener = await openMenu(stage, typed, row);
        await choose(opener, 'open');
        await consoleOf(stage, typed === 'bil' ? 'duploservices-billing' : 'duplo-jit-admin');
        lookAtProcesses(finds, `with the console of ${typed}`);
        await opener.waitUntilClosed();
        const popup = await openMenu(stage, typed, row);
        await choose(popup, 'url');
        await popup.waitFor('#copy-url:focus');
        await popup.press('Enter');
        await copy(popup);
        await back(popup);
        await choose(popup, 'credentials');
        await popup.waitForText('#menu .code', /•/);
        await popup.click('#show-credentials');
        for (const form of ['env', 'fish', 'powershell', 'ini', 'json']) {
          await popup.click(`#menu .choice:has([value=${form}]) span`);
          await popup.click('#copy-credentials');
          await copy(popup);
        }
        await back(popup);
        await choose(popup, 'workstation');
        await popup.waitForText('#menu .code', /credential_process/);
        await popup.click('#write-profile');
        await popup.waitForText('#menu .panel-status', /^Profile .* added\.$/);
        await back(popup);
        await choose(popup, 'length');
        await popup.waitForText('#menu .length', /60 minutes/);
        await popup.close();
        await popup.waitUntilClosed();
      }
      await browser.killWorker();
      sim.portal('acme').fault({ path: 'GetAwsConsoleTokenUrl', status: 500, times: 1 });
      const failed = await openMenu(stage, 'qa', /qa/);
      await choose(failed, 'url');
      await failed.waitFor('#copy-url:focus');
      await failed.press('Enter');
      await failed.waitForText('#menu [role=alert]', /reported an error/);
      await failed.press('Enter');
      await copy(failed);
      await failed.close();
      await failed.waitUntilClosed();
    },
  );

  check('are in no storage of the extension, no command line and no environment', async () => {
    const { sim } = stage;
    assert.deepEqual([copied.size, keys.size], [3, 6]);
    for (const secret of [...copied, ...keys]) assert.ok(secret.length >= 20);
    await lookIntoExtension(stage, finds);
    lookAtProcesses(finds, 'at the end');
    assert.match(String(finds.get('storage.local')), /billing/);
    assert.deepEqual(finds.holding([...sim.secrets, ...copied, ...keys]), []);
  });

  check(
    'are in no file; only those of visited addresses are in what the browser keeps of them',
    async () => {
      const { browser, home, sim } = stage;
      const all = [...sim.secrets, ...copied, ...keys];
      await browser.close();
      stage.browser = undefined;
      await until('the host to end', () => browser.hostPids(hostBinary()).length === 0);
      const files = new Finds();
      for (const path of filesUnder(home.dir)) {
        const name = relative(home.dir, path);
        if (!NOT_OURS.test(name)) files.add(name, readFileSync(path));
      }
      assert.ok(files.get('.local/state/jit-console/vault'), 'the vault is among them');
      assert.deepEqual(files.holding([...keys, ...copied]), []);
      const places = files.holding(all).filter((name) => !VISITED[browser.name].test(name));
      assert.deepEqual(places, []);
    },
  );
});
