import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  shortTimeLeft,
  timeLevel,
  timeToNextChange,
} from '../../extension/src/domain/time-left.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('time left', () => {
  for (const [left, text, level] of /** @type {const} */ ([
    [12 * hour, '12h', 'fine'],
    [2 * hour, '2h', 'fine'],
    [2 * hour - 1, '119m', 'fine'],
    [52 * minute + 59 * second, '52m', 'fine'],
    [10 * minute, '10m', 'fine'],
    [10 * minute - 1, '9m', 'soon'],
    [minute, '1m', 'soon'],
    [minute - 1, '45s', 'urgent'],
    [45 * second, '45s', 'urgent'],
    [45 * second - 1, '30s', 'urgent'],
    [15 * second, '15s', 'urgent'],
    [15 * second - 1, '<15s', 'urgent'],
    [1, '<15s', 'urgent'],
    [0, 'end', 'ended'],
    [-hour, 'end', 'ended'],
  ]))
    it(`reads ${text} with ${left} ms left`, () => {
      assert.equal(shortTimeLeft(left), text);
      assert.equal(timeLevel(left), level);
    });

  it('names the very millisecond at which its text changes, all the way down', () => {
    let left = 12 * hour + 34 * minute + 56 * second + 789;
    let changes = 0;
    for (let wait = timeToNextChange(left); wait !== null; wait = timeToNextChange(left)) {
      const text = shortTimeLeft(left);
      assert.equal(shortTimeLeft(left - wait + 1), text, `${left} changes too late`);
      left -= wait;
      assert.notEqual(shortTimeLeft(left), text, `${left} changes too early`);
      changes += 1;
    }
    assert.equal(left, 0);
    // 12h … 2h, 119m … 1m, 45s, 30s, 15s, <15s, end
    assert.equal(changes, 11 + 119 + 4);
  });

  it('fits a badge whatever is left', () => {
    for (let left = -minute; left < 99 * hour; left += 7919)
      assert.ok(shortTimeLeft(left).length <= 4, `${left}: ${shortTimeLeft(left)}`);
  });
});
