import { chooseFromMenu } from './driver/context-menu.js';
import { until } from './driver/until.js';

/* What a person does to get from somewhere else to a page of AWS, and what they then see. */

/** Longer than most: a login, a host's start and a sign-in may lie on the way. */
const DEADLINE_MS = 60_000;

/**
 * @param {import('./stage.js').Stage} stage
 * @param {string} tenant
 * @param {string} [kind]
 * @returns {Promise<import('./driver/surface.js').Surface>} a portal's page, its user logged in
 */
export async function portalPage({ browser, sim }, tenant, kind) {
  const page = await browser.openTab(sim.portal('acme').pageUrl(tenant, kind));
  await page.waitFor('#log-in, #tenant-menu');
  if (await page.shows('#log-in')) await page.click('#log-in');
  await page.waitFor(kind ? '#resource-title' : '#tenant-menu');
  return page;
}

/** Somebody else's page, which has nothing to do with portals. @param {import('./stage.js').Stage} stage @param {string} body */
export async function ordinaryPage({ browser, sim }, body) {
  const { url } = sim.portal('globex');
  const html = `<!doctype html><title>Runbook</title><style>body { font: 16px sans-serif; margin: 80px }</style>${body}`;
  sim
    .portal('globex')
    .fault({ path: '/runbook', status: 200, contentType: 'text/html', body: html });
  return browser.openTab(`${url}/runbook`);
}

/** @param {import('./driver/surface.js').Surface} page @param {string} selector whose text is then selected */
export function select(page, selector) {
  return page.evaluate(
    (s) => getSelection().selectAllChildren(document.querySelector(s)),
    selector,
  );
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {string} role
 * @param {string} page the console's address without a session's label
 */
export function consoleAt({ browser }, role, page) {
  const wanted = new URL(page);
  return until(
    `${role} at ${page}`,
    async () => {
      const seen = [];
      for (const tab of await browser.pages()) {
        const at = new URL(await tab.url());
        const samePlace = at.hostname.endsWith(wanted.hostname) && rest(at) === rest(wanted);
        const user = samePlace ? await tab.text('#user') : null;
        if (user?.startsWith(`${role}/`)) return tab;
        seen.push(user ?? at.href);
      }
      throw new Error(`tabs with ${seen.join(', ')}`);
    },
    DEADLINE_MS,
  );
}

/** @param {URL} url */
const rest = ({ pathname, search, hash }) => pathname + search + hash;

export { chooseFromMenu };
