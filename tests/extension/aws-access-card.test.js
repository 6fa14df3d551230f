import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { FakeEvent } from './fakes/fake-event.js';
import { makePage } from './fakes/fake-page.js';
import './fakes/fake-words.js';

const { showAwsAccess } = await import('../../extension/src/pages/shared/aws-access.js');

describe('the card that asks for AWS’s pages', () => {
  /** @type {any} */
  let box;
  /** What a press of the button does. @type {() => void} */
  let press;
  /** @type {() => Promise<boolean>} */
  let contains;
  /** @type {() => Promise<boolean>} */
  let request;
  /** @type {FakeEvent} */
  let onAdded;
  /** @type {FakeEvent} */
  let onRemoved;
  const settled = () => new Promise((next) => setImmediate(next));

  beforeEach(() => {
    makePage();
    const { document } = /** @type {any} */ (globalThis);
    box = document.createElement('div');
    const make = document.createElement;
    document.createElement = (/** @type {string} */ tag) => {
      const made = make(tag);
      made.addEventListener = (/** @type {string} */ _, /** @type {() => void} */ listener) => {
        press = listener;
      };
      return made;
    };
    contains = async () => false;
    request = async () => false;
    [onAdded, onRemoved] = [new FakeEvent(), new FakeEvent()];
    Object.assign(/** @type {any} */ (globalThis).chrome, {
      permissions: { contains: () => contains(), request: () => request(), onAdded, onRemoved },
    });
  });

  it('is there as long as they are refused, wherever that is changed', async () => {
    await showAwsAccess(box);
    assert.match(box.textContent, /no access to AWS pages/);
    contains = async () => true;
    onAdded.fire({});
    await settled();
    assert.equal(box.textContent, '');
    contains = async () => false;
    onRemoved.fire({});
    await settled();
    assert.match(box.textContent, /no access to AWS pages/);
  });

  it('asks the browser in the turn of the click', async () => {
    await showAwsAccess(box);
    let asked = 0;
    request = async () => {
      asked += 1;
      contains = async () => true;
      return true;
    };
    press();
    assert.equal(asked, 1);
    await settled();
    assert.equal(box.textContent, '');
  });

  it('says where to allow them when the browser doesn’t ask, and stays after a no', async () => {
    await showAwsAccess(box);
    request = () => Promise.reject(new Error('only from a user input handler'));
    press();
    await settled();
    assert.match(box.textContent, /Allow access to AWS pages in its settings/);
    request = async () => false;
    press();
    await settled();
    assert.match(box.textContent, /sessions aren’t renewed/);
  });

  it('isn’t there where the browser doesn’t tell', async () => {
    contains = () => Promise.reject(new Error('busy'));
    await showAwsAccess(box);
    assert.equal(box.textContent, '');
  });
});
