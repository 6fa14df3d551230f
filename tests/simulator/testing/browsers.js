import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import puppeteer from 'puppeteer-core';
import { simulatorSet } from './stage.js';

const TIMEOUT_MS = 20_000;

/** How each browser is started; only the proxy leads to the simulator. */
export const BROWSERS = {
  chromium: (proxy) => ({
    executablePath: '/usr/bin/chromium',
    pipe: true,
    args: ['--no-sandbox', `--proxy-server=${proxy.host}`],
  }),
  firefox: (proxy) => ({
    browser: /** @type {const} */ ('firefox'),
    executablePath: '/usr/bin/firefox-esr',
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.ssl': proxy.hostname,
      'network.proxy.ssl_port': Number(proxy.port),
    },
  }),
};

/** Stands for the program that waits for the token: answers like one and keeps what comes. */
export async function startListener() {
  const received = [];
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    received.push({ method, url, body, origin: headers.origin, type: headers['content-type'] });
    response.writeHead(200, {
      'access-control-allow-origin': headers.origin ?? '*',
      'access-control-allow-headers': 'X-Requested-With, Accept, Content-Type',
      'access-control-allow-private-network': 'true',
      'content-type': 'text/html',
    });
    response.end('<p id="listener">done</p>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const handedOver = () =>
    received.filter(({ method, url }) => method !== 'OPTIONS' && url !== '/favicon.ico');
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { received, handedOver, close, port: server.address().port };
}

/**
 * What a case does in a page.
 * @param {import('puppeteer-core').Page} page
 */
function actions(page) {
  const click = async (selector) => (await page.waitForSelector(selector))?.click();
  return {
    click,
    /** Clicks on what leads to another page, and waits for that page. */
    follow: (selector) => Promise.all([page.waitForNavigation(), click(selector)]),
    /** @returns {Promise<string>} the element's text, once there is some */
    reads: async (selector) => {
      await page.waitForFunction((one) => document.querySelector(one)?.textContent, {}, selector);
      return page.$eval(selector, (element) => element.textContent ?? '');
    },
    /** Goes to a page, and logs in on the way where that is asked for. */
    visit: async (url) => {
      await page.goto(url);
      if (await page.$('#log-in')) await Promise.all([page.waitForNavigation(), click('#log-in')]);
    },
  };
}

/** A browser on a simulator, with a new page and a new listener for each case. @param {string} name */
export function browserSet(name) {
  const { stage: simulatorStage, ...set } = simulatorSet();
  const stage = /** @type {any} */ (simulatorStage);
  const open = async () => {
    await set.open();
    const options = BROWSERS[name](new URL(stage.sim.proxy));
    stage.browser = await puppeteer.launch({
      headless: true,
      acceptInsecureCerts: true,
      ...options,
    });
  };
  const reset = async () => {
    set.reset();
    await stage.listener?.close();
    await stage.page?.close();
    stage.listener = await startListener();
    stage.page = await stage.browser.newPage();
    stage.page.setDefaultTimeout(TIMEOUT_MS);
    stage.failures = [];
    stage.page.on('pageerror', ({ message }) => {
      // Firefox reports a listener that isn't there as an error of the page's.
      if (!message.startsWith('Cross-Origin Request Blocked')) stage.failures.push(message);
    });
    stage.user = actions(stage.page);
    stage.grantUrl = (portal, query = '') =>
      `${stage.sim.portal(portal).url}/app/user/verify-token?localAppName=jit-console&localPort=${stage.listener.port}${query}`;
  };
  const check = () => assert.deepEqual(stage.failures, []);
  const close = async () => {
    await stage.browser?.close();
    await stage.listener?.close();
    await set.close();
  };
  return { stage, open, reset, check, close };
}
