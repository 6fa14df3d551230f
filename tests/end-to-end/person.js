import assert from 'node:assert/strict';
import { until } from './driver/until.js';

/* What a person does, in terms of what they see. */

const CONSOLE = /^https:\/\/[a-z0-9.-]+\.console\.aws\.amazon\.com\//;

/**
 * Opens the popup and waits for tenants to choose from.
 * @param {import('./stage.js').Stage} stage
 */
export async function openList({ browser }) {
  const popup = await browser.openPopup();
  await popup.waitFor('#list [role=option]');
  // What is typed before goes nowhere.
  await popup.waitFor('#search:focus');
  return popup;
}

/**
 * Waits for the popup that something else than the toolbar button opens, or the page that stands in for it.
 * @param {import('./stage.js').Stage} stage
 * @returns {Promise<import('./driver/surface.js').Surface>}
 */
export function openedPopup({ browser }) {
  return until('the popup', async () => {
    const popup = await browser.shownPopup();
    if (popup) return popup;
    for (const page of await browser.pages())
      if ((await page.url()).includes('/popup.html?from=')) return page;
    throw new Error('neither the popup nor its page is open');
  });
}

/**
 * Opens the popup, types and presses Enter, as one does for a tenant.
 * @param {import('./stage.js').Stage} stage
 * @param {string} letters
 * @param {RegExp} row what must be selected before Enter is pressed
 * @returns {Promise<import('./driver/surface.js').Surface>} the popup, which goes when the console opens
 */
export async function chooseTenant(stage, letters, row) {
  const popup = await openList(stage);
  await popup.type(letters);
  await popup.waitForText('[role=option][aria-selected=true]', row);
  await popup.press('Enter');
  return popup;
}

/**
 * Opens the popup and pastes into its search.
 * @param {import('./stage.js').Stage} stage
 * @param {string} text
 * @returns {Promise<import('./driver/surface.js').Surface>} the popup
 */
export async function paste(stage, text) {
  const popup = await openList(stage);
  await popup.evaluate((pasted) => {
    const search = document.querySelector('#search');
    search.value = pasted;
    search.dispatchEvent(new Event('input'));
  }, text);
  return popup;
}

/**
 * Clicks the row of a tenant that a page can be opened as. One too far down to be seen is found by its name.
 * @param {import('./driver/surface.js').Surface} popup with the rows that the page can be opened as
 * @param {import('../simulator/portal/tenants.js').Tenant} tenant
 */
export async function chooseOther(popup, { id, name }) {
  const row = `[role=option][data-tenant="${id}"]`;
  if (!(await popup.shows(row))) {
    await popup.press('Home');
    await popup.type(`${name} `);
  }
  await popup.click(row);
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {string} name of one of the simulator's portals
 * @returns {Promise<import('./driver/surface.js').Surface>} the portal's «Local Access Requested» page, once it is in
 *   front and its user is logged in to the portal
 */
export async function grantPage({ browser, sim }, name, user = 'bob@example.com') {
  const { url } = sim.portal(name);
  // The login that may stand before it has its address in its own.
  const isIt = (/** @type {string} */ at) =>
    at.startsWith(`${url}/app/`) && at.includes('verify-token');
  const page = await browser.waitForPage(`the grant page of ${name}`, isIt);
  await page.waitFor('#log-in, #authorize');
  if (await page.shows('#log-in')) {
    await page.fill('#email', user);
    await page.click('#log-in');
  }
  await page.waitForText('#request', /wants to access your credentials/);
  return page;
}

/**
 * Confirms on the host's own page whose sign-in it got, as it asks once for a portal that was added in the popup.
 * @param {import('./driver/surface.js').Surface} page the grant page
 */
export async function authorizeAndConfirm(page) {
  await page.click('#authorize');
  await page.waitForText('form button', /^Sign in to /);
  await page.click('form button');
}

/**
 * Authorizes a sign-in that was asked for nothing in particular.
 * @param {import('./stage.js').Stage} stage
 * @param {import('./driver/surface.js').Surface} page the grant page
 * @param {() => Promise<void>} [authorize] what is done there
 * @returns {Promise<import('./driver/surface.js').Surface>} the popup with the list, which opens automatically
 */
export async function authorizeForList(
  { browser },
  page,
  authorize = () => page.click('#authorize'),
) {
  await authorize();
  await page.waitUntilClosed();
  const popup = await until('the popup to open automatically', () => browser.shownPopup());
  await popup.waitFor('#list [role=option]');
  return popup;
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {string} role who must be signed in there, such as `duploservices-dev01`
 * @param {number} [deadlineMs]
 * @returns {Promise<import('./driver/surface.js').Surface>} the tab
 */
export function consoleOf({ browser }, role, deadlineMs) {
  return until(
    `the console of ${role}`,
    async () => {
      const seen = [];
      for (const page of await browser.pages()) {
        const user = CONSOLE.test(await page.url()) ? await page.text('#user') : null;
        if (user?.startsWith(`${role}/`)) return page;
        seen.push(user ?? (await page.url()));
      }
      throw new Error(`tabs with ${seen.join(', ')}`);
    },
    deadlineMs,
  );
}

/** @param {import('./stage.js').Stage} stage @returns {Promise<string[]>} the consoles that are open */
export async function openConsoles({ browser }) {
  // A tab that closes or goes to another page meanwhile can't say where it is.
  const urls = await until('the addresses of all tabs', async () =>
    Promise.all((await browser.pages()).map((page) => page.url())),
  );
  return urls.filter((url) => CONSOLE.test(url));
}

/**
 * @param {import('./stage.js').Stage} stage
 * @returns {string[]} the calls that the host has made to portals since the log was cleared
 */
export function portalCalls({ sim }) {
  const apis = sim.portals.map(({ apiUrl }) => new URL(apiUrl).host);
  const isCall = ({ host, path }) => apis.includes(host) && !path.startsWith('/app/');
  return sim.requests.filter(isCall).map(({ method, path }) => `${method} ${path}`);
}

/**
 * Presses Tab until an element has the focus. Each press is waited for: one that comes late would lead past it.
 * @param {import('./driver/surface.js').Surface} page
 * @param {string} selector
 */
export async function tabTo(page, selector) {
  const focused = () => page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
  // On a page that is still made there is nothing to move to.
  await page.waitFor(selector);
  for (let presses = 0; !(await focused()); presses++) {
    assert.ok(presses < 20, `Tab does not lead to ${selector}`);
    const before = await page.evaluate(focusMoves);
    await page.press('Tab');
    await until('the focus to move', async () => (await page.evaluate(focusMoves)) !== before);
  }
}

/** Runs in the page. @returns {string} how often the focus has moved */
function focusMoves() {
  const { dataset } = document.documentElement;
  if (dataset.focusMoves === undefined) {
    dataset.focusMoves = '0';
    addEventListener('focusin', () => {
      dataset.focusMoves = `${Number(dataset.focusMoves) + 1}`;
    });
  }
  return dataset.focusMoves;
}
