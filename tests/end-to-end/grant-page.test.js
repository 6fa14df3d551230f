import assert from 'node:assert/strict';
import { eventually } from './driver/until.js';
import { authorizeForList, grantPage } from './person.js';
import { story } from './stage.js';

/** @param {import('./stage.js').Stage} stage @param {string} portal */
async function startSignIn({ browser }, portal) {
  const popup = await browser.openPopup();
  await popup.click(`#status button[data-portal=${portal}]`);
  await popup.waitUntilClosed();
}

/** @param {import('./driver/surface.js').Surface} page the grant page @returns {Promise<string>} where the host listens */
async function listenerOf(page) {
  const port = new URL(await page.url()).searchParams.get('localPort');
  return `http://127.0.0.1:${port}/`;
}

story('the grant page', { portals: ['acme', 'globex'] }, (stage, check) => {
  check(
    'Cancel on the page ends the sign-in with a sentence, and it can be tried again',
    async () => {
      const { browser, sim } = stage;
      await browser.setLocalNetworkAccess(sim.portal('globex').url, 'granted');
      await startSignIn(stage, 'globex');
      const page = await grantPage(stage, 'globex');
      await page.click('#cancel');
      await page.waitUntilClosed();
      const popup = await browser.openPopup();
      await popup.waitForText(
        '#status',
        /The sign-in was cancelled on globex.s page\..* Sign in again\./,
      );
      assert.equal((await stage.portalState('globex')).signed_in, false);
      await popup.click('.retry');
      await popup.waitUntilClosed();
      const again = await grantPage(stage, 'globex');
      await authorizeForList(stage, again);
      await eventually(async () =>
        assert.equal((await stage.portalState('globex')).signed_in, true),
      );
    },
  );

  check(
    'a page that says nothing of its Cancel can be left by the popup, whose Cancel closes it',
    async () => {
      const { browser, sim } = stage;
      sim.portal('acme').set({ cancel: 'silent' });
      await startSignIn(stage, 'acme');
      const page = await grantPage(stage, 'acme');
      await page.click('#cancel');
      await page.waitFor('#app header');
      const popup = await browser.openPopup();
      await popup.waitForText('#status', /Waiting for your approval on acme.s page/);
      await popup.click('.cancel');
      await page.waitUntilClosed();
      assert.equal((await stage.portalState('acme')).signed_in, false);
    },
  );

  check(
    'a token from a page of another origin is refused, and the sign-in still waits for its own',
    async () => {
      const { browser, sim } = stage;
      const stranger = sim.portal('gov');
      await browser.setLocalNetworkAccess(stranger.url, 'granted');
      await startSignIn(stage, 'acme');
      const page = await grantPage(stage, 'acme');
      const listener = await listenerOf(page);
      const attack = await browser.openTab(`${stranger.url}/app/login`);
      const token = sim.portal('acme').token('carol@example.com');
      assert.equal(await attack.evaluate(postPlainly, listener, token), 'no answer can be read');
      assert.equal(await attack.evaluate(postWithPreflight, listener, token), 'blocked');
      assert.equal((await stage.portalState('acme')).signed_in, false);

      await page.activate();
      await authorizeForList(stage, page);
      await eventually(async () =>
        assert.equal((await stage.portalState('acme')).user, 'bob@example.com'),
      );
    },
  );
});

/** Runs in the attacker's page: a request that needs no preflight reaches the listener. */
async function postPlainly(listener, token) {
  const answer = await fetch(listener, { method: 'POST', mode: 'no-cors', body: token });
  return answer.type === 'opaque' ? 'no answer can be read' : answer.text();
}

/** Runs in the attacker's page: as the portal's own page asks. */
async function postWithPreflight(listener, token) {
  const headers = { 'X-Requested-With': 'XMLHttpRequest' };
  return fetch(listener, { method: 'POST', headers, body: token }).then(
    (answer) => answer.text(),
    () => 'blocked',
  );
}
