import { until } from './driver/until.js';
import { consoleOf, grantPage } from './person.js';
import { DEEP } from './sessions.js';
import { hostBinary } from './stage.js';

/*
 * From which state a person gets to dev01's console by which acts (acts.js says what they are). The best is one; none may
 * take more than one further, unless the world demands it, as the row then says.
 *
 *     node tests/end-to-end/states-table.js       prints the table
 */

const HOUR = 3600;

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
 * @property {'private' | 'never signed in'} [setting] which story it is part of, besides the usual one
 * @property {object} [aws] AWS's settings
 * @property {(world: World) => Promise<void | import('./driver/surface.js').Surface>} [bring] brings it about; gives the
 *   tab the person is in where there is more than one window
 * @property {(world: World, act: import('./acts.js').Act) => Promise<void>} [between] what the world does after an act
 */

/** @param {World} world @returns {Promise<import('./driver/surface.js').Surface>} dev01's tab, in front */
const live = ({ sessions }) => sessions.opened('dev01', { to: DEEP });

/** The person goes to another tab. @param {World} world */
async function leave({ sessions }) {
  await sessions.page.activate();
  await sessions.page.waitUntilInFront();
}

/** @param {World} world dev01's session has ended, its tab is behind */
async function endedBehind(world) {
  const tab = await live(world);
  await leave(world);
  await world.sessions.age(HOUR);
  return tab;
}

/** @param {World} world yesterday's popup has shown the tenants, since when the portal has ended its session */
async function portalSessionOver({ stage, sessions }) {
  await sessions.readLists();
  stage.sim.portal('acme').revokeTokens();
}

/** @param {World} world */
const elsewhere = ({ stage }) => `${stage.sim.portal('globex').url}/app/login`;

/** @param {World} world @param {string[]} tenants that are signed in before */
async function others({ sessions }, ...tenants) {
  for (const tenant of tenants) await sessions.opened(tenant);
}

/** @param {World} world @returns {Promise<import('./driver/surface.js').Surface>} a page in a private window */
async function privately(world) {
  await world.sessions.openPrivateWindow(elsewhere(world));
  const tab = await world.stage.browser.waitForPage('the private window', (url) =>
    url.startsWith(elsewhere(world)),
  );
  await tab.waitFor('#log-in');
  return tab;
}

