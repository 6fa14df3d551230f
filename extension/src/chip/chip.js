/** @import { ChipParts, ChipView } from './parts.js' */
/** @import { ChipMessages, ChipState } from '../types.js' */
/**
 * The chip on a page of the AWS Console: asks the background what session the tab belongs to, shows it,
 * and tells it what was pressed. Reads nothing of the page and sends nothing of it: messages are fixed words.
 */
{
  const parts = /** @type {ChipParts} */ (globalThis.jitConsoleChip);
  const { api } = parts;

  class Chip {
    /** @type {ChipView | null} */
    #view = null;
    /** @type {ChipState | null} */
    #state = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer;
    /** The time left when it was last shown; 0 before. */
    #before = 0;
    /** Read out last, unless it is no longer true. */
    #said = '';
    /** Until the page is loaded again. */
    #hiddenHere = false;

    async start() {
      api.runtime.onMessage.addListener((message, sender) => {
        if (sender.id === api.runtime.id && message?.name === 'chip_changed')
          this.#take(message.params);
      });
      // After sleep, and when the page comes back from the browser's memory, the state may have changed.
      document.addEventListener('visibilitychange', () => document.hidden || void this.#ask());
      window.addEventListener('pageshow', ({ persisted }) => persisted && void this.#ask());
      await this.#ask();
    }

    /** A page's process may be without words, as text.js says. */
    async #findWords() {
      if (parts.found || api.i18n.getMessage('language') !== '') return;
      parts.found = (await this.#send('chip_words'))?.result ?? undefined;
    }

    async #ask() {
      await this.#findWords();
      const reply = await this.#send('chip_state');
      if (reply?.ok) this.#take(reply.result);
    }

    /**
     * @param {keyof ChipMessages} name
     * @param {object} [params]
     * @returns {Promise<any>} undefined: nobody answered
     */
    async #send(name, params = {}) {
      // Without an id the extension was updated or turned off, and only this script is left of it.
      if (!api.runtime?.id) return void this.#take(null);
      const send = () => api.runtime.sendMessage({ name, params });
      // Once more where the worker died before it answered: every message may safely be said twice.
      return send()
        .catch(send)
        .catch((error) => console.debug('jit-console did not answer', error));
    }

    /** @param {ChipState | null} state */
    #take(state) {
      const isRight = this.#state?.mismatch && !state?.mismatch;
      const same = state?.expiresAt === this.#state?.expiresAt && !isRight;
      this.#state = state;
      if (!same) {
        this.#before = 0;
        this.#say('');
      }
      this.#show();
    }

    #show() {
      clearTimeout(this.#timer);
      const state = this.#state;
      if (!state || state.hidden || this.#hiddenHere) {
        this.#view?.remove();
        this.#view = null;
        return;
      }
      const now = Date.now();
      const left = parts.words.leftOf(state, now);
      if (!this.#view) this.#make();
      this.#view?.show(state, now);
      const spoken = parts.words.spoken(state, this.#before, left);
      if (spoken) this.#say(spoken);
      this.#before = left;
      this.#wait(left, state.countdown !== null, now);
    }

    /** @param {string} sentence */
    #say(sentence) {
      if (sentence === this.#said) return;
      this.#said = sentence;
      this.#view?.say(sentence);
    }

    #make() {
      this.#view = parts.makeView({
        send: (name) => void this.#send(name),
        hide: () => {
          this.#hiddenHere = true;
          this.#show();
        },
        move: (corner) => void this.#send('chip_move', { corner }),
      });
    }

    /**
     * Milliseconds until the shown text changes.
     * @param {number} left
     * @param {boolean} counting a countdown runs
     * @param {number} now
     */
    #wait(left, counting, now) {
      const endsAt = this.#state?.countdown?.endsAt ?? now;
      const wait = counting ? ((endsAt - now) % 1000) + 1 : parts.words.nextChange(left);
      const goesOn = counting ? endsAt > now : left > 0;
      if (goesOn) this.#timer = setTimeout(() => this.#show(), wait);
    }
  }

  if (!parts.started) {
    parts.started = true;
    void new Chip().start();
  }
}
