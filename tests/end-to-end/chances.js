import { Chip } from './driver/chip.js';
import { until } from './driver/until.js';

/*
 * What real networks do now and then: E2E_CHANCE=slow (or another name) tells every story with it. Chance decides by
 * E2E_SEED, which is printed with how often it happened, so that a failure can be had again. One in twenty is seldom in
 * one story: E2E_SHARE=0.15 has more of it.
 */

/** Of the portals' API; their pages are slow, too, but a proxy's login page there is no news to a browser. */
const API = /^\/(admin|adminproxy|subscriptions|v3)\//;

const LOGIN_PAGE =
  '<!doctype html><title>Guest network</title><form><input name="room"><button>Log in</button></form>';

/**
 * @typedef {object} Happening
 * @property {string} what
 * @property {object} [portals] a fault of theirs
 * @property {object} [aws] a fault of AWS's
 * @property {{share: number}} [resets] of connections
 * @property {string} lost
 * @property {string} told
 * @property {RegExp} [words] of that, wherever a person may read them
 */

/** @type {Record<string, Happening>} */
export const CHANCES = {
  slow: {
    what: 'answers that take 150 ms, one in ten 900 ms, one in a hundred 4 s',
    lost: 'a sign-in that nobody uses: what is silent for three seconds is asked for once more',
    told: 'nobody, since nobody needs it',
    portals: { path: /./, delays: { 50: 150, 90: 900, 99: 4000 } },
    aws: { path: /./, delays: { 50: 100, 90: 500, 99: 2500 } },
  },
  'login-page': {
    what: 'a proxy’s login page in place of one in twenty answers',
    portals: { path: API, share: 1 / 20, body: LOGIN_PAGE },
    lost: 'what was asked for just then',
    told: 'A proxy or a login page seems to stand in front of the portal; Try again',
    words: /a proxy or a login page seems to stand in front|sent an unexpected response/i,
  },
  resets: {
    what: 'a reset of one in twenty connections',
    resets: { share: 1 / 20 },
    lost: 'what was asked for just then; a page that is loaded again stays as it was in Firefox, which says nothing',
    told: 'The portal or AWS can’t be reached; Try again',
    words: /can.t be reached|ERR_CONNECTION|connection was (reset|interrupted)/i,
  },
};

const { E2E_CHANCE: chosen, E2E_SEED: seed = '1', E2E_SHARE: share } = process.env;

/** What tells a person that an answer was lost by chance; null: none is. */
export const LOST_BY_CHANCE = (chosen && CHANCES[chosen]?.words) || null;

/** What happens by chance for the whole of a story. */
export class Chances {
  /** @type {{met: number, hit: string[], paused: boolean}[]} */
  #happening = [];
  #before = 0;

  /** @param {import('../simulator/simulator.js').Simulator} sim */
  constructor(sim) {
    if (!chosen) return;
    const what = CHANCES[chosen];
    if (!what) throw new Error(`no such chance: ${chosen}; there are ${Object.keys(CHANCES)}`);
    const by = {
      seed: Number(seed),
      ...(share && chosen !== 'slow' ? { share: Number(share) } : {}),
    };
    const { portals, aws, resets } = what;
    if (portals)
      for (const portal of sim.portals)
        this.#happening.push(portal.fault({ ...portals, ...by, always: true }));
    if (aws) this.#happening.push(sim.aws.fault({ ...aws, ...by, always: true }));
    const reset = resets && sim.setResets({ ...resets, ...by });
    if (reset) this.#happening.push(reset);
  }

  /** @returns {string[]} what was hit so far */
  get #hit() {
    return this.#happening.flatMap(({ hit }) => hit);
  }

  /** A check begins. */
  begin() {
    this.#before = this.#hit.length;
  }

  /** @returns {string} what was hit since the check began */
  get lately() {
    return this.#hit.slice(this.#before).join(', ') || 'nothing';
  }

  /**
   * Nothing happens by chance meanwhile: for what prepares a story and is no part of it.
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T>}
   */
  async without(act) {
    if (this.#happening.some(({ paused }) => paused)) return act();
    for (const one of this.#happening) one.paused = true;
    try {
      return await act();
    } finally {
      for (const one of this.#happening) one.paused = false;
    }
  }

  /** How often it has happened. */
  get times() {
    return this.#hit.length;
  }

  /** Prints it. */
  tell() {
    if (chosen) console.log(`# E2E_CHANCE=${chosen} E2E_SEED=${seed}: ${this.times} times`);
  }
}

/** What is silent for three seconds is asked for once more, and the first answer counts. */
const asksTwice = chosen === 'slow';

/**
 * @param {import('../simulator/simulator.js').Simulator} sim
 * @param {number} [refused] how many AWS was made to refuse as used, though they weren't
 * @returns {number} how many sign-ins were made because what was asked for once was late
 */
export function spareSignIns(sim, refused = 0) {
  return asksTwice ? sim.aws.minted.filter(({ used }) => !used).length - refused : 0;
}

/**
 * @param {import('../simulator/simulator.js').Simulator} sim
 * @param {number} [refused] how many AWS was made to refuse as used, though they weren't
 * @returns {number} how many were made without those
 */
export function signInsOf(sim, refused) {
  return sim.aws.minted.length - spareSignIns(sim, refused);
}

/** @param {any} error @returns {unknown[]} what a terminal said in it */
const saidAtTerminal = (error) => [error, error?.actual].flatMap((one) => [one?.stderr, one]);

/** @param {import('./driver/browser.js').Browser} browser @returns {Promise<unknown[]>} all that a person can read in it */
async function readIn(browser) {
  const read = [];
  for (const page of await browser.pages()) {
    read.push(await page.text('body').catch(() => null));
    read.push(await new Chip(page).text('.notice').catch(() => null));
    read.push((await browser.badge(page).catch(() => null))?.title);
  }
  // What the badge only hints at, the popup says.
  const popup = (await browser.shownPopup()) ?? (await browser.openPopup().catch(() => null));
  read.push(await popup?.text('body').catch(() => null));
  return read;
}

/**
 * Prints of a check that failed under a chance whether the person can read why, in the browser or at the terminal.
 * @param {import('./stage.js').Stage} stage
 * @param {unknown} error why it failed
 */
export async function sayWhetherTold({ browser, chances }, error) {
  const words = LOST_BY_CHANCE;
  if (!words || !browser) return;
  const tells = (/** @type {unknown} */ text) => typeof text === 'string' && words.test(text);
  let read = saidAtTerminal(error);
  const isTold = async () => {
    read = read.find(tells) ? read : await readIn(browser);
    return read.some(tells);
  };
  const told = await until('it to be told', isTold, 5000).catch(() => false);
  const shown = read.filter((text) => (told ? tells(text) : typeof text === 'string' && text));
  console.log(`# lost, and ${told ? 'told' : 'not told'}; hit meanwhile: ${chances?.lately}`);
  for (const text of shown) console.log(`#   ${JSON.stringify(`${text}`.slice(0, 600))}`);
}
