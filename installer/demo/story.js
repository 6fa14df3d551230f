/* Tells the whole story in a Chromium of its own, on a screen of its own, and checks each step. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../../tests/end-to-end/driver/until.js';
import { VirtualDisplay } from '../../tests/end-to-end/driver/virtual-display.js';
import { consoleOf, grantPage, openedPopup, openList } from '../../tests/end-to-end/person.js';
import { Transcript } from './transcript.js';
import { PORTAL, WINDOW, World } from './world.js';

const FIRST = 'invoice';
/** A production tenant. */
const SECOND = 'checkout';
const SELECTED = '[role=option][aria-selected=true]';

const transcript = new Transcript(fileURLToPath(new URL('../../build/demo', import.meta.url)));
const display = await VirtualDisplay.start(WINDOW);
const world = new World();
try {
  await transcript.step('the simulator, the host and Chromium start', () => start());
  await transcript.step('the person logs in to the portal', () => logInToPortal());
  await transcript.step('the toolbar button leads to the sign-in', () => askToSignIn());
  await transcript.step("one approval on the portal's page signs in", () => approve());
  await transcript.step('the list of tenants opens', () => showTenants());
  await transcript.step('three letters and Enter open the console', () => openFirst());
  await transcript.step('the badge shows the time left', () => readBadge(FIRST));
  await transcript.step('the second tenant takes one click, one request and no prompt', () =>
    openSecond(),
  );
  await transcript.step('its badge shows the time left too', () => readBadge(SECOND));
  await transcript.step('the settings page shows who is signed in', () => showSettings());
  transcript.finish();
} finally {
  await world.close();
  await display.close();
}

async function start() {
  await world.open({ env: { DISPLAY: display.name } });
  const welcome = world.browser.extensionUrl('src/pages/welcome/welcome.html');
  const page = await world.browser.waitForPage('the first-run page', (url) => url === welcome);
  const saw = await page.waitForText('#step-host', /installed/);
  await page.close();
  return saw;
}

async function logInToPortal() {
  const [blank] = await world.browser.pages();
  const page = await world.browser.openTab(`${world.portal.url}/app/devops/tenants`);
  await blank.close();
  await page.click('#log-in');
  return page.waitForText('h1', /^Tenants$/);
}

async function askToSignIn() {
  const popup = await world.browser.openPopup();
  const saw = await popup.waitForText('#status', new RegExp(`Sign in to ${PORTAL}`));
  await popup.click('#sign-in');
  return saw;
}

async function approve() {
  const page = await grantPage(world, PORTAL);
  assert.ok(await page.inFront(), 'the page must be in front');
  const saw = await page.text('#request');
  await picture('grant-page.png');
  await page.click('#authorize');
  await page.waitUntilClosed();
  return saw;
}

async function showTenants() {
  const popup = await openedPopup(world);
  await popup.waitFor('#list [role=option]');
  const who = await popup.waitForText('#who', / · bob@example\.com$/);
  const rows = await popup.evaluate(namesOfRows);
  assert.ok(rows.includes(FIRST) && rows.includes(SECOND), rows.join(', '));
  await picture('popup.png');
  return { rows, who };
}

async function openFirst() {
  const popup = await world.browser.shownPopup();
  await popup.type(FIRST.slice(0, 3));
  const selected = await popup.waitForText(SELECTED, new RegExp(`^${FIRST} `));
  await popup.press('Enter');
  return { typed: FIRST.slice(0, 3), selected, console: await seeConsole(FIRST) };
}

async function readBadge(tenant) {
  const page = await consoleOf(world, `duploservices-${tenant}`);
  const badge = await world.browser.waitForBadge(page, ({ text }) => /^(59|60)m$/.test(text));
  const mark = tenant === SECOND ? 'PRODUCTION: ' : '';
  const title = new RegExp(`^${mark}${tenant} on ${PORTAL}, AWS session until .+ minutes left\\)$`);
  assert.match(badge.title, title);
  if (tenant === FIRST) await picture('console.png');
  return badge;
}

async function openSecond() {
  const tabsBefore = (await world.browser.pages()).length;
  const popup = await openList(world);
  await popup.waitForText('#who', / · bob@example\.com$/);
  await until('the popup to have asked all it asks', async () =>
    (await world.control('GET', '/requests')).every(({ pending }) => !pending),
  );
  await world.control('POST', '/requests/clear');
  await popup.click(`[role=option][data-tenant="${await idOf(SECOND)}"]`);
  const saw = await seeConsole(SECOND);
  assert.equal((await world.browser.pages()).length, tabsBefore + 1, 'one tab more and no other');
  const requests = (await world.control('GET', '/requests'))
    .filter(isToPortal)
    .map(({ path }) => path);
  assert.equal(requests.length, 1, requests.join(', '));
  return { clicks: 1, requestsToPortal: requests, console: saw };
}

async function showSettings() {
  const page = await world.browser.openTab(
    world.browser.extensionUrl('src/pages/options/options.html'),
  );
  const state = await page.waitForText(
    `[data-portal=${PORTAL}]`,
    /Signed in as bob@example\.com until /,
  );
  await picture('options.png');
  return state;
}

async function seeConsole(tenant) {
  const page = await consoleOf(world, `duploservices-${tenant}`);
  assert.ok(await page.inFront(), 'the console must be in front');
  const [user, account, region] = await Promise.all(
    ['#user', '#account', '#region'].map((at) => page.text(at)),
  );
  return { user, account, region };
}

async function idOf(tenant) {
  const { tenants } = await world.control('GET', `/portals/${PORTAL}`);
  return tenants.find(({ name }) => name === tenant).id;
}

function isToPortal({ host }) {
  return host === new URL(world.portal.url).host;
}

/** Runs in the popup. */
function namesOfRows() {
  return [...document.querySelectorAll('[role=option] .name')].map(
    ({ textContent }) => textContent,
  );
}

function picture(name) {
  return display.screenshot(join(transcript.dir, name));
}
