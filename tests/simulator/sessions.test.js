import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startSimulator } from './simulator.js';
import { roleMaker, TestClient, textOf } from './test-client.js';

const DOMAIN = 'aws.amazon.com';
const HOME = `https://us-west-2.console.${DOMAIN}/console/home?region=us-west-2`;
const LOGOUT = `https://us-east-1.signin.${DOMAIN}/oauth?Action=logout`;
const LIST = `https://us-west-2.signin.${DOMAIN}/sessions/v1/list`;

const logoutChain = (url) => `${LOGOUT}&redirect_uri=${encodeURIComponent(url)}`;
const optIn = (url) =>
  `https://us-west-2.signin.${DOMAIN}/sessions/v1/opt-in?redirect_uri=${encodeURIComponent(url)}`;
const labelOf = (url) => new URL(url).hostname.split('.')[0];

/** What the page's meta tag says of the session. @param {string} page */
function sessionData(page) {
  const content = /<meta name="awsc-session-data" content="([^"]*)">/.exec(page)?.[1];
  return content && JSON.parse(content.replaceAll('&quot;', '"'));
}

/** The page's own question after its session. @param {import('./test-client.js').Answer} answer */
async function stateOf(client, answer) {
  const { sessionId } = JSON.parse(/id="page-data">([^<]*)</.exec(answer.text)[1]);
  const url = new URL(`/__simulator/session?id=${sessionId}`, answer.url);
  return JSON.parse((await client.request(url.href)).text).state;
}

