import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { acme, FakePlatform, grantPage } from './fakes/fake-platform.js';
import { FakeSessionEnd } from './fakes/fake-session-end.js';

/** More than are made at the end of any sign-in. */
const mostCalls = 100;

/** @typedef {{ around: FakePlatform, grant: number }} Under */

/**
 * @param {'chromium' | 'firefox'} flavour
 * @param {string} shown where its page has led by then
 * @returns {Promise<Under>} a sign-in for nothing in particular, its page in front
 */
async function signingIn(flavour, shown) {
  const around = new FakePlatform(flavour);
  const tab = await around.ready();
  await around.browser.send('sign_in', { portal: 'acme', tabId: tab.id });
  await settle();
  const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
  around.host.port.say({ event: 'grant_page', data });
  await settle();
  const grant = Number([...around.browser.openTabs.keys()].at(-1));
  await around.arrive(grant, grantPage);
  if (shown !== grantPage) await around.arrive(grant, shown);
  return { around, grant };
}

/** How one ends. @type {Record<string, (under: Under) => Promise<void>>} */
const ends = {
  async Cancel({ around }) {
    // Who sees that nothing came of it presses it again.
    for (let press = 0; press < 2; press += 1) {
      const answer = await around.browser.send('cancel_sign_in', { portal: 'acme' });
      await settle();
      if (answer !== undefined) break;
    }
  },
  async Authorize({ around }) {
    around.host.answer('sign_in', { portal: acme });
    await settle();
  },
  async 'the time-out'({ around }) {
    const silence = { code: 'sign_in_timeout', message: '', hint: '' };
    around.host.answer('sign_in', { error: silence });
    await settle();
  },
};

/** The next worker, and what its alarm rings for. @param {FakePlatform} around */
async function wake(around) {
  const { browser } = around;
  for (let ring = 0; ring < 3; ring += 1) {
    browser.events.onAlarm.fire({ name: 'resume' });
    await settle();
    await around.clock.advance(30_000);
  }
}

/** @param {Under} under @param {string} end @returns {string[]} what is wrong */
function wrong({ around, grant }, end) {
  const { browser } = around;
  const { endedSignIns = [], failure, signIns = {} } = browser.session.data;
  // The host's answer died with the worker: the person is asked anew.
  if (Object.keys(signIns).length > 0)
    return browser.openTabs.has(grant) ? [] : ['it goes on without its page'];
  const isListed =
    browser.calls('action.openPopup').length > 0 ||
    browser.calls('tabs.create').some(({ url }) => /popup\.html/.test(url));
  return [
    ...(browser.openTabs.has(grant) ? ['its page is left over'] : []),
    ...(end === 'Authorize' && !isListed && !failure ? ['no list comes'] : []),
    ...(endedSignIns.length > 0 ? ['it is kept'] : []),
    ...(browser.setAlarms.has('resume') ? ['the alarm rings on'] : []),
  ];
}

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`the end of a sign-in in ${flavour}`, () => {
    for (const [end, act] of Object.entries(ends)) {
      const shown = end === 'Authorize' ? 'http://127.0.0.1:40123/' : grantPage;
      for (const when of [false, true])
        it(`at ${end} closes its page where the worker dies ${when ? 'after' : 'at'} any call`, async () => {
          const faults = [];
          let died = '-';
          for (let n = 1; n < mostCalls && died !== ''; n += 1) {
            const under = await signingIn(flavour, shown);
            const { gate } = under.around.browser;
            const last = gate.count + n;
            under.around.wakesOnEvents();
            died = '';
            gate.watch = (name, count, done) => {
              if (count < last || done !== when || died !== '') return;
              died = name;
              queueMicrotask(() => under.around.die());
            };
            await act(under);
            gate.watch = null;
            await wake(under.around);
            faults.push(...wrong(under, end).map((fault) => `${n} ${died}: ${fault}`));
          }
          assert.deepEqual(faults, []);
          assert.equal(died, '');
        });

      it(`at ${end} closes its page where any call is refused once`, async () => {
        const faults = [];
        let refused = '-';
        for (let n = 1; n < mostCalls && refused !== ''; n += 1) {
          const under = await signingIn(flavour, shown);
          const { gate } = under.around.browser;
          const last = gate.count + n;
          refused = '';
          gate.watch = (name, count, done) => {
            if (count < last || done || refused !== '') return;
            refused = name;
            gate.refuseOnce(name, 'The browser is busy.');
          };
          await act(under);
          gate.watch = null;
          await wake(under.around);
          faults.push(...wrong(under, end).map((fault) => `${n} ${refused}: ${fault}`));
        }
        assert.deepEqual(faults, []);
        assert.equal(refused, '');
      });
    }
  });

describe('the end of a sign-in for a renewal whose page answers nothing', () => {
  it('closes the page that has handed over, however long that is waited for', async () => {
    const around = new FakeSessionEnd();
    await around.ready();
    const tab = await around.opened();
    const answerAgain = around.refuse('sign_in_needed');
    await around.browser.send('chip_renew', {}, around.browser.senderOf(tab));
    await settle();
    const { id: request } = around.host.asked('sign_in');
    around.host.port.say({
      event: 'grant_page',
      data: { request, portal: 'acme', url: grantPage },
    });
    await settle();
    const grant = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(grant, grantPage);
    await around.arrive(grant, 'http://127.0.0.1:40123/');
    around.browser.inPages.set(tab, { silent: true });
    answerAgain();
    around.host.answer('sign_in', { portal: acme });
    await settle();
    await around.clock.advance(60_000);
    assert.equal(around.browser.openTabs.has(grant), false);
  });
});
