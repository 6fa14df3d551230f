import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('a click on a notification', () => {
  /** @type {FakePlatform} */
  let around;
  const lists = () => around.browser.calls('action.openPopup').length;
  const front = () => [...around.browser.openTabs.values()].find(({ active }) => active);

  /** @param {string} id */
  async function click(id) {
    around.browser.events.onClicked.fire(id);
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    around.host.answers.open_console = () => ({ error: { code: 'portal_forbidden' } });
    await around.open(targetOf(invoice));
  });

  it('about a failure opens the popup, which says it', async () => {
    await click('failure');
    assert.equal(lists(), 1);
  });

  it('opens the list in a tab where the browser opens no popup', async () => {
    around.browser.gate.refuseOnce('action.openPopup', 'requires a user gesture');
    await click('failure');
    assert.match(front().url, /src\/pages\/popup\/popup\.html\?from=\d+$/);
  });

  it('about a session that is gone opens the list', async () => {
    await click('renew default acme/tenant/gone');
    assert.equal(lists(), 1);
  });
});
