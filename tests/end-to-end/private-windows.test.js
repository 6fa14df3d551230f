import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './driver/until.js';
import { consoleOf } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';

const HOUR = 3600;

/**
 * Opens a private window, and a tenant's console from its tab.
 * @param {Sessions} sessions
 * @param {string[]} tenants
 */
async function openPrivately(sessions, ...tenants) {
  const tabId = await sessions.openPrivateWindow();
  for (const tenant of tenants) await sessions.open(tenant, { tabId });
  return tabId;
}

/** @param {import('./stage.js').Stage} stage */
function question({ browser }) {
  return browser.waitForPage('the question', (url) => url.includes('question/question.html'));
}

/** @param {import('./stage.js').Stage} stage @returns {string} what the host has written of the history */
function historyOf({ home }) {
  const file = join(home.dir, '.local/state/jit-console/history.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

story('a private window', { signedIn: ['acme'], inPrivate: true }, (stage, check) => {
  check('leaves nothing on disk, whatever is opened and ends in it', async () => {
    const sessions = await Sessions.begin(stage);
    const before = { stored: await sessions.page.evaluate(onDisk), history: historyOf(stage) };
    await openPrivately(sessions, 'dev01');
    const tab = await consoleOf(stage, 'duploservices-dev01');
    await stage.browser.waitForBadge(tab, ({ text }) => /m$/.test(text));
    await sessions.age(HOUR);
    await stage.browser.waitForBadge(tab, ({ text }) => !/m$/.test(text));
    // What would be written of the private window is written before this.
    await sessions.open('billing');
    await consoleOf(stage, 'duploservices-billing');
    await until('the history of the ordinary window', () => /billing/.test(historyOf(stage)));
    await until('the recents', async () => /recents/.test(await sessions.page.evaluate(onDisk)));
    const after = { stored: await sessions.page.evaluate(onDisk), history: historyOf(stage) };
    const { id } = stage.sim.portal('acme').tenant('dev01');
    for (const name of ['dev01', id]) {
      assert.equal(after.history.split(name).length, before.history.split(name).length);
      assert.equal(after.stored.split(name).length, before.stored.split(name).length);
    }
  });

  check('has its consoles one after another, after a question', async () => {
    const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
    const tabId = await openPrivately(sessions, 'dev01');
    await consoleOf(stage, 'duploservices-dev01');
    await sessions.noted();
    await sessions.open('billing', { tabId });
    const asks = await question(stage);
    await asks.waitForText('#heading', /^Sign out to open billing( PROD)?\?$/);
    await asks.waitUntilInFront();
    await asks.click('#continue');
    await asks.waitUntilClosed().catch(() => undefined);
    await consoleOf(stage, 'duploservices-billing');
    const shown = await sessions.page.evaluate(windowsOfConsoles);
    assert.ok(
      shown.every(({ incognito }) => incognito),
      JSON.stringify(shown),
    );
    assert.equal(sessions.minted, 2);
  });

  if (BROWSER === 'chromium')
    check('is come back to where the question is cancelled, and asks again', async () => {
      const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
      const tabId = await openPrivately(sessions, 'dev01');
      await consoleOf(stage, 'duploservices-dev01');
      await sessions.noted();
      for (let times = 0; times < 2; times++) {
        await sessions.open('billing', { tabId });
        const asks = await question(stage);
        await asks.click('#cancel');
        await asks.waitUntilClosed();
      }
      assert.equal(sessions.minted, 1);
    });
});

/** Runs in a page of the extension. */
async function onDisk() {
  return JSON.stringify(await (globalThis.browser ?? chrome).storage.local.get(null));
}

/** Runs in a page of the extension. */
async function windowsOfConsoles() {
  const { tabs } = globalThis.browser ?? chrome;
  const all = await tabs.query({});
  return all
    .filter(({ url }) => /console\.aws/.test(url))
    .map(({ url, incognito }) => ({ url, incognito }));
}
