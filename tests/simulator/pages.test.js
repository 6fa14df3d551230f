import assert from 'node:assert/strict';
import { BROWSERS, browserSet } from './testing/browsers.js';
import { logoutChain } from './testing/client.js';
import { onStage } from './testing/stage.js';

const CASES = {
  'logs in and leads to the page that was wanted': async ({ sim, page, user }) => {
    const url = sim.portal('acme').pageUrl('invoice', 's3');
    await page.goto(url);
    assert.equal(new URL(page.url()).pathname, '/app/login');
    await user.follow('#log-in');
    assert.equal(page.url(), url);
    assert.equal(
      await user.reads('#resource-title'),
      'duploservices-invoice-configbucket-123456789012',
    );
    assert.equal(
      await user.reads('#resource-arn'),
      'arn:aws:s3:::duploservices-invoice-configbucket-123456789012',
    );
    assert.equal(await user.reads('#tenant-menu summary'), 'Tenant: INVOICE');
  },

  'changes the address without a load': async ({ sim, page, user }) => {
    const portal = sim.portal('acme');
    await user.visit(portal.pageUrl('invoice'));
    await page.evaluate(() => {
      window.notLoadedAnew = true;
    });
    const resources = portal.resources(portal.tenant('invoice'));
    for (const { kind, name: title, arn, page: address } of resources) {
      await user.click(`#open-${kind}`);
      assert.equal(await user.reads('#resource-title'), title);
      assert.equal(await page.evaluate(() => location.pathname), address);
      assert.equal((await page.$('#resource-arn')) !== null, arn !== null);
      await page.evaluate(() => history.back());
      await page.waitForSelector(`#open-${kind}`);
    }
    assert.equal(await page.evaluate(() => window.notLoadedAnew), true);
  },

  'opens the console on a resource from its page': async ({ sim, browser, user }) => {
    await user.visit(sim.portal('acme').pageUrl('invoice', 'dynamodb'));
    const opened = new Promise((resolve) => browser.once('targetcreated', resolve));
    await user.click('#console-link');
    const tab = await (await opened).page();
    // What the driver knows of the tab's address may be older than the page.
    const address = await tab.waitForFunction(
      () => document.querySelector('#fragment')?.textContent && location.href,
    );
    const { hostname, pathname, hash } = new URL(await address.jsonValue());
    assert.equal(hostname, 'us-west-2.console.aws.amazon.com');
    assert.equal(pathname + hash, '/dynamodbv2/home#table?name=duploservices-invoice-orders');
    await tab.close();
  },

  'offers the JIT entries in the profile menu': async ({ sim, page, user }) => {
    await user.visit(sim.portal('initech').pageUrl('tps'));
    await user.click('#profile-menu summary');
    await user.click('#jit-credentials');
    assert.match(await user.reads('#output'), /^AccessKeyId: ASIA\w{16}\nSecretAccessKey: /);
    assert.equal(await page.$('#jit-admin-console'), null);
  },

  'hands the token over by redirect where link and portal agree on it': async ({
    sim,
    listener,
    grantUrl,
    user,
  }) => {
    await user.visit(grantUrl('acme', '&redirect=true'));
    assert.equal(await user.reads('h1'), 'Local Access Requested');
    await user.click('#authorize');
    await user.reads('#listener');
    const [{ url }] = listener.handedOver();
    const token = new URL(url, 'http://127.0.0.1').searchParams.get('t');
    assert.equal(sim.portal('acme').takes(token), true);
  },

  'hands the bare token over by POST from an older portal, or without redirect=true': async ({
    sim,
    listener,
    grantUrl,
    user,
  }) => {
    for (const [portal, query, preflight] of [
      ['globex', '&redirect=true', false],
      ['acme', '', false],
      ['acme', '', true],
    ]) {
      sim.portal(portal).set({ preflight });
      listener.received.length = 0;
      await user.visit(grantUrl(portal, query));
      await user.click('#authorize');
      assert.match(await user.reads('#handover-result'), /granted/);
      const [{ url, method, body, origin }] = listener.handedOver();
      assert.deepEqual([method, url, origin], ['POST', '/', sim.portal(portal).url]);
      assert.equal(listener.received[0].method, preflight ? 'OPTIONS' : 'POST');
      assert.equal(sim.portal(portal).takes(body), true);
    }
  },

  'hands token and one-time password over where admin access needs one': async ({
    sim,
    listener,
    grantUrl,
    user,
  }) => {
    await user.visit(grantUrl('initech', '&isAdmin=true&redirect=true'));
    await user.click('#authorize');
    assert.match(await user.reads('#handover-result'), /granted/);
    const [{ method, url, body, type }] = listener.handedOver();
    assert.deepEqual([method, url, type], ['POST', '/v2/callbackWithOtp', 'text/plain']);
    const { token, otp } = JSON.parse(body);
    assert.equal(sim.portal('initech').takes(token), true);
    assert.equal(otp, '246810');
  },

  'says with an empty body that the user cancelled': async ({ listener, grantUrl, user }) => {
    for (const [portal, query] of [
      ['globex', ''],
      ['initech', '&isAdmin=true'],
    ]) {
      listener.received.length = 0;
      await user.visit(grantUrl(portal, query));
      await user.click('#cancel');
      assert.match(await user.reads('#handover-result'), /not granted/);
      assert.deepEqual(
        listener.handedOver().map(({ body }) => body),
        [''],
      );
    }
  },

  'goes back to the portal on cancel where the redirect would be the way': async ({
    page,
    listener,
    grantUrl,
    user,
  }) => {
    await user.visit(grantUrl('acme', '&redirect=true'));
    await user.follow('#cancel');
    assert.equal(new URL(page.url()).hostname, 'acme.duplocloud.net');
    assert.deepEqual(listener.handedOver(), []);
  },

  'hands over on cancel what is set': async ({ sim, listener, grantUrl, user }) => {
    sim.portal('acme').set({ cancel: 'empty' });
    await user.visit(grantUrl('acme', '&redirect=true'));
    await user.click('#cancel');
    await user.reads('#listener');
    assert.equal(listener.handedOver()[0].url, '/?t=');
    sim.portal('acme').set({ cancel: 'silent' });
    listener.received.length = 0;
    await user.visit(grantUrl('acme'));
    await user.follow('#cancel');
    assert.deepEqual(listener.handedOver(), []);
  },

  'says that the program was not reached': async ({ page, listener, grantUrl, user }) => {
    await user.visit(grantUrl('globex'));
    await listener.close();
    await user.click('#authorize');
    assert.match(await user.reads('#handover-error'), /was not reached/);
    assert.equal(await page.$eval('#authorize', (button) => button.disabled), false);
  },

  'says that access was granted, and refuses a link that lacks something': async ({
    sim,
    grantUrl,
    user,
  }) => {
    await user.visit(grantUrl('acme', '&success=true'));
    assert.equal(await user.reads('h1'), 'Access granted');
    await user.visit(`${sim.portal('acme').url}/app/user/verify-token?localAppName=x&localPort=0`);
    assert.equal(await user.reads('h1'), 'Bad request');
  },

  'shows in the page that the session has expired, and then the link of the administrator': async ({
    sim,
    page,
    user,
  }) => {
    const keys = sim.aws.assumeRole({
      account: '123456789012',
      role: 'reader',
      sessionName: 'bob@example.com',
      seconds: 600,
    });
    const issuer = sim.portal('acme').pageUrl('invoice');
    const url = sim.aws.signInUrl(keys, {
      issuer,
      region: 'us-west-2',
      regionalHost: true,
    });
    // An earlier case is signed in as somebody else.
    await page.goto(logoutChain(url));
    await user.click('#deep-link');
    assert.equal(await user.reads('#fragment'), '#resource/123456789012/details?view=graph');
    sim.clock.advance(600);
    assert.match(await user.reads('#awsc-nav-signin-again-modal-root p'), /expired/);
    await user.follow('#awsc-nav-signin-again-modal-root button');
    assert.equal(await user.reads('#session-expired'), 'Your session has expired');
    assert.equal(await page.$eval('#issuer', (link) => link.href), issuer);
  },
};

for (const name of Object.keys(BROWSERS)) onStage(`pages in ${name}`, browserSet(name), CASES);
