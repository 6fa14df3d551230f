import assert from 'node:assert/strict';
import { pressShortcut } from './driver/browser-keys.js';
import { Chip } from './driver/chip.js';
import { eventually, until } from './driver/until.js';
import { authorizeForList, chooseTenant, consoleOf, grantPage, openConsoles } from './person.js';
import { DEEP, DEV01, Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';
import { TELLS } from './switches.js';

const HOUR = 3600;

/** Waits for a tab to come to the front. @param {import('./driver/surface.js').Surface} tab */
const inFront = (tab) => until('the tab in front', () => tab.inFront());

/** Presses a link that opens a tab of its own. @param {import('./driver/surface.js').Surface} page @param {string} url */
async function followLink(page, url) {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, target: '_blank', id: 'link' });
    link.textContent = 'a link';
    link.style = 'position: fixed; top: 60px; left: 0; z-index: 9; padding: 20px; background: #fff';
    document.body.append(link);
  }, url);
  await page.click('#link');
}

story('a tab that shows something else by now', { signedIn: ['acme'] }, (stage, check) => {
  const elsewhere = () => `${stage.sim.portal('globex').url}/app/login`;
  /** In the popup, by keys. */
  const enter = async () => {
    const popup = await chooseTenant(stage, 'dev01', /^dev01 /);
    await popup.waitUntilClosed();
  };

  check('isn’t taken for the console: opening the tenant leads to the console', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await tab.goTo(elsewhere());
    await stage.browser.waitForPage('the other site', (url) => url.startsWith(elsewhere()));
    await sessions.page.activate();
    await enter();
    await inFront(await consoleOf(stage, DEV01));
    assert.equal(sessions.minted, 1);
  });

  check('isn’t the tenant’s because a link on the console led to it', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await tab.activate();
    await followLink(tab, elsewhere());
    const other = await stage.browser.waitForPage('the other site', (url) =>
      url.startsWith(elsewhere()),
    );
    await inFront(other);
    await sessions.page.activate();
    await enter();
    await inFront(tab);
    await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
    await eventually(async () => assert.equal((await sessions.tabIds()).length, 1));
  });

  check('is the tenant’s where a link led to the console', async () => {
    const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
    const tab = await sessions.opened('dev01');
    await tab.activate();
    await followLink(tab, '/ec2/home?region=us-west-2');
    const child = await stage.browser.waitForPage('a page of EC2', (url) => url.includes('/ec2/'));
    await stage.browser.waitForBadge(child, ({ text }) => /m$/.test(text));
    await eventually(async () => assert.equal((await sessions.tabIds()).length, 2));
  });

  if (BROWSER === 'chromium')
    check('stays the tenant’s when the browser frees its memory', async () => {
      const sessions = await Sessions.begin(stage);
      const tab = await sessions.opened('dev01', { to: DEEP });
      await sessions.page.activate();
      const [before] = await sessions.tabIds();
      await sessions.page.evaluate((id) => chrome.tabs.discard(id), before);
      await until('another id', async () => (await sessions.tabIds())[0] !== before);
      await enter();
      await inFront(await consoleOf(stage, DEV01));
      await stage.browser.waitForBadge(await consoleOf(stage, DEV01), ({ text }) =>
        /m$/.test(text),
      );
      await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
      assert.equal(sessions.minted, 1);
      assert.ok(tab);
    });
});

