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
    words: /A proxy or a login page seems to stand in front|sent an unexpected response/,
  },
  resets: {
    what: 'a reset of one in twenty connections',
    resets: { share: 1 / 20 },
    lost: 'what was asked for just then',
    told: 'The portal or AWS can’t be reached; Try again',
    words: /can.t be reached|ERR_CONNECTION|connection was (reset|interrupted)/i,
  },
};

const { E2E_CHANCE: chosen, E2E_SEED: seed = '1', E2E_SHARE: share } = process.env;

/**
 * Has it happen for the whole of a story.
 * @param {import('../simulator/simulator.js').Simulator} sim
 * @returns {() => void} prints how often it has
 */
export function takeChances(sim) {
  if (!chosen) return () => undefined;
  const what = CHANCES[chosen];
  if (!what) throw new Error(`no such chance: ${chosen}; there are ${Object.keys(CHANCES)}`);
  const by = {
    seed: Number(seed),
    ...(share && chosen !== 'slow' ? { share: Number(share) } : {}),
  };
  const { portals, aws, resets } = what;
  const happening = [
    ...sim.portals.map((portal) => portals && portal.fault({ ...portals, ...by, always: true })),
    aws && sim.aws.fault({ ...aws, ...by, always: true }),
    resets && sim.setResets({ ...resets, ...by }),
  ];
  return () => {
    const times = happening.reduce((sum, one) => sum + (one?.met ?? 0), 0);
    console.log(`# E2E_CHANCE=${chosen} E2E_SEED=${seed}: ${times} times`);
  };
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

/**
 * Prints of a check that failed under a chance whether the person can read why.
 * @param {import('./stage.js').Stage} stage
 */
export async function sayWhetherTold(stage) {
  const words = chosen && CHANCES[chosen]?.words;
  if (!words || !stage.browser) return;
  const { browser } = stage;
  const isTold = async () => {
    const read = [];
    for (const page of await browser.pages()) {
      read.push(await page.text('body').catch(() => null));
      read.push(await new Chip(page).text('.notice').catch(() => null));
      read.push((await browser.badge(page).catch(() => null))?.title);
    }
    // What the badge only hints at, the popup says.
    const popup = (await browser.shownPopup()) ?? (await browser.openPopup().catch(() => null));
    read.push(await popup?.text('body').catch(() => null));
    return read.some((text) => text && words.test(text));
  };
  const told = await until('it to be told', isTold, 5000).catch(() => false);
  console.log(`# lost, and ${told ? 'told' : 'not told'}`);
}
