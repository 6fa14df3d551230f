import { ADMINISTRATOR, tenant } from './acts.js';
import { until } from './driver/until.js';
import { grantPage } from './person.js';
import { hostBinary } from './stage.js';
import { ELSEWHERE } from './states-elsewhere.js';
import {
  elsewhere,
  endedBehind,
  HOUR,
  leave,
  live,
  others,
  portalSessionOver,
} from './states-world.js';

/*
 * From which state a person gets to dev01's console by which acts (acts.js says what they are). The best is one; none may
 * take more than one further, unless the world demands it, as the row then says.
 *
 *     node tests/end-to-end/states-table.js       prints the table
 */

/** @type {import('./states-world.js').Row[]} */
const USUAL = [
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
    state: 'a production tenant is to be asked about',
    acts: ['enter', 'answer'],
    wanted: tenant('invoice-prod'),
    settings: { confirmProduction: true },
  },
  {
    state: 'a production tenant is to be asked about, its session ended',
    acts: ['enter', 'answer'],
    wanted: tenant('invoice-prod'),
    bring: async (world) => {
      await world.sessions.opened('invoice-prod');
      await world.sessions.set({ confirmProduction: true });
      await leave(world);
      await world.sessions.age(HOUR);
    },
  },
  {
    state: 'the administrator’s console is to be asked about',
    acts: ['enter', 'answer'],
    wanted: ADMINISTRATOR,
    settings: { confirmAdministrator: true },
    bring: async ({ stage, sessions }) => {
      await stage.signIn('acme', 'alice@example.com');
      await sessions.readLists();
    },
  },
];

/** @type {import('./states-world.js').Row[]} */
export const ROWS = [...USUAL, ...ELSEWHERE];
