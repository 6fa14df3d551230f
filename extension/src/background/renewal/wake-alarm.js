/** @import { BrowserApi, SessionState } from '../../types.js' */
/** @import { StateStore } from '../state/state-store.js' */

export const wakeAlarm = 'resume';
/** The shortest that Chromium allows. */
const periodInMinutes = 0.5;

/**
 * Wakes a worker that died with work under way; the work itself is taken up again at every start. Rings
 * only while there is some.
 */
export class WakeAlarm {
  #session;
  #alarms;

  /**
   * @param {object} parts
   * @param {StateStore<SessionState>} parts.session
   * @param {BrowserApi['alarms']} parts.alarms
   */
  constructor({ session, alarms }) {
    this.#session = session;
    this.#alarms = alarms;
  }

  /** To be called whenever work was taken up or is done. */
  async set() {
    const [intents, signIns, renewals] = await Promise.all([
      this.#session.read('intents'),
      this.#session.read('signIns'),
      this.#session.read('renewals'),
    ]);
    const counting = Object.values(renewals).some(({ phase }) => phase === 'countdown');
    const busy = counting || Object.keys(intents).length + Object.keys(signIns).length > 0;
    if (!busy) await this.#alarms.clear(wakeAlarm);
    else if (!(await this.#alarms.get(wakeAlarm)))
      await this.#alarms.create(wakeAlarm, { periodInMinutes });
  }
}
