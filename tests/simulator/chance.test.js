import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atPercentile, Chance } from './chance.js';

describe('chance', () => {
  test('says the same for a seed, a name and how often it was asked for', () => {
    const [one, same, other] = [new Chance(1), new Chance(1), new Chance(2)];
    const draws = [one.draw('a'), one.draw('a')];
    same.draw('b');
    assert.deepEqual([same.draw('a'), same.draw('a')], draws);
    assert.notEqual(draws[0], draws[1]);
    assert.notEqual(other.draw('a'), draws[0]);
  });

  test('is even', () => {
    const chance = new Chance(1);
    let sum = 0;
    for (let drawn = 0; drawn < 2000; drawn++) sum += chance.draw('x') < 0.05 ? 1 : 0;
    assert.ok(sum > 60 && sum < 140, `${sum} of 2000`);
  });

  test('follows percentiles', () => {
    const delays = { 50: 100, 90: 900, 99: 4500 };
    const at = (/** @type {number} */ drawn) => Math.round(atPercentile(delays, drawn));
    assert.deepEqual(
      [at(0), at(0.25), at(0.5), at(0.7), at(0.945), at(0.999)],
      [0, 50, 100, 500, 2700, 4500],
    );
  });
});
