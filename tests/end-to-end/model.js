import assert from 'node:assert/strict';
import { leadToConsole } from './acts.js';
import { until } from './driver/until.js';
import { Sessions } from './sessions.js';
import { hostBinary, story } from './stage.js';

/*
 * A small version of tests/model in a real browser with the real host: random sequences of what people and the world
 * do, after each of which a tenant's console is reached, and what must hold is looked at from outside.
 *
 *     E2E_BROWSER=firefox SEED=7 SEQUENCES=3 STEPS=5 node --test tests/end-to-end/model.js
 */

const SEED = Number(process.env.SEED ?? 1);
const SEQUENCES = Number(process.env.SEQUENCES ?? 3);
const STEPS = Number(process.env.STEPS ?? 5);
const TENANTS = ['dev01', 'billing'];
const HOUR = 3600;

/** @typedef {{stage: import('./stage.js').Stage, sessions: Sessions, user?: string}} World */

/** @param {import('./stage.js').Stage} stage @returns {Promise<import('./driver/surface.js').Surface | undefined>} */
async function newestConsole({ browser }) {
  const consoles = [];
  for (const page of await browser.pages())
    if (await page.text('#user').catch(() => null)) consoles.push(page);
  return consoles.at(-1);
}

/** What happens. @type {Record<string, (world: World) => Promise<void>>} */
const HAPPENINGS = {
  nothing: async () => undefined,
  'the newest console is closed': async ({ stage }) => {
    await (await newestConsole(stage))?.close();
  },
  'the person signs out at AWS': async ({ stage }) => {
    const page = await newestConsole(stage);
    if (!(await page?.shows('#sign-out'))) return;
    await page.click('#sign-out');
    await page.waitFor('#signed-out');
  },
  'the person types into a form': async ({ stage }) => {
    const page = await newestConsole(stage);
    if (!(await page?.shows('#description'))) return;
    await page.activate();
    await page.waitUntilInFront();
    await page.click('#description');
    await page.type('half');
  },
  'the person goes to another tab': async ({ sessions }) => {
    await sessions.page.activate();
    await sessions.page.waitUntilInFront();
  },
  'an hour passes': ({ sessions }) => sessions.age(HOUR),
  'the network is away while an hour passes': async ({ stage, sessions }) => {
    stage.sim.setOffline(true);
    await sessions.age(HOUR);
    stage.sim.setOffline(false);
  },
  'the memory of a tab is freed': async ({ sessions }) => {
    await sessions.page.activate();
    await sessions.page.waitUntilInFront();
    await sessions.discard();
  },
  // Whoever has just gone to a page waits for it: a sign-in of theirs would close the popup of what they do next.
  'AWS ends its sessions': async ({ stage, sessions }) => {
    await sessions.nobodyWaits();
    stage.sim.aws.signOutAll();
  },
  'another user signs in at a terminal': async (world) => {
    const { stage } = world;
    world.user = world.user === 'alice' ? 'bob' : 'alice';
    await stage.signIn('acme', `${world.user}@example.com`);
  },
  'the portal ends its session': async ({ stage }) => stage.sim.portal('acme').revokeTokens(),
  'the worker dies': ({ stage }) => stage.browser.killWorker(),
  'the host is killed': async ({ stage }) => {
    for (const pid of stage.browser.hostPids(hostBinary())) process.kill(pid, 'SIGKILL');
    await until('it to end', () => stage.browser.hostPids(hostBinary()).length === 0);
  },
  'the extension is updated': async (world) => {
    await world.stage.browser.updateExtension();
    await speakAgain(world);
  },
  'the browser is restarted': async (world) => {
    await world.stage.restartBrowser();
    await speakAgain(world);
  },
};

/** Our page that the sessions are asked from went with the rest. @param {World} world */
async function speakAgain(world) {
  const { browser } = world.stage;
  const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
  world.sessions = new Sessions(world.stage, page);
}

/** @param {number} seed @returns {(below: number) => number} the same numbers for the same seed */
function dice(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Runs in a page of the extension. @returns {Promise<{left: string[], shown: string[][]}>} */
async function lookAround() {
  const { scripting, storage, tabs } = globalThis.browser ?? chrome;
  const memory = await storage.session.get(null);
  const kinds = ['intents', 'signIns', 'questions'];
  const left = kinds.filter((kind) => Object.keys(memory[kind] ?? {}).length > 0);
  const shown = [];
  for (const { target, landed, endedBecause, tabIds } of Object.values(memory.sessions ?? {}))
    for (const tabId of tabIds) {
      const tab = await tabs.get(tabId).catch(() => null);
      const counts = tab && !tab.discarded && tab.status === 'complete' && landed && !endedBecause;
      if (!counts || memory.mismatches?.[tabId]) continue;
      const func = () => document.querySelector('#user')?.textContent ?? null;
      const [frame] = await scripting.executeScript({ target: { tabId }, func }).catch(() => []);
      if (frame?.result) shown.push([target.name, frame.result]);
    }
  return { left, shown };
}

/** What must hold. @param {World} world */
async function checkWorld({ sessions }) {
  const { shown } = await until('nothing to be left over', async () => {
    const seen = await sessions.page.evaluate(lookAround);
    if (seen.left.length > 0) throw new Error(seen.left.join(', '));
    return seen;
  });
  for (const [tenant, user] of shown)
    assert.ok(user.startsWith(`duploservices-${tenant}/`), `${user} is taken for ${tenant}`);
}

story(`random sequences from seed ${SEED}`, { signedIn: ['acme'] }, (stage, check) => {
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const roll = dice(SEED * 1000 + sequence);
    const multiSession = roll(2) === 1;
    const names = Object.keys(HAPPENINGS);
    const steps = Array.from({ length: STEPS }, () => ({
      happens: names[roll(names.length)],
      tenant: TENANTS[roll(TENANTS.length)],
    }));
    const told = steps.map(({ happens, tenant }) => `${happens}, ${tenant}`).join('; ');
    check(`${multiSession ? 'several' : 'one'} at a time: ${told}`, async () => {
      /** @type {World} */
      const world = { stage, sessions: await Sessions.begin(stage, { aws: { multiSession } }) };
      for (const { happens, tenant } of steps) {
        await HAPPENINGS[happens](world);
        await leadToConsole(stage, tenant);
        await checkWorld(world);
      }
    });
  }
});
