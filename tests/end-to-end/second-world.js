import { startSecondPortal } from '../second-portal/second-portal.js';
import { until } from './driver/until.js';
import { chooseTenant } from './person.js';

/* What a person does and sees with the portals and the AWS of tests/second-portal. */

export const world = startSecondPortal;

/** The role behind the administrator's console there. */
export const ADMINISTRATOR = 'portal-administrators';

/**
 * @param {import('./stage.js').Stage} stage
 * @param {string} tenant
 * @param {string} [place] the address after its host
 * @returns {Promise<import('./driver/surface.js').Surface>} the tab with its console
 */
export function consoleOf(stage, tenant, place) {
  return until(`the console of ${tenant}`, () => findConsole(stage, tenant, place));
}

/** As `consoleOf`, where it is there already. @throws {Error} what is there instead */
export async function findConsole({ browser }, tenant, place) {
  const seen = [];
  // What was opened last is mostly the one.
  for (const page of (await browser.pages()).reverse()) {
    const url = new URL(await page.url());
    const isConsole = /\.console\.(aws\.amazon\.com|amazonaws[a-z.-]+)$/.test(url.hostname);
    const account = isConsole ? await page.text('#awsc-nav .account') : null;
    const at = url.href.slice(url.origin.length);
    const role = tenant === ADMINISTRATOR ? tenant : `duploservices-${tenant}`;
    if (account?.startsWith(`${role}/`) && (!place || at === place)) return page;
    seen.push(`${account} at ${url.href}`);
  }
  throw new Error(seen.join(', '));
}

/** @param {import('./stage.js').Stage} stage @param {string} name of the portal, its user logged in @param {string} [person] another than the portal's first */
export async function grantPage({ browser, sim }, name, person = '') {
  const { url } = sim.portal(name);
  const page = await browser.waitForPage('the portal', (at) => at.startsWith(`${url}/app/`));
  await page.waitFor('[name=go], [value=authorize]');
  if (await page.shows('[name=go]')) {
    if (person) await page.fill('[name=user]', person);
    await page.click('[name=go]');
  }
  await page.waitForText('.ask', /wants to access your credentials/);
  return page;
}

/** Adds a portal in the popup and asks there for the sign-in. @returns {Promise<import('./driver/surface.js').Surface>} its grant page */
export async function addPortal(stage, name) {
  const popup = await stage.browser.openPopup();
  await popup.fill('#portal-url', new URL(stage.sim.portal(name).url).host);
  await popup.press('Enter');
  await popup.waitFor('#sign-in');
  await popup.click('#sign-in');
  return grantPage(stage, name);
}

/** Allows it on the portal's page, then on the host's own, as once for each portal. */
export async function authorize(page) {
  await page.click('[value=authorize]');
  await page.waitForText('form button', /^Sign in to /);
  await page.click('form button');
}

/** Opens the administrator's console as a person does who knows its name. @param {import('./stage.js').Stage} stage */
export async function openAsAdministrator(stage) {
  await chooseTenant(stage, 'administrator', /Administrator console/);
  return consoleOf(stage, ADMINISTRATOR);
}
