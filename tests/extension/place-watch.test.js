import './fakes/fake-words.js';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

const { PlaceWatch } = await import('../../extension/src/pages/popup/place-watch.js');

const ARN = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-jobs';

describe('Enter on what was just pasted', () => {
  /** @type {((result: unknown) => void)[]} */
  let answers;
  /** @type {string[]} */
  let done;
  /** @type {InstanceType<typeof PlaceWatch>} */
  let places;
  const enter = () => places.whenFound(() => void done.push('enter'));
  const come = async (result = { to: ARN }) => {
    answers.shift()?.({ ok: true, result });
    await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(() => {
    answers = [];
    done = [];
    places = new PlaceWatch(() => void done.push('drawn'));
    /** @type {any} */ (globalThis).chrome.runtime = {
      sendMessage: () => new Promise((resolve) => void answers.push(resolve)),
    };
  });

  it('is for what is found there, once the list shows it', async () => {
    void places.look(ARN);
    enter();
    assert.deepEqual(done, []);
    await come();
    assert.deepEqual(done, ['drawn', 'enter']);
    enter();
    assert.deepEqual(done, ['drawn', 'enter', 'enter']);
  });

  it('is done once, though it is pressed twice', async () => {
    void places.look(ARN);
    enter();
    enter();
    await come();
    assert.deepEqual(done, ['drawn', 'enter']);
  });

  it('is forgotten with the text that it was for', async () => {
    void places.look(ARN);
    enter();
    void places.look('');
    await come();
    enter();
    assert.deepEqual(done, ['enter']);
  });

  it('waits for no answer about words, whose list is there already', async () => {
    void places.look('dev01');
    enter();
    assert.deepEqual(done, ['enter']);
    await come();
  });
});