if (BROWSER === 'chromium')
  story('a new tab beside a console', { signedIn: ['acme'], desktop: true }, (stage, check) => {
    check('is the person’s own, and so is who they sign in there', async () => {
      const { sim } = stage;
      const sessions = await Sessions.begin(stage);
      const tab = await sessions.opened('dev01');
      await tab.activate();
      await inFront(tab);
      await pressShortcut(stage, 'control+t');
      const [id] = await sessions.tabIds();
      const own = await until('the new tab', () => sessions.page.evaluate(frontTabBut, id));
      const as = { account: '999999999999', role: 'other', sessionName: 'x', seconds: HOUR };
      const how = { issuer: 'https://example.org', region: 'us-west-2', regionalHost: false };
      const url = sim.aws.signInUrl(sim.aws.assumeRole(as), how);
      await sessions.page.evaluate((at, to) => chrome.tabs.update(at, { url: to }), own, url);
      const theirs = await consoleOf(stage, 'other');
      await sessions.open('dev01', { how: 'new_page', to: 's3' });
      await stage.browser.waitForPage('a page of S3', (at) => at.includes('/s3/home'));
      await until('two tabs', async () => (await sessions.tabIds()).length === 2);
      assert.ok(!(await sessions.tabIds()).includes(own));
      await stage.browser.waitForBadge(theirs, ({ text }) => text === '');
      await theirs.activate();
      const popup = await chooseTenant(stage, 'dev01', /^dev01 /);
      await popup.waitUntilClosed();
      await inFront(await stage.browser.waitForPage('S3', (at) => at.includes('/s3/home')));
    });
  });

story('a form at the end of its session', { signedIn: ['acme'] }, (stage, check) => {
  /** @param {Sessions} sessions */
  async function held(sessions) {
    const tab = await sessions.opened('dev01');
    await tab.click('#description');
    await tab.type('half a sentence');
    await sessions.age(HOUR);
    await sessions.waitForPhase('held');
    const chip = new Chip(tab);
    await chip.waitForText(
      '.notice',
      /keep what you typed on this page, sign in in another tab Sign in in another tab Reopen and discard what you typed$/,
    );
    return { tab, chip };
  }
  const typed = (/** @type {import('./driver/surface.js').Surface} */ tab) =>
    tab.evaluate(() => document.querySelector('#description').value);

  /**
   * Its host has no session any more. The person is told before they send, and the page follows without a sign-in.
   * @param {Sessions} sessions @param {import('./driver/surface.js').Surface} tab @param {Chip} chip
   */
  async function movedOn(sessions, tab, chip) {
    await chip.waitForText('.notice', /can’t send anything any more\. Copy what you typed/);
    await stage.browser.waitForBadge(tab, ({ text }) => text === '!');
    assert.equal(await typed(tab), 'half a sentence');
    const before = new URL(await tab.url()).hostname;
    await chip.click('.anyway');
    await until('the new host', async () => new URL(await tab.url()).hostname !== before);
    await stage.browser.waitForBadge(tab, ({ text }) => /m$/.test(text));
    assert.equal(sessions.minted, 2);
  }

  check('works on after a sign-in in another tab', async () => {
    const sessions = await Sessions.begin(stage);
    const { tab, chip } = await held(sessions);
    await chip.click('.beside');
    await until('a second console', async () => (await openConsoles(stage)).length === 2);
    await until('the renewal to be over', async () => (await sessions.phases()).length === 0);
    await tab.activate();
    if (!TELLS.sameHost) return movedOn(sessions, tab, chip);
    await chip.waitForText('.time', /^(59|60) min$/);
    assert.equal(await typed(tab), 'half a sentence');
    // Without a session AWS leads it to another site, which a page's own request can't follow.
    const status = await tab.evaluate(() => fetch('/ec2/home').then((answer) => answer.status));
    assert.equal(status, 200);
    assert.equal(sessions.minted, 2);
  });

  check('is given up only where that was chosen', async () => {
    const sessions = await Sessions.begin(stage);
    const { tab, chip } = await held(sessions);
    await chip.click('.anyway');
    await sessions.reopened(tab);
    assert.equal(await typed(tab), '');
    await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
  });
});

