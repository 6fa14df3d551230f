/*
 * Records README's moving picture: the real program and extension in a real Chromium, with the simulated portal and AWS.
 * A click on the toolbar button, three letters, Enter; a page of the console; the session's end, its countdown, and the same
 * page again. Between, an hour is skipped, and what stands still is shortened. Writes build/demo/film.png and chip.png.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Chip } from '../../tests/end-to-end/driver/chip.js';
import { VirtualDisplay } from '../../tests/end-to-end/driver/virtual-display.js';
import { consoleOf, grantPage, openedPopup, openList } from '../../tests/end-to-end/person.js';
import { apng } from './apng.js';
import { Recorder } from './recorder.js';
import { PORTAL, World } from './world.js';

const SIZE = { width: 900, height: 600 };
/** The pointer starts in its middle: beyond the window. */
const SCREEN = { width: 1900, height: 1280 };
const TENANT = 'invoice';
const PAGE = '/s3/buckets/invoice-exports?region=us-west-2&tab=objects';
/** Seconds that are left of the session after the hour that is skipped. */
const LEFT = 2;

const dir = fileURLToPath(new URL('../../build/demo', import.meta.url));
mkdirSync(dir, { recursive: true });
const display = await VirtualDisplay.start(SCREEN);
const world = new World();
try {
  await world.open({ env: { DISPLAY: display.name }, window: SIZE });
  await signIn();
  const recorder = new Recorder(display, SIZE);
  const page = await openConsole(recorder);
  await seeEnd(page, recorder);
  const { frames, seconds } = recorder.end();
  const film = apng(frames);
  writeFileSync(`${dir}/film.png`, film);
  console.log(
    `film.png: ${frames.length} frames, ${seconds} s, ${Math.round(film.length / 1024)} KiB`,
  );
} finally {
  await world.close();
  await display.close();
}

/** What isn't filmed: the first run. */
async function signIn() {
  const welcome = world.browser.extensionUrl('src/pages/welcome/welcome.html');
  const first = await world.browser.waitForPage('the first-run page', (url) => url === welcome);
  await first.waitForText('#step-host', /installed/);
  const [blank] = await world.browser.pages();
  const portal = await world.browser.openTab(`${world.portal.url}/app/devops/tenants`);
  await first.close();
  await blank.close().catch(() => undefined);
  await portal.click('#log-in');
  await portal.waitForText('h1', /^Tenants$/);
  const popup = await world.browser.openPopup();
  await popup.waitForText('#status', new RegExp(`Sign in to ${PORTAL}`));
  await popup.click('#sign-in');
  const grant = await grantPage(world, PORTAL);
  await grant.click('#authorize');
  await grant.waitUntilClosed();
  const list = await openedPopup(world);
  await list.waitFor('#list [role=option]');
  await list.press('Escape');
  await list.waitUntilClosed();
  await portal.activate();
  // The popup fades.
  await sleep(1000);
}

/** @param {Recorder} recorder */
async function openConsole(recorder) {
  await sleep(800);
  const popup = await openList(world);
  await sleep(1000);
  for (const letter of TENANT.slice(0, 3)) {
    await popup.type(letter);
    await sleep(300);
  }
  await popup.waitForText('[role=option][aria-selected=true]', new RegExp(`^${TENANT} `));
  await sleep(700);
  await popup.press('Enter');
  const page = await consoleOf(world, `duploservices-${TENANT}`);
  await seeTime(page);
  await sleep(1200);
  const address = new URL(PAGE, await page.url()).href;
  await page.goTo(address);
  await page.waitForText('#path', /buckets/);
  await seeTime(page);
  // A session that nobody used isn't reopened.
  await page.click('#service');
  await sleep(1200);
  return page;
}

/** @param {import('../../tests/end-to-end/driver/surface.js').Surface} page */
async function seeTime(page) {
  await world.browser.waitForBadge(page, ({ text }) => /^(59|60)m$/.test(text));
  await new Chip(page).waitForText('.time', /^(59|60) min$/);
}

/** @param {import('../../tests/end-to-end/driver/surface.js').Surface} page @param {Recorder} recorder */
async function seeEnd(page, recorder) {
  const chip = new Chip(page);
  const seconds = await world.browser.evaluateInWorker(makeOlder, LEFT);
  await chip.waitForText('.time', /sec$/);
  await chip.waitForText('.notice', /^Session ended\. Reopening this page in \d+ s/);
  await sleep(500);
  writeFileSync(`${dir}/chip.png`, recorder.picture());
  recorder.speed = 4;
  await chip.waitForText('.notice', / in 3 s/);
  await world.control('POST', '/clock/advance', { seconds });
  await chip.waitUntilHidden('.notice');
  await seeTime(page);
  recorder.speed = 1;
  await page.waitForText('#path', /buckets/);
  await sleep(2500);
}

/**
 * Runs in the extension's worker.
 * @param {number} left seconds
 * @returns {Promise<number>} how much older the session is, in seconds
 */
async function makeOlder(left) {
  const { storage, alarms } = chrome;
  const { sessions } = await storage.session.get('sessions');
  const [session] = Object.values(sessions);
  const milliseconds = session.expiresAt - Date.now() - left * 1000;
  session.startedAt -= milliseconds;
  session.expiresAt -= milliseconds;
  await storage.session.set({ sessions });
  await alarms.create('badge', { when: Date.now() });
  return Math.round(milliseconds / 1000);
}
