/** @import { Parts } from '../parts.js' */

/**
 * Says things outside our own pages. Where the system shows no notifications nothing else suffers: nobody
 * waits for it, since Firefox without a service for them doesn't even answer.
 */
export class Notifier {
  #parts;

  /** @param {Pick<Parts, 'api'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string} id a later one with the same id takes its place
   * @param {string} title
   * @param {string} message
   * @param {string} [button] what a click on it does, in browsers whose notifications have buttons
   */
  async show(id, title, message, button) {
    const iconUrl = '/icons/neutral-128.png';
    const plain = { type: /** @type {const} */ ('basic'), iconUrl, title, message };
    // Firefox refuses buttons at once, whichever of their events it has.
    const refused = (/** @type {unknown} */ error) =>
      button ? this.#create(id, plain) : Promise.reject(error);
    this.#create(id, button ? { ...plain, buttons: [{ title: button }] } : plain)
      .catch(refused)
      .catch((error) => console.warn('a notification could not be shown', error));
  }

  /** @param {string} id @param {chrome.notifications.NotificationCreateOptions} options */
  async #create(id, options) {
    await this.#parts.api.notifications.create(id, options);
  }

  /** @param {string} id */
  async clear(id) {
    this.#parts.api.notifications
      .clear(id)
      .catch((error) => console.warn('a notification could not be cleared', error));
  }
}
