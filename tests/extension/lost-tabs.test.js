import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const page = consolePage.replace('us-west-2', '123456789012-ab12cd34.us-west-2');
const otherPage = page.replace('ab12cd34', 'zz99zz99');

describe('a worker that dies before it has written down what became of a tab', () => {
  /** @type {FakePlatform} */
  let around;
  /** The session's. @type {number} */
  let tab;
  const memory = () => around.browser.session.data;
  const tabIds = () => /** @type {any[]} */ (Object.values(memory().sessions))[0]?.tabIds;

  /** @param {string} [url] */
  async function begin(url = consolePage) {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    tab = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(tab, url);
    around.browser.lookAt(1);
    await settle();
    around.wakesOnEvents();
  }

  /** What happens is told to a worker that dies at that, after as many writes; the next event starts another. */
  async function untold(/** @type {() => any} */ happen, writes = 0) {
    const { gate, events, tabs } = around.browser;
    let left = writes;
    gate.watch = (name, __, done) => {
      if (done || name !== 'storage.session.set') return;
      if (left > 0) left -= 1;
      else around.die();
    };
    if (writes === 0) around.die();
    const happened = writes === 0 ? withoutWaking(happen) : happen();
    await settle();
    gate.watch = null;
    around.die();
    events.onFocusChanged.fire(tabs.front);
    await settle();
    return happened;
  }

  /** @param {() => any} happen */
  function withoutWaking(happen) {
    const { wake } = around.browser;
    around.browser.wake = null;
    const happened = happen();
    around.browser.wake = wake;
    return happened;
  }

  beforeEach(() => begin());

  it('knows the tab whose memory Chromium freed again by its page', async () => {
    const renewed = await untold(() => around.browser.discard(tab));
    assert.deepEqual(tabIds(), [renewed]);
    assert.deepEqual(memory().pages, { [renewed]: consolePage });
    around.browser.journal = [];
    await around.open(targetOf(invoice), { tabId: 1 });
    assert.deepEqual(around.browser.calls('tabs.create'), []);
    assert.equal(around.browser.calls('tabs.update').at(-1).id, renewed);
  });

  it('knows it again though half of it was written down', async () => {
    for (const url of [consolePage, page])
      for (let writes = 1; writes < 5; writes++) {
        await begin(url);
        const renewed = await untold(() => around.browser.discard(tab), writes);
        assert.deepEqual(tabIds(), [renewed]);
        assert.deepEqual(memory().pages, { [renewed]: consolePage });
      }
  });

  it('knows it again though somebody looks at it first, where its host says whose it is', async () => {
    await begin(page);
    const renewed = await untold(() => {
      const id = around.browser.discard(tab);
      around.browser.lookAt(id);
      return id;
    });
    assert.deepEqual(tabIds(), [renewed]);
  });

  it('takes no tab for it that may be another’s', async () => {
    await begin(page);
    around.browser.addTab({ url: otherPage, discarded: true });
    await untold(() => around.browser.closeTab(tab));
    assert.deepEqual(tabIds(), []);
    await begin();
    around.browser.addTab({ url: consolePage, status: 'complete' });
    const { windowId } = around.browser.addTab({ url: 'https://example.org/', incognito: true });
    around.browser.addTab({ url: consolePage, windowId, discarded: true });
    await untold(() => around.browser.closeTab(tab));
    assert.deepEqual(tabIds(), []);
  });

  it('keeps nothing of a tab that was closed', async () => {
    await untold(() => around.browser.closeTab(tab));
    assert.deepEqual([tabIds(), memory().pages], [[], {}]);
  });

  it('keeps no session that was over and whose last tab was closed', async () => {
    await around.clock.advance(60 * 60_000 + 1);
    await untold(() => around.browser.closeTab(tab));
    assert.deepEqual(memory().sessions, {});
    assert.deepEqual(memory().renewals ?? {}, {});
  });
});