story(
  'a sign-in whose tab the person uses otherwise',
  { portals: ['acme', 'globex'] },
  (stage, check) => {
    const other = () => `${stage.sim.portal('globex').url}/app/login`;

    /** @param {(page: import('./driver/surface.js').Surface) => Promise<unknown>} act */
    async function inOwnPage(act) {
      const { browser } = stage;
      const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
      await act(page);
      await page.close();
    }

    /** Starts a sign-in to acme, and goes elsewhere in its tab. */
    async function leave() {
      const first = await stage.browser.openTab(`${stage.sim.portal('gov').url}/app/login`);
      const popup = await stage.browser.openPopup();
      await popup.click('#status button[data-portal=acme]');
      await popup.waitUntilClosed();
      const grant = await grantPage(stage, 'acme');
      // What leads on before the browser has said that it is loaded may be the portal's own.
      await inOwnPage((page) => until('it to be seen there', () => page.evaluate(isSeen)));
      await grant.goTo(other());
      const left = await stage.browser.waitForPage('the other site', (url) =>
        url.startsWith(other()),
      );
      await first.activate();
      const reopened = await stage.browser.openPopup();
      await reopened.waitForText('#status', /If you closed that page, open it again/);
      return { left, reopened };
    }

    check('leaves that tab alone when it is cancelled', async () => {
      const { left, reopened } = await leave();
      await reopened.click('#status .cancel');
      await reopened.waitForText('#status', /Sign in/);
      assert.ok((await left.url()).startsWith(other()));
      assert.equal((await stage.portalState('acme')).signed_in, false);
    });

    /** The time of the sign-in is over, and its worker and host are gone, as after hours of sleep. */
    const timeOut = () =>
      inOwnPage(async (page) => {
        await until('the sign-in to be old', () => page.evaluate(makeSignInOld));
        await stage.browser.killWorker();
        await until('it to be over', () => page.evaluate(noSignIn));
      });

    check('leaves that tab alone when its time is over, and closes one that shows it', async () => {
      const { left, reopened } = await leave();
      await reopened.close();
      await timeOut();
      assert.ok((await left.url()).startsWith(other()));
      const popup = await stage.browser.openPopup();
      await popup.waitForText(
        '#status',
        /The sign-in to acme timed out\..* Try again, press Authorize/,
      );
      await popup.click('#status .card-failed .buttons button:first-child');
      const grant = await grantPage(stage, 'acme');
      await inFront(grant);
      await timeOut();
      await grant.waitUntilClosed();
      assert.ok((await left.url()).startsWith(other()));
      assert.equal((await stage.portalState('acme')).signed_in, false);
      const again = await stage.browser.openPopup();
      await again.waitForText('#status', /The sign-in to acme timed out\./);
      await again.click('#status .card-failed .buttons .plain');
      await again.waitFor('#status button[data-portal=acme]');
    });

    check('is asked in a new tab when it is wanted again', async () => {
      const { left, reopened } = await leave();
      await reopened.click('#status .card-waiting .buttons button:first-child');
      const grant = await grantPage(stage, 'acme');
      await inFront(grant);
      await authorizeForList(stage, grant);
      assert.ok((await left.url()).startsWith(other()));
      await eventually(async () => assert.equal((await stage.portalState('acme')).signed_in, true));
    });
  },
);

/** Runs in a page of the extension. @param {number} known */
async function frontTabBut(known) {
  const [{ id }] = await chrome.tabs.query({ active: true, currentWindow: true });
  return id === known ? null : id;
}

/** Runs in a page of the extension. @returns {Promise<boolean>} the browser has told of each sign-in's page */
async function isSeen() {
  const { signIns } = await (globalThis.browser ?? chrome).storage.session.get('signIns');
  return Object.values(signIns).every(({ page }) => page !== 'opening');
}

/** Runs in a page of the extension. @returns {Promise<boolean>} it stays so: nobody was writing something else */
async function makeSignInOld() {
  const { session } = (globalThis.browser ?? chrome).storage;
  const { signIns } = await session.get('signIns');
  const old = Date.now() - 240_000;
  const all = Object.entries(signIns ?? {});
  if (all.length > 0 && all.every(([, { startedAt }]) => startedAt < old + 30_000)) return true;
  const aged = all.map(([name, signIn]) => [name, { ...signIn, startedAt: old }]);
  await session.set({ signIns: Object.fromEntries(aged) });
  return false;
}

/** Runs in a page of the extension. */
async function noSignIn() {
  const { signIns } = await (globalThis.browser ?? chrome).storage.session.get('signIns');
  return Object.keys(signIns ?? {}).length === 0;
}
