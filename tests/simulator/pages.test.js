import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { startSimulator } from './simulator.js';

const TIMEOUT = 20_000;

const BROWSERS = {
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
async function startListener() {
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
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { received, close, port: server.address().port };
}

for (const [name, options] of Object.entries(BROWSERS)) {
  describe(`pages in ${name}`, { timeout: 180_000 }, () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'simulator-'));
    /** @type {import('./simulator.js').Simulator} */
    let simulator;
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    let listener;
    const failures = [];

    before(async () => {
      simulator = await startSimulator({ dir });
      browser = await puppeteer.launch({
        headless: true,
        acceptInsecureCerts: true,
        ...options(new URL(simulator.proxy)),
      });
    });
    after(async () => {
      await browser?.close();
      await simulator.close();
      rmSync(dir, { recursive: true });
    });
    beforeEach(async () => {
      listener = await startListener();
      page = await browser.newPage();
      page.setDefaultTimeout(TIMEOUT);
      failures.length = 0;
      page.on('pageerror', ({ message }) => {
        // Firefox reports a listener that isn't there as an error of the page's.
        if (!message.startsWith('Cross-Origin Request Blocked')) failures.push(message);
      });
    });
    afterEach(async () => {
      await page.close();
      await listener.close();
      assert.deepEqual(failures, []);
    });

    const textOf = (selector, on = page) =>
      on.waitForSelector(selector).then((element) => element.evaluate((one) => one.textContent));
    /** Waits until the element says something. */
    const saidIn = async (selector) => {
      await page.waitForFunction((one) => document.querySelector(one)?.textContent, {}, selector);
      return textOf(selector);
    };
    const click = (selector) => page.waitForSelector(selector).then((element) => element.click());
    /** Goes to a page and logs in on the way where that is asked for. */
    const visit = async (url) => {
      await page.goto(url);
      if (!(await page.$('#log-in'))) return;
      await Promise.all([page.waitForNavigation(), click('#log-in')]);
    };
    const grantUrl = (portal, query = '') =>
      `${simulator.portal(portal).url}/app/user/verify-token?localAppName=jit-console&localPort=${listener.port}${query}`;
    const handedOver = () => listener.received.filter(({ method, url }) => method !== 'OPTIONS' && url !== '/favicon.ico');
    const takes = (portal, token) => simulator.portal(portal).takes(token);

    it('logs in and leads to the page that was wanted', async () => {
      const url = simulator.portal('acme').pageUrl('invoice', 's3');
      await page.goto(url);
      assert.equal(new URL(page.url()).pathname, '/app/login');
      await Promise.all([page.waitForNavigation(), click('#log-in')]);
      assert.equal(page.url(), url);
      assert.equal(await textOf('#resource-title'), 'duploservices-invoice-configbucket-123456789012');
      assert.equal(
        await textOf('#resource-arn'),
        'arn:aws:s3:::duploservices-invoice-configbucket-123456789012',
      );
      assert.equal(await textOf('#tenant-menu summary'), 'Tenant: INVOICE');
    });

    it('changes the address without a load', async () => {
      const portal = simulator.portal('acme');
      await visit(portal.pageUrl('invoice'));
      await page.evaluate(() => {
        window.notLoadedAnew = true;
      });
      for (const { kind, name: title, arn, page: address } of portal.resources(portal.tenant('invoice'))) {
        await click(`#open-${kind}`);
        assert.equal(await textOf('#resource-title'), title);
        assert.equal(await page.evaluate(() => location.pathname), address);
        assert.equal((await page.$('#resource-arn')) !== null, arn !== null);
        await page.evaluate(() => history.back());
        await page.waitForSelector(`#open-${kind}`);
      }
      assert.equal(await page.evaluate(() => window.notLoadedAnew), true);
    });

    it('opens the console on a resource from its page', async () => {
      await visit(simulator.portal('acme').pageUrl('invoice', 'dynamodb'));
      const opened = new Promise((resolve) => browser.once('targetcreated', resolve));
      await click('#console-link');
      const tab = await (await opened).page();
      await tab.waitForSelector('#fragment', { timeout: TIMEOUT });
      assert.equal(
        tab.url(),
        'https://us-west-2.console.aws.amazon.com/dynamodbv2/home?region=us-west-2#table?name=duploservices-invoice-orders',
      );
      assert.equal(await textOf('#fragment', tab), '#table?name=duploservices-invoice-orders');
      await tab.close();
    });

    it('offers the JIT entries in the profile menu', async () => {
      await visit(simulator.portal('initech').pageUrl('tps'));
      await click('#profile-menu summary');
      await click('#jit-credentials');
      assert.match(await saidIn('#output'), /^AccessKeyId: ASIA\w{16}\nSecretAccessKey: /);
      assert.equal(await page.$('#jit-admin-console'), null);
    });

    it('hands the token over by redirect where link and portal agree on it', async () => {
      await visit(grantUrl('acme', '&redirect=true'));
      assert.equal(await textOf('h1'), 'Local Access Requested');
      await click('#authorize');
      await textOf('#listener');
      const [{ url }] = handedOver();
      const token = new URL(url, 'http://127.0.0.1').searchParams.get('t');
      assert.equal(takes('acme', token), true);
    });

    it('hands the bare token over by POST from an older portal, or without redirect=true', async () => {
      for (const [portal, query] of [['globex', '&redirect=true'], ['acme', '']]) {
        listener.received.length = 0;
        await visit(grantUrl(portal, query));
        await click('#authorize');
        assert.match(await saidIn('#handover-result'), /granted/);
        const [{ url, method, body, origin }] = handedOver();
        assert.deepEqual([method, url, origin], ['POST', '/', simulator.portal(portal).url]);
        assert.equal(listener.received[0].method, 'OPTIONS');
        assert.equal(takes(portal, body), true);
      }
    });

    it('hands token and one-time password over where admin access needs one', async () => {
      await visit(grantUrl('initech', '&isAdmin=true&redirect=true'));
      await click('#authorize');
      assert.match(await saidIn('#handover-result'), /granted/);
      const [{ method, url, body, type }] = handedOver();
      assert.deepEqual([method, url, type], ['POST', '/v2/callbackWithOtp', 'application/json']);
      const { token, otp } = JSON.parse(body);
      assert.equal(takes('initech', token), true);
      assert.equal(otp, '246810');
    });

    it('says with an empty body that the user cancelled', async () => {
      for (const [portal, query] of [['globex', ''], ['initech', '&isAdmin=true']]) {
        listener.received.length = 0;
        await visit(grantUrl(portal, query));
        await click('#cancel');
        assert.match(await saidIn('#handover-result'), /not granted/);
        assert.deepEqual(handedOver().map(({ body }) => body), ['']);
      }
    });

    it('goes back to the portal on cancel where the redirect would be the way', async () => {
      await visit(grantUrl('acme', '&redirect=true'));
      await Promise.all([page.waitForNavigation(), click('#cancel')]);
      assert.equal(new URL(page.url()).hostname, 'acme.duplocloud.net');
      assert.deepEqual(handedOver(), []);
    });

    it('hands over on cancel what is set', async () => {
      simulator.portal('acme').set({ cancel: 'empty' });
      await visit(grantUrl('acme', '&redirect=true'));
      await click('#cancel');
      await textOf('#listener');
      assert.equal(handedOver()[0].url, '/?t=');
      simulator.portal('acme').set({ cancel: 'silent' });
      listener.received.length = 0;
      await visit(grantUrl('acme'));
      await Promise.all([page.waitForNavigation(), click('#cancel')]);
      assert.deepEqual(handedOver(), []);
      simulator.portal('acme').set({ cancel: null });
    });

    it('says that the program was not reached', async () => {
      await visit(grantUrl('globex'));
      await listener.close();
      await click('#authorize');
      assert.match(await saidIn('#handover-error'), /was not reached/);
      assert.equal(await page.$eval('#authorize', (button) => button.disabled), false);
    });

    it('says that access was granted, and refuses a link that lacks something', async () => {
      await visit(grantUrl('acme', '&success=true'));
      assert.equal(await textOf('h1'), 'Access granted');
      await visit(`${simulator.portal('acme').url}/app/user/verify-token?localAppName=x&localPort=0`);
      assert.equal(await textOf('h1'), 'Bad request');
    });

    it('shows in the page that the session has expired, and then the link of the administrator', async () => {
      const keys = simulator.aws.assumeRole({
        account: '123456789012',
        role: name,
        sessionName: 'bob@example.com',
        seconds: 600,
      });
      const issuer = simulator.portal('acme').pageUrl('invoice');
      const url = simulator.aws.signInUrl(keys, { issuer, region: 'us-west-2', regionalHost: true });
      const logout = 'https://us-east-1.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=';
      await page.goto(logout + encodeURIComponent(url));
      await click('#deep-link');
      assert.equal(await saidIn('#fragment'), '#resource/123456789012/details?view=graph');
      simulator.clock.advance(600);
      assert.match(await textOf('#awsc-nav-signin-again-modal-root p'), /expired/);
      await Promise.all([page.waitForNavigation(), click('#awsc-nav-signin-again-modal-root button')]);
      assert.equal(await textOf('#session-expired'), 'Your session has expired');
      assert.equal(await page.$eval('#issuer', (link) => link.href), issuer);
    });
  });
}