describe('console sessions', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'simulator-'));
  /** @type {import('./simulator.js').Simulator} */
  let simulator;
  /** @type {TestClient} */
  let client;
  let keysOf;
  let signInUrl;

  before(async () => {
    simulator = await startSimulator({ dir });
    ({ keysOf, signInUrl } = roleMaker(simulator));
  });
  after(async () => {
    await simulator.close();
    rmSync(dir, { recursive: true });
  });
  const defaults = {
    multiSession: false,
    sessionsList: true,
    sessionData: true,
    userInfoCookie: true,
    optInCookie: true,
    dialogue: true,
    expiredPage: true,
  };
  beforeEach(() => {
    simulator.aws.set(defaults);
    client = new TestClient(simulator);
  });

  /** Signs in to a role. */
  const signIn = async (role, options = {}) =>
    client.open(await signInUrl(keysOf(role, options), options));

  describe('one identity at a time', () => {
    it('refuses a second identity until the first has logged out', async () => {
      await signIn('first');
      const refused = await signIn('second');
      assert.equal(
        textOf(refused.text, 'must-log-out'),
        'You must first log out before logging into a different AWS account.',
      );
      assert.equal(textOf((await client.request(HOME)).text, 'user'), 'first/bob@example.com');
      await client.open(LOGOUT);
      assert.equal(textOf((await signIn('second')).text, 'user'), 'second/bob@example.com');
    });

    it('goes through the logout chain to the second identity', async () => {
      await signIn('first');
      const answer = await client.open(logoutChain(await signInUrl(keysOf('second'))));
      assert.equal(answer.url, HOME);
      assert.equal(textOf(answer.text, 'user'), 'second/bob@example.com');
    });

    it('takes only regional hosts of its own for the logout chain', async () => {
      const plain = await signInUrl(keysOf('second'), { host: `signin.${DOMAIN}` });
      for (const url of [
        plain,
        'https://example.com/',
        'https://cn-north-1.signin.amazonaws.cn/',
        'x',
      ]) {
        assert.equal((await client.request(logoutChain(url))).status, 400, url);
      }
    });

    it('takes the place of a session of the same identity, whose open pages are signed out', async () => {
      const before = await signIn('first');
      const again = await signIn('first');
      assert.equal(again.url, HOME);
      assert.equal(await stateOf(client, before), 'signed_out');
      assert.equal(await stateOf(client, again), 'live');
      assert.equal(await stateOf(client, await client.open(before.url)), 'live');
    });

    it('lets a second identity in when the first has expired', async () => {
      await signIn('first', { seconds: 60 });
      simulator.clock.advance(60);
      assert.equal(textOf((await signIn('second')).text, 'user'), 'second/bob@example.com');
    });

    it('has no labelled hosts', async () => {
      await signIn('first');
      const labelled = `https://123456789012-abcd1234.us-west-2.console.${DOMAIN}/s3/home`;
      assert.equal(new URL((await client.open(labelled)).url).pathname, '/oauth');
    });

    it('keeps browsers apart by their cookies', async () => {
      await signIn('first');
      const other = new TestClient(simulator);
      const answer = await other.open(await signInUrl(keysOf('second')));
      assert.equal(textOf(answer.text, 'user'), 'second/bob@example.com');
    });

    it('says in the page who is signed in', async () => {
      const { text } = await signIn('first');
      assert.deepEqual(sessionData(text), {
        accountId: '123456789012',
        accountAlias: '',
        displayName: 'first/bob@example.com',
        sessionARN: 'arn:aws:sts::123456789012:assumed-role/first/bob@example.com',
        infrastructureRegion: 'us-west-2',
        signInEndpoint: `us-west-2.signin.${DOMAIN}`,
        prismModeEnabled: false,
      });
      const info = JSON.parse(decodeURIComponent(client.cookie('aws-userInfo') ?? ''));
      assert.equal(info.arn, 'arn:aws:sts::123456789012:assumed-role/first/bob@example.com');
    });
  });

  describe('multi-session', () => {
    beforeEach(() => simulator.aws.set({ multiSession: true }));

    it('gives each identity a host of its own, the same each time', async () => {
      const [first, second] = [await signIn('first'), await signIn('second')];
      const form = /^https:\/\/123456789012-[a-z0-9]{8}\.us-west-2\.console\.aws\.amazon\.com\//;
      assert.match(first.url, form);
      assert.match(second.url, form);
      assert.notEqual(labelOf(first.url), labelOf(second.url));
      assert.equal(labelOf((await signIn('first')).url), labelOf(first.url));
      const again = new TestClient(simulator);
      const elsewhere = await again.open(await signInUrl(keysOf('first')));
      assert.equal(labelOf(elsewhere.url), labelOf(first.url));
    });

    it('keeps several identities signed in side by side', async () => {
      const [first, second] = [await signIn('first'), await signIn('second')];
      assert.equal(textOf((await client.request(first.url)).text, 'user'), 'first/bob@example.com');
      assert.equal(
        textOf((await client.request(second.url)).text, 'user'),
        'second/bob@example.com',
      );
    });

    it('puts the label to a page with query and fragment', async () => {
      const destination = `https://us-west-2.console.${DOMAIN}/ec2/home?region=us-west-2#Instances:a=b`;
      const { url } = await signIn('first', { destination });
      assert.equal(url.replace(`${labelOf(url)}.`, ''), destination);
    });

    it('leads the hosts without label to the session of last', async () => {
      await signIn('first');
      const second = await signIn('second');
      assert.equal((await client.open(HOME)).url, second.url);
    });

    it('breaks the logout chain with 400 and keeps the session', async () => {
      const first = await signIn('first');
      const chain = logoutChain(await signInUrl(keysOf('second')));
      assert.equal((await client.request(chain)).status, 400);
      assert.equal((await client.request(first.url)).status, 200);
    });

    it('takes five identities, and leads a sixth to the page where one can be ended', async () => {
      for (const role of ['one', 'two', 'three', 'four', 'five']) await signIn(role);
      const sixth = await signIn('six');
      assert.equal(sixth.url, `https://signin.${DOMAIN}/sessions/limit`);
      assert.equal(textOf(sixth.text, 'session-limit'), 'Session limit reached');
      assert.equal(textOf((await signIn('three')).text, 'user'), 'three/bob@example.com');
      const logout = /href="(\/sessions\/[^"]*)"/.exec(sixth.text)[1];
      await client.open(new URL(logout, sixth.url).href);
      assert.equal(textOf((await signIn('six')).text, 'user'), 'six/bob@example.com');
    });

    it('does not count sessions that have expired', async () => {
      for (const role of ['one', 'two', 'three', 'four', 'five'])
        await signIn(role, { seconds: 60 });
      simulator.clock.advance(60);
      assert.equal(textOf((await signIn('six')).text, 'user'), 'six/bob@example.com');
    });

    it('marks the opt-in by cookie, and the page says so with the session name', async () => {
      const first = await signIn('first');
      assert.equal(client.cookie('aws-prism-opt-in'), 'true');
      const { prismModeEnabled, sessionDifferentiator } = sessionData(first.text);
      assert.equal(prismModeEnabled, true);
      assert.equal(sessionDifferentiator, labelOf(first.url));
    });

    it('ends one session from its page and leaves the others', async () => {
      const [first, second] = [await signIn('first'), await signIn('second')];
      await client.open(new URL('/console/logout!doLogout', first.url).href);
      assert.equal((await client.request(first.url)).status, 302);
      assert.equal((await client.request(second.url)).status, 200);
    });

    it('is turned on by the browser itself, once', async () => {
      simulator.aws.set({ multiSession: false });
      const first = await signIn('first');
      assert.equal(client.cookie('aws-prism-opt-in'), undefined);
      const answer = await client.open(optIn(HOME));
      assert.equal(labelOf(answer.url).slice(0, 13), '123456789012-');
      assert.equal(client.cookie('aws-prism-opt-in'), 'true');
      assert.equal((await client.request(optIn(HOME))).status, 400);
      assert.equal(textOf((await signIn('second')).text, 'user'), 'second/bob@example.com');
      assert.equal(textOf((await client.open(first.url)).text, 'user'), 'second/bob@example.com');
    });

    it('takes only regional hosts of its own for turning it on', async () => {
      simulator.aws.set({ multiSession: false });
      for (const url of [`https://signin.${DOMAIN}/`, 'https://example.com/', '']) {
        assert.equal((await client.request(optIn(url))).status, 400, url);
      }
    });
  });

  describe('the list of sessions', () => {
    it('names each live session', async () => {
      simulator.aws.set({ multiSession: true });
      const first = await signIn('first', { seconds: 100, alias: 'acme-nonprod' });
      await signIn('second', { seconds: 50 });
      simulator.clock.advance(50);
      const { sessions } = JSON.parse((await client.request(LIST)).text);
      const [{ expiry, auth_time, ...session }] = sessions;
      assert.equal(sessions.length, 1);
      assert.deepEqual(session, {
        differentiator: labelOf(first.url),
        principal_arn: 'arn:aws:sts::123456789012:assumed-role/first/bob@example.com',
        account_alias: 'acme-nonprod',
      });
      assert.ok(Math.abs(expiry - simulator.clock.seconds() - 50) <= 1);
      assert.ok(Math.abs(simulator.clock.seconds() - auth_time - 50) <= 1);
    });

    it('can be switched off', async () => {
      simulator.aws.set({ sessionsList: false });
      assert.equal((await client.request(LIST)).status, 404);
    });
  });

  describe('the end of a session', () => {
    for (const multiSession of [false, true]) {
      const mode = multiSession ? 'multi-session' : 'single';
      it(`leads a page to the expired page with the Issuer's link (${mode})`, async () => {
        simulator.aws.set({ multiSession });
        const issuer = 'https://acme.duplocloud.net/app/here?x=1&y=2';
        const page = await signIn('first', { seconds: 60, issuer });
        simulator.clock.advance(60);
        assert.equal(await stateOf(client, page), 'expired');
        const expired = await client.open(`${page.url}#deep`);
        assert.equal(new URL(expired.url).hostname, `us-west-2.signin.${DOMAIN}`);
        assert.equal(textOf(expired.text, 'session-expired'), 'Your session has expired');
        assert.match(expired.text, /<a id="issuer" href="https:\/\/acme[^"]*here\?x=1&amp;y=2"/);
      });
    }

    it('shows the expired page of the session that the tab was in', async () => {
      simulator.aws.set({ multiSession: true });
      const first = await signIn('first', {
        seconds: 60,
        issuer: 'https://acme.duplocloud.net/first',
      });
      await signIn('second', { issuer: 'https://acme.duplocloud.net/second' });
      simulator.clock.advance(60);
      assert.match(
        (await client.open(first.url)).text,
        /href="https:\/\/acme.duplocloud.net\/first"/,
      );
    });

    it('makes no link of an Issuer that is no web address', async () => {
      await signIn('first', { seconds: 60, issuer: 'javascript:alert(1)' });
      simulator.clock.advance(60);
      assert.match((await client.open(HOME)).text, /<span id="issuer">javascript:alert\(1\)</);
    });

    it('shows the sign-in form to who was never signed in, and where the expired page is off', async () => {
      assert.equal(textOf((await client.open(HOME)).text, 'sign-in'), 'Sign in');
      await signIn('first', { seconds: 60 });
      simulator.clock.advance(60);
      simulator.aws.set({ expiredPage: false });
      assert.equal(textOf((await client.open(HOME)).text, 'sign-in'), 'Sign in');
    });

    it('can come early, for the sessions of an account or a role', async () => {
      const page = await signIn('revoked');
      const other = new TestClient(simulator);
      const kept = await other.open(await signInUrl(keysOf('kept', { account: '210987654321' })));
      assert.equal(
        simulator.aws.revoke({ account: '123456789012', name: 'revoked/bob@example.com' }),
        1,
      );
      assert.equal(await stateOf(client, page), 'expired');
      assert.equal(await stateOf(other, kept), 'live');
      assert.equal(new URL((await client.open(HOME)).url).pathname, '/oauth');
    });

    it('is not announced in the page where the dialogue is off', async () => {
      simulator.aws.set({ dialogue: false });
      assert.match((await signIn('first')).text, /"dialogue":false/);
    });
  });

  describe('addresses', () => {
    beforeEach(() => signIn('first'));

    it('leads the plain host to a regional one', async () => {
      assert.equal(
        (await client.open(`https://console.${DOMAIN}/s3/home`)).url,
        `https://us-west-2.console.${DOMAIN}/s3/home`,
      );
      const { url } = await client.open(`https://console.${DOMAIN}/s3/home?region=eu-west-1`);
      assert.equal(url, `https://eu-west-1.console.${DOMAIN}/s3/home?region=eu-west-1`);
    });

    it('leads a page to the host of the region it names', async () => {
      const { url } = await client.open(
        `https://us-west-2.console.${DOMAIN}/s3/home?region=eu-west-1`,
      );
      assert.equal(new URL(url).hostname, `eu-west-1.console.${DOMAIN}`);
    });

    it('resolves an ARN to its service', async () => {
      const arn = encodeURIComponent('arn:aws:glue:eu-west-1:123456789012:job/x');
      const { url } = await client.open(`https://console.${DOMAIN}/go/view?arn=${arn}`);
      assert.equal(url, `https://eu-west-1.console.${DOMAIN}/glue/home?region=eu-west-1`);
    });

    it('leaves the session data and the user cookie out where they are off', async () => {
      client = new TestClient(simulator);
      simulator.aws.set({ sessionData: false, userInfoCookie: false });
      assert.equal(sessionData((await signIn('first')).text), undefined);
      assert.equal(client.cookie('aws-userInfo'), undefined);
    });
  });
});
