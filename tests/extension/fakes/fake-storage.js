/** An area of the browser's storage. */
export class FakeArea {
  /** @type {Record<string, any>} */
  #data = {};
  /** What a test puts there, somebody else has: the extension hears of it. @type {Record<string, any>} */
  #open;
  #name;
  #changed;
  #tellsAll;

  /**
   * @param {string} name
   * @param {import('./fake-event.js').FakeEvent} changed storage.onChanged
   * @param {boolean} tellsAll as Firefox: `onChanged` names every key that was set, the same value or not
   */
  constructor(name, changed, tellsAll) {
    this.#name = name;
    this.#changed = changed;
    this.#tellsAll = tellsAll;
    this.#open = new Proxy(this.#data, {
      set: (data, key, newValue) => {
        data[String(key)] = newValue;
        changed.fire({ [key]: { newValue: copy(newValue) } }, name);
        return true;
      },
    });
  }

  get data() {
    return this.#open;
  }

  /** @param {Record<string, any>} data of all keys */
  set data(data) {
    const keys = [...Object.keys(this.#data), ...Object.keys(data)];
    for (const key of keys) delete this.#data[key];
    Object.assign(this.#data, data);
    const changes = keys.map((key) => [key, { newValue: copy(data[key]) }]);
    this.#changed.fire(Object.fromEntries(changes), this.#name);
  }

  /** Who may use it. @type {string | null} */
  accessLevel = null;

  /** @param {{ accessLevel: string }} level */
  setAccessLevel = async ({ accessLevel }) => {
    this.accessLevel = accessLevel;
  };

  /** @param {string | string[] | Record<string, unknown> | null} [keys] */
  get = async (keys = null) => {
    if (keys === null) return copy(this.#data);
    const names =
      typeof keys === 'string' ? [keys] : Array.isArray(keys) ? keys : Object.keys(keys);
    const defaults = typeof keys === 'object' && !Array.isArray(keys) ? keys : {};
    const found = names.filter((name) => name in this.#data);
    return copy({
      ...defaults,
      ...Object.fromEntries(found.map((name) => [name, this.#data[name]])),
    });
  };

  /** @param {Record<string, any>} values */
  set = async (values) => {
    const after = copy(values);
    await this.#change(Object.keys(after), (name) => after[name]);
  };

  /** @param {string | string[]} names */
  remove = async (names) => {
    await this.#change([names].flat(), () => undefined);
  };

  clear = async () => {
    await this.#change(Object.keys(this.#data), () => undefined);
  };

  /**
   * @param {string[]} names
   * @param {(name: string) => any} newOf
   */
  async #change(names, newOf) {
    /** @type {Record<string, any>} */
    const changes = {};
    for (const name of names) {
      const [oldValue, newValue] = [this.#data[name], newOf(name)];
      if (newValue === undefined) delete this.#data[name];
      else this.#data[name] = newValue;
      if (this.#tellsAll || JSON.stringify(oldValue) !== JSON.stringify(newValue))
        changes[name] = { ...(oldValue === undefined ? {} : { oldValue }), newValue };
    }
    await undefined;
    // Heard before the call is answered, by whoever wrote it too.
    if (Object.keys(changes).length > 0) this.#changed.fire(copy(changes), this.#name);
  }
}

/**
 * Values are stored as JSON, as in Chromium. (By way of a string takes twice as long, of all tests' time a quarter.)
 * @param {any} value
 * @returns {any}
 */
function copy(value) {
  if (Array.isArray(value)) return value.map((one) => copy(one ?? null));
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (typeof value !== 'object' || value === null) return value;
  /** @type {Record<string, any>} */
  const copied = {};
  for (const [name, one] of Object.entries(value)) if (one !== undefined) copied[name] = copy(one);
  return copied;
}
