import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortTimeLeft } from '../../extension/src/domain/time-left.js';

await import('../../extension/src/chip/durations.js');
await import('../../extension/src/chip/sentences.js');
await import('../../extension/src/chip/chip-words.js');
const { words } = globalThis.jitConsoleChip;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const now = 1_790_000_000_000;

/**
 * @param {Partial<import('../../extension/src/types.js').ChipState>} [over]
 * @returns {import('../../extension/src/types.js').ChipState}
 */
function state(over = {}) {
  return {
    name: 'invoice',
    portal: 'acme',
    role: 'tenant',
    production: false,
    colour: '#1d4ed8',
    expiresAt: now + hour,
    isOver: false,
    phase: 'live',
    mismatch: null,
    countdown: null,
    because: null,
    hidden: false,
    corner: 'bottom-left',
    ...over,
  };
}

describe('the chip’s time left', () => {
  const cases = /** @type {const} */ ([
    [-second, 'Ended'],
    [0, 'Ended'],
    [second, '1 sec'],
    [minute - 1, '59 sec'],
    [minute, '1 min'],
    [9 * minute + 59 * second, '9 min'],
    [2 * hour - 1, '119 min'],
    [2 * hour, '2 hr'],
    [3 * hour + 5 * minute, '3 hr 5 min'],
  ]);
  for (const [left, reads] of cases)
    it(`reads ${reads} with ${left} ms left`, () => assert.equal(words.timeLeft(left), reads));

  it('says the same minutes as the badge', () => {
    for (let left = minute; left < 2 * hour; left += 7 * second)
      assert.equal(words.timeLeft(left).replace(' min', 'm'), shortTimeLeft(left));
  });

  it('reads differently when it says it will, and not before', () => {
    for (let left = 3 * hour; left > 0; left -= 8_317) {
      const wait = words.nextChange(left);
      assert.notEqual(words.timeLeft(left - wait), words.timeLeft(left));
      assert.equal(words.timeLeft(left - wait + 1), words.timeLeft(left));
    }
  });
});

describe('the chip of somebody else’s page', () => {
  const wrong = state({ mismatch: { account: '123456789012', name: 'billing/bob' } });

  it('shows no time, which would be another session’s', () => {
    assert.equal(words.shortly(state(), now), '60 min');
    assert.equal(words.shortly(wrong, now), 'Wrong sign-in');
    const sentence =
      'This page is signed in as billing/bob in account 123456789012, not as invoice';
    assert.equal(words.sentence(wrong, now), sentence);
    assert.equal(words.until(wrong, now), sentence);
  });

  it('is read out as such, with no time, at whatever time', () => {
    for (const left of [hour, 10 * minute, 5 * minute, minute])
      assert.equal(words.spoken(wrong, left + second, left), words.sentence(wrong, now));
    assert.equal(words.spoken(wrong, second, 0), 'AWS session of invoice ended');
  });

  it('says how the session ended, once it has', () => {
    const ended = { ...wrong, expiresAt: now };
    assert.equal(words.notice(ended, now)?.text, 'Session ended');
    assert.equal(words.shortly(ended, now), 'Ended');
    assert.match(words.until(ended, now), /ended/);
  });
});

describe('what the chip reads out', () => {
  /** @param {number} from @param {number} to */
  const heard = (from, to) => {
    const said = [];
    for (let left = from; left > to; left -= second)
      said.push(words.spoken(state(), left, left - second));
    return said.filter((sentence) => sentence !== null);
  };

  it('is 10, 5 and 1 minutes and the end, and nothing else', () => {
    assert.deepEqual(heard(hour, -minute), [
      'AWS session of invoice: 10 minutes left',
      'AWS session of invoice: 5 minutes left',
      'AWS session of invoice: 1 minute left',
      'AWS session of invoice ended',
    ]);
  });

  it('is nothing on a page that is loaded late', () => {
    assert.equal(words.spoken(state(), 0, 4 * minute), null);
  });

  it('is the last of them after sleep', () => {
    assert.equal(words.spoken(state(), hour, 0), 'AWS session of invoice ended');
    assert.match(String(words.spoken(state(), hour, 30 * second)), /1 minute left/);
  });
});

describe('the chip’s notice', () => {
  /** @param {Partial<import('../../extension/src/types.js').ChipState>} over */
  const notice = (over) => {
    const found = words.notice(state(over), now);
    return (
      found && [found.text, ...found.buttons.map(({ label, message }) => `${label}: ${message}`)]
    );
  };

  it('is none while all is well', () => assert.equal(notice({}), null));

  it('counts down to the reopening', () => {
    assert.deepEqual(notice({ phase: 'countdown', countdown: { endsAt: now + 9_001 } }), [
      'Session ended. Reopening this page in 10 s',
      'Stop: chip_stop_countdown',
      'Now: chip_reopen_now',
    ]);
  });

  it('names who is signed in instead', () => {
    const mismatch = { account: '123456789012', name: 'duploservices-other/bob' };
    assert.deepEqual(notice({ mismatch }), [
      'This page is signed in as duploservices-other/bob in account 123456789012, not as invoice',
      'Sign in again: chip_renew',
    ]);
  });

  it('tells the end by its own clock, before the background does', () => {
    assert.deepEqual(notice({ expiresAt: now }), [
      'Session ended',
      'Reopen this page: chip_reopen_now',
    ]);
  });

  it('offers to keep what was typed first, and says what the other way loses', () => {
    assert.deepEqual(notice({ phase: 'held' }), [
      'Session ended. To keep what you typed on this page, sign in in another tab',
      'Sign in in another tab: chip_sign_in_beside',
      'Reopen and discard what you typed: chip_reopen_anyway',
    ]);
  });

  it('says that what was typed can’t be sent where AWS gave the session another address', () => {
    assert.deepEqual(notice({ phase: 'moved' }), [
      'AWS gave the new session another address, so this page can’t send anything any more. Copy what you typed, then reopen it',
      'Reopen and discard what you typed: chip_reopen_anyway',
    ]);
  });

  for (const phase of /** @type {const} */ (['replaced', 'signed_out', 'sign_in', 'failed']))
    it(`offers a way on when ${phase}`, () => assert.equal(notice({ phase })?.length, 2));

  it('says why the page could not be reopened, where that is known', () => {
    const because = 'acme doesn’t allow you to open invoice.';
    assert.deepEqual(notice({ phase: 'failed', because }), [
      `Session ended. This page could not be reopened: ${because}`,
      'Try again: chip_renew',
    ]);
    assert.equal(
      notice({ phase: 'failed' })?.[0],
      'Session ended. This page could not be reopened',
    );
  });

  it('says that the page is being reopened', () => {
    assert.deepEqual(notice({ phase: 'renewing' }), ['Reopening this page…']);
  });

  it('comes with the time left as long as there is some', () => {
    /** @param {import('../../extension/src/types.js').ChipPhase} phase */
    const left = (phase) => words.leftOf(state({ phase }), now);
    assert.deepEqual([left('live'), left('renewing')], [hour, hour]);
    assert.equal(words.leftOf(state({ phase: 'renewing', isOver: true }), now), 0);
    assert.deepEqual([left('replaced'), left('signed_out')], [0, 0]);
    assert.equal(words.until(state({ phase: 'replaced' }), now), 'AWS session ended');
    assert.match(words.until(state(), now), /^AWS session until .+ \(60 min left\)$/);
  });
});
