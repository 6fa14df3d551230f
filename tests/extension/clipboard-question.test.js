import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { FakePlatform } from './fakes/fake-platform.js';

const { allowClearing, isToBeAsked, refuseClearing, stopClearing } = await import(
  '../../extension/src/pages/shared/clipboard-clearing.js'
);

describe('the question whether copied secrets are cleared', () => {
  /** What the person answers to the browser. @type {Promise<boolean>} */
  let answer;
  /** @type {any[]} what the browser was asked */
  let asked;

  beforeEach(async () => {
    const around = new FakePlatform();
    await around.ready();
    const { browser } = around;
    answer = new Promise(() => undefined);
    asked = [];
    Object.assign(/** @type {any} */ (globalThis).chrome, {
      storage: { local: browser.local },
      permissions: {
        request: (/** @type {any} */ wanted) => {
          asked.push(['request', wanted.permissions]);
          return answer;
        },
        remove: async (/** @type {any} */ wanted) => asked.push(['remove', wanted.permissions]),
      },
      runtime: {
        getManifest: () => ({ optional_permissions: ['clipboardRead', 'tabs', 'offscreen'] }),
        sendMessage: (/** @type {any} */ { name, params }) => browser.send(name, params),
      },
    });
  });

  it('is asked until it was answered', async () => {
    assert.equal(await isToBeAsked(), true);
    await refuseClearing();
    assert.equal(await isToBeAsked(), false);
    assert.deepEqual(asked, []);
  });

  it('isn’t asked again of a person who said no to the browser', async () => {
    answer = Promise.resolve(false);
    assert.equal(await allowClearing(), false);
    assert.deepEqual(asked, [['request', ['clipboardRead', 'offscreen']]]);
    assert.equal(await isToBeAsked(), false);
  });

  it('is remembered although the browser’s question closes the popup', async () => {
    void allowClearing();
    assert.equal(asked.length, 1, 'in the turn of the click');
    await new Promise((next) => setImmediate(next));
    assert.equal(await isToBeAsked(), false);
  });

  it('isn’t asked again after the setting was switched off', async () => {
    await stopClearing();
    assert.deepEqual(asked, [['remove', ['clipboardRead', 'offscreen']]]);
    assert.equal(await isToBeAsked(), false);
  });
});
