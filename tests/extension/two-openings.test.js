import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  for (const isPrivate of [false, true])
    describe(`two consoles that open at once in ${flavour}, ${isPrivate ? 'one in a private window' : 'in one window'}`, () => {
      /** @type {FakePlatform} */
      let around;
      /** Whose each sign-in is. @type {Map<string, string>} */
      let signIns;
      /** By tab. @type {Map<number, string>} */
      let sentTo;

      /** @param {any} params */
      function mint(params) {
        const answer = around.console({}, params);
        signIns.set(answer.url, params.tenant);
        return answer;
      }

      /** Both have an answer on its way, which the worker hears, and then dies. @param {number} calls later */
      async function dieAfter(calls) {
        around = new FakePlatform(flavour);
        signIns = new Map();
        sentTo = new Map();
        around.browser.network = (id, url) => sentTo.set(id, url);
        const ordinary = await around.ready();
        const windowId = isPrivate ? around.browser.tabs.addWindow({ incognito: true }) : 1;
        const own = around.browser.addTab({ windowId, url: 'https://example.org/' });
        /** @type {[number | string, any][]} */
        const waiting = [];
        around.host.answers.open_console = (params, id) => void waiting.push([id, params]);
        await around.open(targetOf(invoice), { tabId: ordinary.id });
        await around.open(targetOf(billing), { tabId: own.id });
        around.host.answers.open_console = mint;
        const { gate } = around.browser;
        const hasDied = gate.at(calls, () => queueMicrotask(() => around.die()));
        for (const [id, params] of waiting) around.host.port.answer(id, mint(params));
        await settle();
        const isDead = hasDied();
        await around.restart();
        return isDead;
      }

      /** @param {{ id: string }} tenant @returns {any[]} the tabs of its session: whose sign-in they got, and where */
      function tabsOf({ id }) {
        const all = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
        const tabIds = all.find(({ target }) => target.tenant === id)?.tabIds ?? [];
        return tabIds.map((/** @type {number} */ tabId) => [
          signIns.get(sentTo.get(tabId) ?? ''),
          around.browser.openTabs.get(tabId)?.incognito,
        ]);
      }

      it('each have a tab of their own where they were asked for, wherever the worker dies', async () => {
        for (let calls = 1, isDead = true; isDead; calls += 1) {
          isDead = await dieAfter(calls);
          const opened = [tabsOf(invoice), tabsOf(billing)];
          const wanted = [[[invoice.id, false]], [[billing.id, isPrivate]]];
          assert.deepEqual(opened, wanted, `after ${calls} calls`);
          const { portalData: _, ...disk } = around.browser.local.data;
          if (isPrivate)
            assert.ok(!JSON.stringify(disk).includes(billing.id), `after ${calls} calls`);
        }
      });
    });
