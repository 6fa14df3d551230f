import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Signal } from '../../extension/src/background/state/signal.js';

describe('a signal', () => {
  it('reaches all who listen, whatever one of them throws, and makes nobody wait', async (test) => {
    const logged = test.mock.method(console, 'error', () => undefined);
    /** @type {Signal<[string]>} */
    const signal = new Signal();
    /** @type {string[]} */
    const heard = [];
    signal.addListener(() => {
      throw new Error('at once');
    });
    signal.addListener(() => Promise.reject(new Error('later')));
    signal.addListener(() => new Promise(() => undefined));
    signal.addListener((word) => heard.push(word));
    assert.equal(signal.emit('changed'), undefined);
    assert.deepEqual(heard, ['changed']);
    await new Promise((done) => setImmediate(done));
    assert.equal(logged.mock.callCount(), 2);
  });
});
