import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage } from './fakes/fake-platform.js';
import { FakeSessionEnd } from './fakes/fake-session-end.js';

describe('the chip in a session’s tab', () => {
  /** @type {FakeSessionEnd} */
  let around;

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });

  it('is told to the chip in each of the session’s tabs', async () => {
    const tab = await around.opened(consolePage);
    const { result } = await around.browser.send('chip_state', {}, around.browser.senderOf(tab));
    assert.equal(result.phase, 'live');
    assert.equal(result.name, 'invoice');
    assert.match(result.colour, /^#[0-9a-f]{6}$/);
    await around.end();
    const told = around.browser.calls('tabs.sendMessage').at(-1);
    assert.deepEqual([told.id, told.name, told.params.phase], [tab, 'chip_changed', 'countdown']);
    assert.equal(told.params.countdown.endsAt, around.clock.now() + 10_000);
  });

  it('is called by the administrator’s role in words on the chip', async () => {
    const target = /** @type {const} */ ({ portal: 'acme', role: 'admin', tenant: null, name: '' });
    await around.browser.send('open', { target, how: 'go', tabId: 1, confirmed: true });
    await settle();
    const tab = /** @type {number} */ ([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(tab, consolePage);
    const { result } = await around.browser.send('chip_state', {}, around.browser.senderOf(tab));
    assert.equal(result.name, 'Administrator console');
  });

  it('takes orders only from the top frame of console pages, and only the few that they may give', async () => {
    const tab = await around.opened();
    for (const over of [
      { frameId: 3 },
      { url: 'https://evil.example/' },
      { url: 'https://us-west-2.signin.aws.amazon.com/oauth' },
      { id: 'another' },
      { tab: undefined },
    ])
      assert.equal(
        await around.browser.send('chip_state', {}, { ...around.browser.senderOf(tab), ...over }),
        undefined,
      );
    for (const name of ['open', 'sign_out', 'refresh', 'remove_portal', 'change_settings'])
      assert.equal(await around.browser.send(name, {}, around.browser.senderOf(tab)), undefined);
  });
});
