/** @import { ChipButton, ChipNotice, ChipParts } from './parts.js' */
/** @import { ChipState } from '../types.js' */
/** What the chip says. Content scripts can't import, so each of the chip's files adds its part. */
{
  const { amount, inWords, minute, second } = globalThis.jitConsoleDurations;
  const { filled } = globalThis.jitConsoleSentences;
  /** Read out when the time left falls to one of these; besides them, only the end is. */
  const milestones = [minute, 5 * minute, 10 * minute];

  globalThis.jitConsoleChip ??= /** @type {any} */ ({});
  const parts = /** @type {ChipParts} */ (globalThis.jitConsoleChip);
  parts.api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

  /** @param {string} key @param {...string} values */
  const text = (key, ...values) =>
    parts.api.i18n.getMessage(key, values) || filled(parts.found?.[key], values);

  /** @param {number} ms */
  const timeLeft = (ms) => (ms <= 0 ? text('chip_ended') : inWords(ms, 'short'));

  /** @param {number} ms */
  const nextChange = (ms) => (ms % (ms < minute ? second : minute)) + 1;

  /** @param {ChipState} state @param {number} now */
  const leftOf = ({ phase, expiresAt, isOver }, now) => {
    const lives = !isOver && (phase === 'live' || phase === 'renewing');
    return lives ? Math.max(0, expiresAt - now) : 0;
  };

  /** Who is signed in instead; null: who should be. @param {ChipState} state */
  const wrongly = (state) => {
    const { mismatch } = state;
    return mismatch && text('chip_mismatch', mismatch.name, mismatch.account, state.name);
  };

  /** @param {ChipState} state @param {number} before @param {number} now */
  const spoken = (state, before, now) => {
    if (before > 0 && now <= 0) return text('chip_spoken_end', state.name);
    // The time left is that of the session that should be here.
    if (state.mismatch && now > 0) return wrongly(state);
    const passed = milestones.find((mark) => before > mark && now <= mark);
    if (passed === undefined) return null;
    return text('chip_spoken_left', state.name, amount(passed / minute, 'minute', 'long'));
  };

  /** @type {(name: string, label: string, message: ChipButton['message']) => ChipButton} */
  const button = (className, label, message) => ({ name: className, label: text(label), message });
  const reopen = () => button('reopen', 'chip_reopen', 'chip_reopen_now');

  /**
   * @param {ChipState} state
   * @param {number} now
   * @returns {ChipNotice | null}
   */
  const phaseNotice = (state, now) => {
    const { phase, countdown, portal } = state;
    if (phase === 'countdown' && countdown) {
      const left = Math.max(0, Math.ceil((countdown.endsAt - now) / second));
      const buttons = [
        button('stop', 'chip_stop', 'chip_stop_countdown'),
        button('now', 'chip_now', 'chip_reopen_now'),
      ];
      return { text: text('chip_countdown', String(left)), buttons };
    }
    if (phase === 'held') {
      const buttons = [
        button('beside', 'chip_beside', 'chip_sign_in_beside'),
        button('anyway', 'chip_anyway', 'chip_reopen_anyway'),
      ];
      return { text: text('chip_held'), buttons };
    }
    if (phase === 'moved')
      return {
        text: text('chip_moved'),
        buttons: [button('anyway', 'chip_anyway', 'chip_reopen_anyway')],
      };
    if (phase === 'replaced') return { text: text('chip_replaced'), buttons: [reopen()] };
    if (phase === 'signed_out') return { text: text('chip_signed_out'), buttons: [reopen()] };
    if (phase === 'renewing') return { text: text('chip_renewing'), buttons: [] };
    if (phase === 'sign_in') {
      const signIn = button('sign-in', 'chip_sign_in_button', 'chip_renew');
      return { text: text('chip_sign_in', portal), buttons: [signIn] };
    }
    if (phase === 'failed') {
      const again = button('again', 'chip_again', 'chip_renew');
      const { because } = state;
      const said = because ? text('chip_failed_because', because) : text('chip_failed');
      return { text: said, buttons: [again] };
    }
    const ended = phase === 'ended' || state.expiresAt <= now;
    return ended ? { text: text('chip_ended_notice'), buttons: [reopen()] } : null;
  };

  /** @param {ChipState} state @param {number} now */
  const notice = (state, now) => {
    const isLive = state.phase === 'live' && leftOf(state, now) > 0;
    const who = isLive ? wrongly(state) : null;
    if (!who) return phaseNotice(state, now);
    const right = button('renew-mismatch', 'chip_mismatch_button', 'chip_renew');
    return { text: who, buttons: [right] };
  };

  /**
   * @param {ChipState} state
   * @param {number} now
   * @param {[string, string]} keys of the sentence while the session lives, and of the one after
   * @param {string[]} who
   */
  const untilWhen = (state, now, [live, ended], ...who) => {
    const { expiresAt } = state;
    const left = leftOf(state, now);
    if (left === 0) return text(ended, ...who);
    const other = wrongly(state);
    if (other) return other;
    const end = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
    return text(live, ...who, end.format(expiresAt), timeLeft(left));
  };

  /** @type {ChipParts['words']['sentence']} */
  const sentence = (state, now) => {
    const who = [state.name, state.portal];
    return untilWhen(state, now, ['chip_sentence', 'chip_sentence_ended'], ...who);
  };

  /** @type {ChipParts['words']['until']} */
  const until = (state, now) => untilWhen(state, now, ['chip_until', 'chip_until_ended']);

  /** @type {ChipParts['words']['shortly']} */
  const shortly = (state, now) => {
    const left = leftOf(state, now);
    // The time left is that of the session that should be here.
    return state.mismatch && left > 0 ? text('chip_wrong') : timeLeft(left);
  };

  const sentences = { notice, sentence, shortly, until };
  parts.words = { text, leftOf, timeLeft, nextChange, spoken, ...sentences };
}
