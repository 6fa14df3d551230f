/**
 * @typedef {object} Area
 * @property {(keys: string | string[]) => Promise<Record<string, any>>} get
 * @property {(items: Record<string, unknown>) => Promise<void>} set
 */

/** @param {unknown} one @param {unknown} other @returns {boolean} stored they are the same */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * @template T
 * @param {T} value
 * @returns {T} the same, which nobody can change
 */
function frozen(value) {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/**
 * An area of the browser's storage that asks the browser once for what it is asked often: a value is kept until it changes,
 * whoever changes it. To be told of changes before anybody else is. What it gives can't be changed in place.
 */
export class RememberedArea {
  #area;
  #together;
  /** What is stored; undefined: nothing. @type {Map<string, unknown>} */
  #values = new Map();
  /** Those that are being read. @type {Map<string, Promise<Record<string, unknown>>>} */
  #loading = new Map();
  /** Those that are being written. @type {Map<string, { value: unknown, overtaken: boolean }>} */
  #writing = new Map();

  /** @param {Area} area @param {readonly string[]} together keys that the first reading brings along */
  constructor(area, together) {
    this.#area = area;
    this.#together = together;
  }

  /**
   * @param {string | string[]} keys
   * @returns {Promise<Record<string, any>>} without those that aren't stored; to be read only
   */
  async get(keys) {
    const wanted = [keys].flat();
    const lacks = (/** @type {string} */ key) => !this.#values.has(key) && !this.#loading.has(key);
    if (wanted.some(lacks)) this.#load([...new Set([...wanted, ...this.#together])].filter(lacks));
    // As it is now: what is forgotten meanwhile is still the answer.
    const values = wanted.map(
      (key) => this.#loading.get(key)?.then((found) => found[key]) ?? this.#values.get(key),
    );
    const found = await Promise.all(values);
    const entries = wanted.map((key, at) => /** @type {const} */ ([key, found[at]]));
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  /** @param {Record<string, unknown>} items */
  async set(items) {
    const writing = Object.entries(items).map(([key, value]) => {
      const write = { value: frozen(value), overtaken: false };
      this.#writing.set(key, write);
      return /** @type {const} */ ([key, write]);
    });
    let isStored = false;
    try {
      await this.#area.set(items);
      isStored = true;
    } finally {
      for (const [key, write] of writing) {
        if (this.#writing.get(key) === write) this.#writing.delete(key);
        else write.overtaken = true;
        if (isStored && !write.overtaken) this.#keep(key, write.value);
        else this.#forget(key);
      }
    }
  }

  /**
   * What the browser says of a change. It says so too of what was written here, sometimes later than that is answered.
   * @param {Record<string, { newValue?: unknown }>} changes
   */
  changed(changes) {
    for (const [key, { newValue }] of Object.entries(changes)) {
      const write = this.#writing.get(key);
      if (write && same(newValue, write.value)) this.#keep(key, write.value);
      else if (write || !this.#values.has(key) || !same(newValue, this.#values.get(key))) {
        this.#forget(key);
        if (write) write.overtaken = true;
      }
    }
  }

  /** @param {string[]} keys */
  #load(keys) {
    const loading = this.#area.get(keys).then(frozen);
    for (const key of keys) this.#loading.set(key, loading);
    const ends = (/** @type {(key: string) => void} */ take) => {
      for (const key of keys) {
        if (this.#loading.get(key) !== loading) continue;
        this.#loading.delete(key);
        take(key);
      }
    };
    loading.then(
      (found) => ends((key) => this.#values.set(key, found[key])),
      () => ends(() => undefined),
    );
  }

  /** @param {string} key @param {unknown} value */
  #keep(key, value) {
    this.#loading.delete(key);
    this.#values.set(key, value);
  }

  /** @param {string} key */
  #forget(key) {
    this.#loading.delete(key);
    this.#values.delete(key);
  }
}
