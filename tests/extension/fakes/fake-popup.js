import { FakeEvent } from './fake-event.js';

/**
 * The popup that is open. It closes where the focus goes to another window, where a person does something beside it,
 * and where another popup opens.
 */
export class FakePopup {
  #events;
  #onDisconnect = new FakeEvent();
  isOpen = false;

  /** @param {Record<'onConnect' | 'onFocusChanged', FakeEvent>} events */
  constructor(events) {
    this.#events = events;
    events.onFocusChanged.after = this.close;
  }

  /** @param {object} sender @returns {FakeEvent} fire it to close the popup */
  open(sender) {
    this.close();
    this.#onDisconnect = new FakeEvent();
    this.#onDisconnect.after = () => {
      this.isOpen = false;
    };
    this.isOpen = true;
    this.#events.onConnect.fire({ name: 'popup', sender, onDisconnect: this.#onDisconnect });
    return this.#onDisconnect;
  }

  close = () => {
    this.#onDisconnect.fire();
  };
}
