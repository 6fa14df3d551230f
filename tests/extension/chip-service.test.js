import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('what a page’s chip may do', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} */
  let tab;

  const send = async (/** @type {string} */ name, params = {}) => {
    const reply = await around.browser.send(name, params, around.browser.senderOf(tab));
    await settle();
    return reply;
  };

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    tab = [...around.browser.openTabs.values()].at(-1).id;
    around.browser.navigate(tab, consolePage);
    await settle();
  });

  it('reads and writes no storage itself', () => {
    assert.equal(around.browser.local.accessLevel, 'TRUSTED_CONTEXTS');
  });

  it('keeps its corner by message, and every tab is told', async () => {
    assert.equal((await send('chip_state')).result.corner, 'bottom-left');
    await send('chip_move', { corner: 'top-right' });
    assert.equal(around.browser.local.data.chipPlace, 'top-right');
    const told = around.browser.calls('tabs.sendMessage').at(-1);
    assert.deepEqual([told.id, told.params.corner], [tab, 'top-right']);
  });

  for (const nowhere of [null, 'x', { side: 'javascript:' }])
    it(`keeps no corner such as ${JSON.stringify(nowhere)}`, async () => {
      await send('chip_move', { corner: nowhere });
      assert.equal(around.browser.local.data.chipPlace, undefined);
    });

  it('learns why its page could not be reopened, in the popup’s words', async () => {
    around.host.answers.open_console = () => ({
      error: { code: 'portal_forbidden', message: 'acme refuses', hint: '' },
    });
    assert.equal((await send('chip_state')).result.because, null);
    await around.clock.advance(61 * 60_000);
    await send('chip_renew');
    const { phase, because } = (await send('chip_state')).result;
    assert.equal(phase, 'failed');
    assert.match(because, /acme doesn.t allow you to open invoice\.$/);
  });

  it('asks for ten sign-ins in ten minutes at most, and says when there are more', async () => {
    const before = around.host.count('open_console');
    for (let i = 0; i < 30; ++i) await send('chip_renew');
    assert.equal(around.host.count('open_console') - before, 10);
    assert.equal(around.browser.session.data.failure.error.code, 'busy');
    await around.clock.advance(10 * 60_000);
    await send('chip_renew');
    assert.equal(around.host.count('open_console') - before, 11);
  });
});
