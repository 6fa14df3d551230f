/** @import { Parts } from '../parts.js' */
import { SerialQueue } from '../state/serial-queue.js';

export const wakeAlarm = 'resume';
/** The shortest that Chromium allows. */
const periodInMinutes = 0.5;

/**
 * Wakes a worker that was stopped with work in progress; the work itself is resumed at every start. Rings
 * only while there is some.
 */
export class WakeAlarm {
  #parts;
  #queue = new SerialQueue();
  /** What is being stored. */
  #coming = 0;

  /** @param {Pick<Parts, 'api' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Sets the alarm before storing work, so that a worker stopped in between is woken, too.
   * @template T
   * @param {() => Promise<T>} write
   * @returns {Promise<T>}
   */
  async around(write) {
    this.#coming += 1;
    await this.set();
    try {
      return await write();
    } finally {
      this.#coming -= 1;
      await this.set();
    }
  }

  /**
   * To be called whenever work was resumed or finished. Never throws: the work goes on without an alarm,
   * and the next call sets it.
   */
  set() {
    // One after another: an older one could clear what a newer has set.
    return this.#queue
      .run(() => this.#set())
      .catch((error) => console.warn('the alarm for work under way could not be set', error));
  }

  async #set() {
    const { renewals, ...others } = await this.#parts.session.readAll(
      'intents',
      'signIns',
      'endedSignIns',
      'renewals',
      'reloads',
    );
    const counting = Object.values(renewals).some(({ phase }) => phase === 'countdown');
    const works = Object.values(others).some((all) => Object.keys(all).length > 0);
    const busy = this.#coming > 0 || counting || works;
    if (!busy) await this.#parts.api.alarms.clear(wakeAlarm);
    else if (!(await this.#parts.api.alarms.get(wakeAlarm)))
      await this.#parts.api.alarms.create(wakeAlarm, { periodInMinutes });
  }
}
