import assert from 'node:assert/strict';
import { NO_SOURCES } from './aws-sources.js';
import { until } from './driver/until.js';
import { consoleOf } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';
import { TELLS } from './switches.js';

const HOME = 'https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2';

/** Makes sure that both are signed in, each in its own tab, after a reload. */
async function assertSideBySide(stage, first, second) {
  for (const tab of [first, second]) await tab.reload();
  await consoleOf(stage, 'duploservices-dev01');
  await consoleOf(stage, 'duploservices-billing');
}

/** @param {import('./stage.js').Stage} stage */
function question({ browser }) {
  return browser.waitForPage('the question', (url) =>
    url.includes('src/pages/question/question.html'),
  );
}

story('two tenants with multi-session', { signedIn: ['acme'] }, (stage, check) => {
  check('are side by side, and a further page of each costs no sign-in', async () => {
    const sessions = await Sessions.begin(stage);
    const first = await sessions.opened('dev01');
    const second = await sessions.opened('billing');
    await assertSideBySide(stage, first, second);
    await sessions.open('dev01', { how: 'new_page', to: 's3' });
    await stage.browser.waitForPage('a page of S3', (url) => url.includes('/s3/home'));
    assert.equal(sessions.minted, 2);
    assert.equal(sessions.asked, 2);
  });
});

