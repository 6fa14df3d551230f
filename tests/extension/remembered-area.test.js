import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RememberedArea } from '../../extension/src/background/state/remembered-area.js';

/** An area whose answers and news come when a test says so: news in the order of the changes, as browsers tell them. */
class SlowArea {
  /** @type {Record<string, unknown>} */
  data = {};
  reads = 0;
  /** @type {(() => void)[]} */
  answers = [];
  /** @type {Record<string, { newValue?: unknown }>[]} */
  news = [];

  /** @param {string | string[]} keys @returns {Promise<Record<string, any>>} */
  get = (keys) => {
    this.reads += 1;
    const names = [keys].flat().filter((key) => key in this.data);
    const found = Object.fromEntries(names.map((key) => [key, structuredClone(this.data[key])]));
    return new Promise((answer) => this.answers.push(() => answer(found)));
  };

  /** @param {Record<string, unknown>} items @returns {Promise<void>} */
  set = (items) => {
    for (const [key, value] of Object.entries(items)) this.change(key, value);
    return new Promise((answer) => this.answers.push(() => answer()));
  };

  /** @param {string} key @param {unknown} value */
  change(key, value) {
    this.data[key] = structuredClone(value);
    this.news.push({ [key]: { newValue: structuredClone(value) } });
  }

  /** @param {number} nth */
  answer(nth) {
    this.answers.splice(nth % Math.max(1, this.answers.length), 1)[0]?.();
  }
}

const turn = () => new Promise((next) => setImmediate(next));

/** @param {SlowArea} area @param {RememberedArea} remembered */
async function quiet(area, remembered) {
  while (area.answers.length + area.news.length > 0) {
    for (const changes of area.news.splice(0)) remembered.changed(changes);
    area.answer(0);
    await turn();
  }
}

/** @param {SlowArea} area @param {RememberedArea} remembered @param {string | string[]} keys */
async function got(area, remembered, keys) {
  const asked = remembered.get(keys);
  await quiet(area, remembered);
  return await asked;
}

describe('a remembered area of storage', () => {
  it('is asked once for what doesn’t change, and for what belongs to it along with it', async () => {
    const area = new SlowArea();
    area.data = { a: [1], b: 2 };
    const remembered = new RememberedArea(area, ['a', 'b', 'c']);
    assert.deepEqual(await got(area, remembered, 'a'), { a: [1] });
    assert.deepEqual(await got(area, remembered, ['b', 'c']), { b: 2 });
    assert.equal(area.reads, 1);
    await got(area, remembered, 'd');
    assert.equal(area.reads, 2);
  });

  it('gives what nobody can change in place', async () => {
    const area = new SlowArea();
    area.data = { a: { deep: [1] } };
    const { a } = await got(area, new RememberedArea(area, []), 'a');
    assert.throws(() => a.deep.push(2), TypeError);
  });

  it('asks again after an answer that failed', async () => {
    const area = new SlowArea();
    area.data = { a: 1 };
    const remembered = new RememberedArea(area, []);
    const { get } = area;
    area.get = () => Promise.reject(new Error('busy'));
    await assert.rejects(remembered.get('a'), /busy/);
    area.get = get;
    assert.deepEqual(await got(area, remembered, 'a'), { a: 1 });
  });

  it('knows after a write that failed what is stored all the same', async () => {
    const area = new SlowArea();
    area.data = { a: 1 };
    const remembered = new RememberedArea(area, []);
    await got(area, remembered, 'a');
    const { set } = area;
    area.set = (items) => set(items).then(() => Promise.reject(new Error('busy')));
    const write = remembered.set({ a: 2 });
    const failed = assert.rejects(write, /busy/);
    area.answer(0);
    await failed;
    assert.deepEqual(await got(area, remembered, 'a'), { a: 2 });
  });

  it('is what is stored once all is quiet, whoever wrote, and in whatever order it is heard', async () => {
    const key = fc.constantFrom('a', 'b');
    const value = fc.integer({ min: 0, max: 3 });
    const step = fc.oneof(
      fc.record({ do: fc.constant('read'), key }),
      fc.record({ do: fc.constant('write'), key, value }),
      fc.record({ do: fc.constant('others write'), key, value }),
      fc.record({ do: fc.constant('answer'), nth: fc.nat(5) }),
      fc.record({ do: fc.constant('news') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const area = new SlowArea();
        const remembered = new RememberedArea(area, ['b']);
        /** One write at a time, as StateStore makes them. @type {Promise<unknown>} */
        let last = Promise.resolve();
        for (const one of /** @type {any[]} */ (steps)) {
          if (one.do === 'read') void remembered.get(one.key);
          if (one.do === 'write') last = last.then(() => remembered.set({ [one.key]: one.value }));
          if (one.do === 'others write') area.change(one.key, one.value);
          if (one.do === 'answer') area.answer(one.nth);
          if (one.do === 'news') remembered.changed(area.news.shift() ?? {});
          await turn();
        }
        await quiet(area, remembered);
        await last;
        await quiet(area, remembered);
        assert.deepEqual(await got(area, remembered, ['a', 'b']), area.data);
      }),
      { numRuns: 500 },
    );
  });

  it('never forgets a write that was answered', async () => {
    const area = new SlowArea();
    const remembered = new RememberedArea(area, []);
    const first = remembered.set({ a: 1 });
    area.answer(0);
    await first;
    const second = remembered.set({ a: 2 });
    // Firefox tells of the first only now.
    remembered.changed(area.news.shift() ?? {});
    area.answer(0);
    await second;
    assert.deepEqual(await got(area, remembered, 'a'), { a: 2 });
  });
});