/** @type {Row[]} */
export const ROWS = [
  { state: 'signed in to the portal, nothing open', acts: ['enter'] },
  {
    state: 'the portal’s session ended',
    acts: ['enter', 'authorize'],
    bring: portalSessionOver,
  },
  {
    state: 'the portal’s session ended, its login in the browser too',
    acts: ['enter', 'log in', 'authorize'],
    because: 'the portal asks for its login before it shows its page',
    bring: async (world) => {
      await portalSessionOver(world);
      world.stage.sim.portal('acme').endSessions();
    },
  },
  {
    state: 'never signed in',
    setting: 'never signed in',
    acts: ['enter', 'authorize', 'enter'],
    because: 'nobody knows before the sign-in which tenants there are',
    bring: async (world) => void (await world.stage.browser.openTab(elsewhere(world))),
  },
  {
    state: 'its session lives, its tab is in front',
    acts: ['enter'],
    bring: async (world) => void (await live(world)),
  },
  {
    state: 'its session lives, its tab is behind',
    acts: ['enter'],
    bring: async (world) => {
      await live(world);
      await leave(world);
    },
  },
  {
    state: 'its session lives, its tab was closed',
    acts: ['enter'],
    bring: async (world) => {
      const tab = await live(world);
      await tab.close();
    },
  },
  {
    state: 'its session lives, the browser has freed its tab’s memory',
    acts: ['enter'],
    bring: async (world) => {
      await live(world);
      await leave(world);
      await world.sessions.discard();
    },
  },
  {
    state: 'its tab was led to another site',
    acts: ['enter'],
    bring: async (world) => {
      const tab = await live(world);
      await tab.goTo(elsewhere(world));
      await world.stage.browser.waitForPage('the other site', (url) =>
        url.startsWith(elsewhere(world)),
      );
    },
  },
  {
    state: 'its session ended, its tab is in front and counts down',
    acts: ['enter'],
    bring: async (world) => {
      await live(world);
      await world.sessions.age(HOUR);
      await world.sessions.waitForPhase('countdown');
    },
  },
  {
    state: 'its session ended, its tab is behind',
    acts: ['enter'],
    bring: async (world) => {
      await endedBehind(world);
      await world.sessions.waitForPhase('waiting');
    },
  },
  {
    state: 'its session ended, its tab was closed before',
    acts: ['enter'],
    bring: async (world) => {
      const tab = await live(world);
      await tab.close();
      await world.sessions.age(HOUR);
    },
  },
  {
    state: 'its session and the portal’s ended overnight',
    acts: ['enter', 'authorize'],
    bring: async (world) => {
      await endedBehind(world);
      await world.sessions.waitForPhase('waiting');
      await portalSessionOver(world);
    },
  },
  {
    state: 'its session and the portal’s ended, somebody signed in at a terminal meanwhile',
    acts: ['enter'],
    bring: async (world) => {
      await live(world);
      await portalSessionOver(world);
      await world.sessions.age(HOUR);
      await world.sessions.waitForPhase('sign_in');
      await world.stage.signIn('acme');
    },
  },
  {
    state: 'its session ended, a form in its tab was typed into',
    acts: ['enter'],
    bring: async (world) => {
      const tab = await live(world);
      await tab.click('#description');
      await tab.type('half');
      await world.sessions.age(HOUR);
      await world.sessions.waitForPhase('held');
    },
  },
  {
    state: 'the person signed out at AWS',
    acts: ['enter'],
    bring: async (world) => {
      const tab = await live(world);
      await tab.click('#sign-out');
      await tab.waitFor('#signed-out');
    },
  },
  {
    state: 'another tenant has AWS’s only place',
    acts: ['enter', 'answer'],
    inFirefox: ['enter'],
    aws: { multiSession: false },
    bring: (world) => others(world, 'billing'),
  },
  {
    state: 'AWS’s five places are taken',
    acts: ['enter', 'answer'],
    only: 'chromium',
    bring: (world) => others(world, 'billing', 'staging', 'qa', 'checkout', 'search'),
  },
  {
    state: 'another tenant has AWS’s only place, the portal’s session ended',
    acts: ['enter', 'answer', 'authorize'],
    inFirefox: ['enter', 'authorize'],
    because: 'who has the place and who signs in are asked by different sites',
    aws: { multiSession: false },
    bring: async (world) => {
      await others(world, 'billing');
      await portalSessionOver(world);
    },
  },
  {
    state: 'the portal’s page of a sign-in was left for another site',
    acts: ['enter', 'authorize'],
    bring: async (world) => {
      await portalSessionOver(world);
      await world.sessions.open('dev01');
      const grant = await grantPage(world.stage, 'acme');
      await grant.goTo(elsewhere(world));
      await leave(world);
    },
  },
  {
    state: 'the background’s worker died',
    acts: ['enter'],
    bring: async (world) => {
      await live(world);
      await leave(world);
      await world.stage.browser.killWorker();
    },
  },
  {
    state: 'the host was killed',
    acts: ['enter'],
    bring: async ({ stage }) => {
      for (const pid of stage.browser.hostPids(hostBinary())) process.kill(pid, 'SIGKILL');
      await until('it to end', () => stage.browser.hostPids(hostBinary()).length === 0);
    },
  },
  {
    state: 'the network is away at the first press, and back at the second',
    acts: ['enter', 'again'],
    bring: async ({ stage, sessions }) => {
      await sessions.readLists();
      stage.sim.setOffline(true);
    },
    between: async ({ stage }, act) => {
      if (act !== 'enter') return;
      const popup = await stage.browser.shownPopup();
      await popup?.waitFor('.row-failed .retry');
      stage.sim.setOffline(false);
    },
  },
  {
    state: 'the network was away when its session ended, and is back',
    acts: ['enter'],
    bring: async (world) => {
      const tab = await live(world);
      await leave(world);
      world.stage.sim.setOffline(true);
      await world.sessions.age(HOUR);
      await world.sessions.waitForPhase('waiting');
      await tab.activate();
      await world.stage.browser.waitForBadge(tab, ({ text }) => text === '!');
      world.stage.sim.setOffline(false);
    },
  },
  {
    state: 'the extension was updated while its tab was open',
    acts: ['enter'],
    bring: async (world) => {
      await live(world);
      await world.stage.browser.updateExtension();
    },
  },
  {
    state: 'the browser was restarted',
    acts: ['enter'],
    bring: async (world) => {
      await live(world);
      await world.stage.restartBrowser();
    },
  },
  {
    state: 'in a private window',
    setting: 'private',
    acts: ['enter'],
    bring: privately,
  },
  {
    state: 'in a private window where another tenant has AWS’s only place',
    setting: 'private',
    acts: ['enter', 'answer'],
    aws: { multiSession: false },
    bring: async (world) => {
      const { stage, sessions } = world;
      const tabId = await sessions.openPrivateWindow(elsewhere(world));
      await sessions.open('billing', { tabId });
      const tab = await consoleOf(stage, 'duploservices-billing');
      await sessions.noted();
      return tab;
    },
  },
];
