/** @import { LocalState, SessionState } from '../../types.js' */
/** @import { Area } from './remembered-area.js' */
import { SerialQueue } from './serial-queue.js';
import { twice } from './twice.js';

/** @type {SessionState} */
export const sessionDefaults = {
  intents: {},
  signIns: {},
  endedSignIns: [],
  sessions: {},
  renewals: {},
  reloads: [],
  pages: {},
  mismatches: {},
  questions: {},
  leases: {},
  modes: {},
  tenantColours: {},
  rebuilt: false,
  lookedAgain: false,
  chipInPages: false,
  accessTold: false,
  failure: null,
  wantedSearch: null,
  sharedQueue: null,
  portalErrors: {},
  hostError: null,
};

/** @type {LocalState} */
export const localDefaults = {
  portals: null,
  portalData: {},
  favourites: [],
  recents: [],
  regions: {},
  accounts: {},
  keptSessions: {},
  containers: {},
  signInStores: {},
  chipPlace: null,
  clipboardAsked: false,
  factsSeen: {},
  elsewhere: [],
  firstRun: null,
  settings: {},
  machinePolicy: null,
};

/**
 * One storage area with its defaults. Changes are made one after another, so that two of them can't
 * overwrite each other between their reading and their writing. Only the background writes.
 * @template {object} State
 */
export class StateStore {
  #queue = new SerialQueue();
  #area;
  #defaults;

  /** @param {Area} area @param {State} defaults */
  constructor(area, defaults) {
    this.#area = area;
    this.#defaults = defaults;
  }

  /**
   * @template {keyof State & string} K
   * @param {K} key
   * @returns {Promise<State[K]>}
   */
  async read(key) {
    const found = /** @type {Partial<State>} */ (await twice(() => this.#area.get(key)));
    return found[key] ?? this.#defaults[key];
  }

  /**
   * @template {keyof State & string} K
   * @param {...K} keys
   * @returns {Promise<Pick<State, K>>} all of them at one moment, in one call
   */
  async readAll(...keys) {
    const found = /** @type {Partial<State>} */ (await twice(() => this.#area.get(keys)));
    const values = keys.map((key) => [key, found[key] ?? this.#defaults[key]]);
    return Object.fromEntries(values);
  }

  /**
   * @template {keyof State & string} K
   * @param {K} key
   * @param {(value: State[K]) => State[K]} change returns the new value; the same one isn't written
   * @returns {Promise<State[K]>} the new value
   */
  update(key, change) {
    return this.#queue.run(async () => {
      const before = await this.read(key);
      const after = change(before);
      if (after !== before) await twice(() => this.#area.set({ [key]: after }));
      return after;
    });
  }

  /**
   * @template {keyof State & string} K
   * @param {K[]} keys
   * @param {(values: Pick<State, K>) => Pick<State, K>} change of all of them in one call; the same isn't written
   * @returns {Promise<void>}
   */
  updateAll(keys, change) {
    return this.#queue.run(async () => {
      const before = await this.readAll(...keys);
      const after = change(before);
      if (after !== before) await twice(() => this.#area.set(after));
    });
  }

  /**
   * @template {keyof State & string} K
   * @param {K} key
   * @param {State[K]} value
   */
  write(key, value) {
    return this.update(key, () => value);
  }
}

/**
 * @template T
 * @param {Record<string, T>} record
 * @param {string} key
 * @returns {Record<string, T>} a copy without `key`; the same record if it wasn't there
 */
export function without(record, key) {
  if (!(key in record)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}
