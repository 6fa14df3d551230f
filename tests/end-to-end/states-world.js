import { DEEP } from './sessions.js';

/* What brings about the states from which a console is reached (states.js). */

export const HOUR = 3600;

/**
 * @typedef {object} World
 * @property {import('./stage.js').Stage} stage
 * @property {import('./sessions.js').Sessions} sessions
 */

/**
 * @typedef {object} Row
 * @property {string} state in words
 * @property {import('./acts.js').Act[]} acts needed
 * @property {import('./acts.js').Act[]} [inFirefox] where containers need fewer
 * @property {string} [because] why the world demands more than one act beyond the best
 * @property {'chromium' | 'firefox'} [only] the browser that knows the state
 * @property {'two windows' | 'private' | 'never signed in' | 'without the host' | 'hosts refused'} [setting] which story it is part of,
 *   besides the usual one
 * @property {import('./acts.js').Wanted} [wanted] by default dev01's console
 * @property {object} [aws] AWS's settings
 * @property {object} [settings] the person's
 * @property {(world: World) => Promise<void | import('./driver/surface.js').Surface>} [bring] brings it about; gives the
 *   tab the person is in where there is more than one window
 * @property {(world: World, act: import('./acts.js').Act) => Promise<void>} [between] what the world does after an act
 */

/** @param {World} world @returns {Promise<import('./driver/surface.js').Surface>} dev01's tab, in front */
export const live = ({ sessions }) => sessions.opened('dev01', { to: DEEP });

/** The person goes to another tab. @param {World} world */
export async function leave({ sessions }) {
  await sessions.page.activate();
  await sessions.page.waitUntilInFront();
}

/** @param {World} world dev01's session has ended, its tab is behind */
export async function endedBehind(world) {
  const tab = await live(world);
  await leave(world);
  await world.sessions.age(HOUR);
  return tab;
}

/** @param {World} world yesterday's popup has shown the tenants, since when the portal has ended its session */
export async function portalSessionOver({ stage, sessions }) {
  await sessions.readLists();
  stage.sim.portal('acme').revokeTokens();
}

/** @param {World} world */
export const elsewhere = ({ stage }) => `${stage.sim.portal('globex').url}/app/login`;

/** @param {World} world @param {string[]} tenants that are signed in before */
export async function others({ sessions }, ...tenants) {
  for (const tenant of tenants) await sessions.opened(tenant);
}

/** @param {World} world @param {string} [url] @returns {Promise<import('./driver/surface.js').Surface>} a page in a private window */
export async function privately(world, url = elsewhere(world)) {
  await world.sessions.openPrivateWindow(url);
  const tab = await world.stage.browser.waitForPage('the private window', (at) =>
    at.startsWith(new URL(url).origin),
  );
  await tab.waitFor('#log-in');
  return tab;
}
