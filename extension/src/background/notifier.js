/** @import { BrowserApi } from '../types.js' */

/** Says things outside our own pages. Where the system shows no notifications, nothing else suffers. */
export class Notifier {
  #notifications;

  /** @param {BrowserApi['notifications']} notifications */
  constructor(notifications) {
    this.#notifications = notifications;
  }

  /**
   * @param {string} id a later one with the same id takes its place
   * @param {string} title
   * @param {string} message
   * @param {string} [button] what a click on it does, in browsers whose notifications have buttons
   */
  async show(id, title, message, button) {
    const iconUrl = '/icons/neutral-128.png';
    // Firefox knows no buttons and refuses them; it has no event for them either.
    const buttons =
      button && this.#notifications.onButtonClicked ? { buttons: [{ title: button }] } : {};
    await this.#notifications
      .create(id, { type: 'basic', iconUrl, title, message, ...buttons })
      .catch((error) => console.warn('a notification could not be shown', error));
  }

  /** @param {string} id */
  async clear(id) {
    await this.#notifications
      .clear(id)
      .catch((error) => console.warn('a notification could not be cleared', error));
  }
}
