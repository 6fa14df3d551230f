import './fake-words.js';
import { RenewalRecords } from '../../../extension/src/background/renewal/renewal-records.js';
import { Renewals } from '../../../extension/src/background/renewal/renewals.js';
import { settingsDefaults } from '../../../extension/src/domain/settings.js';
import { FakeClock } from './fake-clock.js';
import { invoice, targetOf } from './fake-platform.js';
import { storesWith } from './fake-stores.js';

export const key = `default acme/tenant/${invoice.id}`;
const minute = 60_000;

/** Renewals of one session, whose end came a minute ago, with all that they use noted. */
export class FakeRenewals {
  clock = new FakeClock();
  /** What came of it. @type {any[]} */
  journal = [];
  /** The session's tabs that show AWS's pages. @type {any[]} */
  shown = [{ id: 1, active: true, url: 'https://us-west-2.console.aws.amazon.com/s3/home' }];
  settings = { ...settingsDefaults };
  typing = false;
  /** Somebody waits for a page of it. */
  asked = false;
  #areas;

  /** @param {object} [session] @param {object} [renewal] of its present end */
  constructor(session = {}, renewal) {
    const startedAt = this.clock.now() - 60 * minute;
    const state = { landed: true, used: true, warned: false, endedBecause: null, signInTabId: 1 };
    const expiresAt = this.clock.now() - minute;
    /** @type {any} */
    this.session = {
      target: targetOf(invoice),
      store: 'default',
      startedAt,
      expiresAt,
      ...state,
      ...session,
    };
    const fresh = { startedAt, phase: 'waiting', tabId: 1, endsAt: null, unreached: 0, triedAt: 0 };
    const renewals = renewal ? { [key]: { ...fresh, ...renewal } } : {};
    const intents = { i: { renews: key } };
    const stores = storesWith({ sessions: { [key]: this.session }, renewals, intents });
    this.#areas = stores.areas;
    this.records = new RenewalRecords({ clock: this.clock, session: stores.session });
    this.renewals = new Renewals(/** @type {any} */ (this.#parts()));
  }

  /** What is written down of the renewal; undefined: nothing. */
  get renewal() {
    return this.#areas.session.data.renewals?.[key];
  }

  /** @param {'sessions' | 'intents'} what is no more */
  async lose(what) {
    await this.#areas.session.set({ [what]: {} });
  }

  #parts() {
    const { clock, journal, records } = this;
    const note =
      (/** @type {string} */ what) =>
      async (/** @type {any[]} */ ...args) => {
        // The session is the same for all.
        journal.push([what, ...args.filter((arg) => arg?.startedAt !== this.session.startedAt)]);
      };
    const begins =
      (/** @type {string} */ what, /** @type {'running' | 'held'} */ phase) =>
      async (/** @type {any[]} */ ...args) => {
        await note(what)(...args);
        await records.put(this.session, { phase });
      };
    const notes = (/** @type {string[]} */ ...names) =>
      Object.fromEntries(names.map((name) => [name, note(name)]));
    return {
      clock,
      records,
      history: notes('noteEnd'),
      notices: notes('soon', 'ended', 'countdown', 'signInNeeded', 'signedIn', 'failed', 'clear'),
      reloads: notes('add'),
      pages: { shown: async () => this.shown, isTyping: async () => this.typing },
      registry: {
        all: async () => [this.session],
        get: async (/** @type {string} */ one) => (one === key ? this.session : undefined),
        ofTab: async (/** @type {number} */ id) => (id === 9 ? undefined : this.session),
        change: note('change'),
      },
      runs: {
        run: begins('run', 'running'),
        runUnlessTyping: begins('runUnlessTyping', 'running'),
        hold: begins('hold', 'held'),
        runAsked: async () => this.asked,
        leave: async () => void (await records.put(this.session, { phase: 'waiting' })),
        sweep: () => records.sweep(),
        put: (/** @type {any} */ session, /** @type {any} */ change) =>
          records.put(session, change),
      },
      settings: { read: async () => this.settings },
    };
  }
}
