import { consoleOf, grantPage } from './person.js';
import { elsewhere, HOUR, leave, live, portalSessionOver, privately } from './states-world.js';

/* Those of the states of states.js that take another world than the usual one. */

/** @type {import('./states-world.js').Row[]} */
export const ELSEWHERE = [
  {
    state: 'its session lives, its tab is in another window',
    setting: 'two windows',
    acts: ['enter'],
    bring: apart,
  },
  {
    state: 'its session ended, its tab is in another window',
    setting: 'two windows',
    acts: ['enter'],
    bring: async (world) => {
      const page = await apart(world);
      await world.sessions.age(HOUR);
      return page;
    },
  },
  {
    state: 'the portal’s page of a sign-in is in another window',
    setting: 'two windows',
    acts: ['enter', 'authorize'],
    bring: async (world) => {
      const { sessions, stage } = world;
      await portalSessionOver(world);
      await sessions.open('dev01');
      await grantPage(stage, 'acme');
      await sessions.moveApart(await sessions.grantTabId());
      return sessions.page;
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
  {
    state: 'in a private window, the portal’s session ended',
    setting: 'private',
    acts: ['enter', 'authorize'],
    bring: async (world) => {
      await portalSessionOver(world);
      const tab = await privately(world, world.stage.sim.portal('acme').pageUrl('dev01'));
      await tab.click('#log-in');
      await tab.waitFor('#tenant-menu');
      return tab;
    },
  },
  {
    state: 'in a private window, the portal’s session ended, no login there',
    setting: 'private',
    acts: ['enter', 'log in', 'authorize'],
    because:
      'a private window has no login of the portal’s, which asks for it before it shows its page',
    bring: async (world) => {
      await portalSessionOver(world);
      return privately(world);
    },
  },
  {
    state: 'AWS’s hosts are refused',
    setting: 'hosts refused',
    only: 'firefox',
    acts: ['enter'],
    bring: ({ sessions, stage }) => stage.browser.refuseHosts(sessions.page),
  },
  {
    state: 'AWS’s hosts are refused, its session lives, its tab is behind',
    setting: 'hosts refused',
    only: 'firefox',
    acts: ['enter'],
    bring: openedUnread,
  },
  {
    state: 'AWS’s hosts are refused, its session ended, its tab is behind',
    setting: 'hosts refused',
    only: 'firefox',
    acts: ['enter'],
    bring: async (world) => {
      await openedUnread(world);
      await world.sessions.age(HOUR);
    },
  },
  {
    state: 'the host isn’t installed',
    setting: 'without the host',
    acts: ['enter', 'install', 'enter'],
    because: 'an extension can’t install programs',
    between: async ({ stage }, act) => {
      if (act !== 'enter') return;
      const popup = await stage.browser.shownPopup();
      if (await popup?.shows('#check-again')) await stage.installHost();
    },
  },
];

/** @param {import('./states-world.js').World} world its session lives, its tab is in a window behind */
async function apart(world) {
  const { sessions } = world;
  await live(world);
  const [tabId] = await sessions.tabIds();
  await sessions.moveApart(tabId);
  return sessions.page;
}

/** What the extension may not read of it, it doesn't wait for. @param {import('./states-world.js').World} world */
async function openedUnread(world) {
  const { sessions, stage } = world;
  await stage.browser.refuseHosts(sessions.page);
  await sessions.open('dev01');
  await consoleOf(stage, 'duploservices-dev01');
  await leave(world);
}