if (BROWSER === 'firefox') {
  story('two tenants where AWS keeps one at a time', { signedIn: ['acme'] }, (stage, check) => {
    check('are side by side in a container each, with every undocumented source off', async () => {
      const sessions = await Sessions.begin(stage, { aws: { ...NO_SOURCES, multiSession: false } });
      const first = await sessions.opened('dev01');
      const second = await sessions.opened('billing');
      await assertSideBySide(stage, first, second);
      const names = await sessions.page.evaluate(async () =>
        (await browser.contextualIdentities.query({})).map(({ name }) => name),
      );
      assert.ok(
        // Nobody has asked for the list, so the plan that makes it production isn't known.
        names.includes('dev01 · acme') && names.includes('billing · acme'),
        names.join(', '),
      );
      assert.equal(sessions.minted, 2);
      assert.equal(sessions.asked, 2);
    });

    check('leave their containers to be removed once they are empty', async () => {
      const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
      await sessions.opened('dev01');
      const removed = () =>
        sessions.page.evaluate(() =>
          browser.runtime.sendMessage({ name: 'remove_containers', params: {} }),
        );
      assert.deepEqual((await removed()).result, { removed: 1 });
      for (const { name } of await sessions.page.evaluate(() =>
        browser.contextualIdentities.query({}),
      ))
        assert.notEqual(name, 'billing · acme');
    });
  });
} else {
  story('two tenants where AWS keeps one at a time', { signedIn: ['acme'] }, (stage, check) => {
    for (const [sources, aws] of [
      ['', {}],
      [', with every undocumented source off', NO_SOURCES],
    ]) {
      check(`come after each other, after a question that names what ends${sources}`, async () => {
        const sessions = await Sessions.begin(stage, { aws: { ...aws, multiSession: false } });
        // On another page than the second: Chromium's tabs are told apart by their addresses.
        const first = await sessions.opened('dev01', { to: 's3' });
        await sessions.open('billing');
        const asks = await question(stage);
        await asks.waitForText('#heading', /^Sign out to open billing( PROD)?\?$/);
        await asks.waitForText('#sessions', /^dev01 · acme .* left /);
        assert.equal(sessions.minted, 1);
        await asks.click('#continue');
        const second = await consoleOf(stage, 'duploservices-billing');
        await stage.browser.waitForBadge(second, ({ text }) => /m$/.test(text));
        // Its own page may say first that AWS signed it out.
        await stage.browser.waitForBadge(
          first,
          ({ text, title }) => text === 'end' && /replaced by another one/.test(title),
        );
        assert.equal(sessions.minted, 2);
        assert.equal(sessions.asked, 2);
      });
    }

    check('leave the first alone where the question is cancelled', async () => {
      const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
      const first = await sessions.opened('dev01');
      await sessions.open('billing');
      const asks = await question(stage);
      // By the keyboard, from the choice that ends nothing.
      await asks.waitFor('#multi-session:focus');
      await asks.press('Tab');
      await asks.waitFor('#cancel:focus');
      await asks.press('Enter');
      await asks.waitUntilClosed();
      await stage.browser.waitForBadge(first, ({ text }) => /m$/.test(text));
      assert.equal(sessions.minted, 1);
      assert.equal(sessions.asked, 1);
    });

    check('come without a question once that is wished', async () => {
      const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
      await sessions.opened('dev01');
      await sessions.open('billing');
      const asks = await question(stage);
      await asks.click('#remember');
      await asks.click('#continue');
      await sessions.opened('billing');
      await sessions.opened('dev01');
      assert.equal(sessions.minted, 3);
      assert.equal(sessions.asked, 3);
    });

    check('are side by side once multi-session is turned on from the question', async () => {
      const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
      const first = await sessions.opened('dev01');
      await sessions.open('billing');
      const asks = await question(stage);
      await asks.click('#multi-session');
      const second = await consoleOf(stage, 'duploservices-billing');
      await stage.browser.waitForBadge(second, ({ text }) => /m$/.test(text));
      assert.match(await second.url(), /\d{12}-[a-z0-9]{8}\./);
      assert.ok(stage.sim.aws.sessions.some(({ name }) => name.startsWith('duploservices-dev01/')));
      await stage.browser.waitForBadge(first, ({ text }) => /m$/.test(text));
      assert.equal(sessions.minted, 2);
      assert.equal(sessions.asked, 2);
    });

    check(
      'recover automatically from the 400 of a wrong guess, with the same sign-in',
      async () => {
        const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
        await sessions.opened('dev01');
        stage.sim.aws.set({ multiSession: true });
        await sessions.open('billing');
        const asks = await question(stage);
        await asks.click('#continue');
        await consoleOf(stage, 'duploservices-billing');
        const live = stage.sim.aws.sessions.map(({ name }) => name.split('/')[0]);
        assert.deepEqual(live.sort(), ['duploservices-billing', 'duploservices-dev01']);
        assert.equal(sessions.minted, 2);
        assert.equal(sessions.asked, 2);
      },
    );

    check('recover from AWS’s «must first log out» where somebody else is signed in', async () => {
      const { browser, sim } = stage;
      const sessions = await Sessions.begin(stage, { aws: { multiSession: false } });
      const keys = sim.aws.assumeRole({
        account: '999999999999',
        role: 'other',
        sessionName: 'x',
        seconds: 3600,
      });
      await browser.openTab(
        sim.aws.signInUrl(keys, {
          issuer: 'https://example.org',
          region: 'us-west-2',
          regionalHost: false,
        }),
      );
      await until('the other console', async () => sim.aws.sessions.length === 1);
      await sessions.open('dev01');
      const asks = await question(stage);
      await asks.waitForText('#why', /somebody has signed in without jit-console/);
      await asks.click('#continue');
      await consoleOf(stage, 'duploservices-dev01');
      assert.equal(sessions.asked, 2);
    });
  });

  story('five sessions', { signedIn: ['acme'] }, (stage, check) => {
    check('are the most: which may end is asked, and the sixth opens', async () => {
      const sessions = await Sessions.begin(stage);
      const tenants = ['dev01', 'billing', 'staging', 'qa', 'checkout'];
      for (const tenant of tenants) await sessions.opened(tenant);
      await sessions.open('search');
      const asks = await question(stage);
      await asks.waitForText('#heading', /Choose a session to end before opening search/);
      assert.equal(sessions.minted, 5);
      const places = await asks.evaluate(() =>
        [...document.querySelectorAll('#sessions li strong')].map(({ textContent }) => textContent),
      );
      assert.deepEqual([...places].sort(), [...tenants].sort());
      await asks.click(`#sessions li:nth-child(${places.indexOf('staging') + 1}) button`);
      await consoleOf(stage, 'duploservices-search');
      const live = stage.sim.aws.sessions.map(({ name }) => name.split('/')[0]);
      assert.ok(!live.includes('duploservices-staging'));
      assert.equal(live.length, 5);
      assert.equal(sessions.minted, 6);
      assert.equal(sessions.asked, 6);
    });
  });
}

if (TELLS.identity) {
  story('who is really signed in', { signedIn: ['acme'] }, (stage, check) => {
    check('is said at once on the badge where it is somebody else', async () => {
      const { browser, sim } = stage;
      const sessions = await Sessions.begin(stage, {
        aws: { multiSession: false },
        settings: { isolation: 'off' },
      });
      const tab = await sessions.opened('dev01');
      const keys = sim.aws.assumeRole({
        account: '999999999999',
        role: 'other',
        sessionName: 'x',
        seconds: 3600,
      });
      sim.aws.revoke();
      const url = sim.aws.signInUrl(keys, {
        issuer: 'https://example.org',
        region: 'us-west-2',
        regionalHost: false,
      });
      await browser.openTab(url);
      await tab.goTo(HOME);
      const { title } = await browser.waitForBadge(tab, ({ text }) => text === '≠');
      assert.match(title, /signed in as other\/x in account 999999999999, not as dev01 on acme/);
      assert.equal(sessions.minted, 2);
    });
  });
}
