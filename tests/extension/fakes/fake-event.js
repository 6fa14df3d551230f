/** An event of the browser's API. */
export class FakeEvent {
  /** @type {Set<(...args: any[]) => any>} */
  #listeners = new Set();
  /**
   * Called before the listeners: grants what the event grants, and wakes a worker that sleeps.
   * @type {((...args: any[]) => void) | null}
   */
  before = null;
  /** Called after the listeners' first turn. @type {(() => void) | null} */
  after = null;

  /** @param {(...args: any[]) => any} listener */
  addListener = (listener) => {
    this.#listeners.add(listener);
  };

  /** @param {(...args: any[]) => any} listener */
  removeListener = (listener) => {
    this.#listeners.delete(listener);
  };

  /** @param {(...args: any[]) => any} listener */
  hasListener = (listener) => this.#listeners.has(listener);

  /** @returns {number} */
  get listeners() {
    return this.#listeners.size;
  }

  /**
   * @param {...any} args
   * @returns {any[]} what the listeners returned
   */
  fire(...args) {
    this.before?.(...args);
    const returned = [...this.#listeners].map((listener) => listener(...args));
    this.after?.();
    return returned;
  }

  /** The worker died: nobody listens. */
  forgetListeners() {
    this.#listeners.clear();
  }
}

/** Every event of the API that the extension may listen to, by the name that tests call it. */
export function makeEvents() {
  const event = () => new FakeEvent();
  return {
    onMessage: event(),
    onChanged: event(),
    onConnect: event(),
    onInstalled: event(),
    onAlarm: event(),
    onCreated: event(),
    onUpdated: event(),
    onRemoved: event(),
    onReplaced: event(),
    onActivated: event(),
    onFocusChanged: event(),
    onWindowRemoved: event(),
    /** Of a notification, as the next two. */
    onButtonClicked: event(),
    onClicked: event(),
    onClosed: event(),
    onStartup: event(),
    onCommand: event(),
    onInputStarted: event(),
    onInputChanged: event(),
    onInputEntered: event(),
    onMenuClicked: event(),
    onPermissionsAdded: event(),
    onPermissionsRemoved: event(),
  };
}
