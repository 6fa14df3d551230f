import assert from 'node:assert/strict';
import { labelOf, logoutChain, sessionData, TestClient, textOf } from './testing/client.js';
import { inSimulator } from './testing/stage.js';

const DOMAIN = 'aws.amazon.com';
const HOME = `https://us-west-2.console.${DOMAIN}/console/home?region=us-west-2`;

/** @param {string} url where to go on @returns {string} the URL that turns multi-session on */
const optIn = (url) =>
  `https://us-west-2.signin.${DOMAIN}/sessions/v1/opt-in?redirect_uri=${encodeURIComponent(url)}`;

inSimulator('multi-session', {
  'gives each identity a host of its own, the same each time': async ({
    sim,
    keysOf,
    signInUrl,
    signIn,
  }) => {
    sim.aws.set({ multiSession: true });
    const [first, second] = [await signIn('first'), await signIn('second')];
    const form = /^https:\/\/123456789012-[a-z0-9]{8}\.us-west-2\.console\.aws\.amazon\.com\//;
    assert.match(first.url, form);
    assert.match(second.url, form);
    assert.notEqual(labelOf(first.url), labelOf(second.url));
    assert.equal(labelOf((await signIn('first')).url), labelOf(first.url));
    const again = new TestClient(sim);
    const elsewhere = await again.open(await signInUrl(keysOf('first')));
    assert.equal(labelOf(elsewhere.url), labelOf(first.url));
  },

  'keeps several identities signed in side by side': async ({ sim, client, signIn }) => {
    sim.aws.set({ multiSession: true });
    const [first, second] = [await signIn('first'), await signIn('second')];
    assert.equal(textOf((await client.request(first.url)).text, 'user'), 'first/bob@example.com');
    assert.equal(textOf((await client.request(second.url)).text, 'user'), 'second/bob@example.com');
  },

  'puts the label to a page with query and fragment': async ({ sim, signIn }) => {
    sim.aws.set({ multiSession: true });
    const destination = `https://us-west-2.console.${DOMAIN}/ec2/home?region=us-west-2#Instances:a=b`;
    const { url } = await signIn('first', { destination });
    assert.equal(url.replace(`${labelOf(url)}.`, ''), destination);
  },

  'leads the hosts without label to the session of last': async ({ sim, client, signIn }) => {
    sim.aws.set({ multiSession: true });
    await signIn('first');
    const second = await signIn('second');
    assert.equal((await client.open(HOME)).url, second.url);
    const first = await signIn('first');
    assert.equal((await client.open(HOME)).url, first.url);
  },

  'breaks the logout chain with 400 and keeps the session': async ({
    sim,
    client,
    keysOf,
    signInUrl,
    signIn,
  }) => {
    sim.aws.set({ multiSession: true });
    const first = await signIn('first');
    const chain = logoutChain(await signInUrl(keysOf('second')));
    assert.equal((await client.request(chain)).status, 400);
    assert.equal((await client.request(first.url)).status, 200);
  },

  'takes five identities, and leads a sixth to the page where one can be ended': async ({
    sim,
    client,
    signIn,
  }) => {
    sim.aws.set({ multiSession: true });
    for (const role of ['one', 'two', 'three', 'four', 'five']) await signIn(role);
    const sixth = await signIn('six');
    assert.equal(sixth.url, `https://signin.${DOMAIN}/sessions/limit`);
    assert.equal(textOf(sixth.text, 'session-limit'), 'Session limit reached');
    assert.equal(textOf((await signIn('three')).text, 'user'), 'three/bob@example.com');
    const logout = /href="(\/sessions\/[^"]*)"/.exec(sixth.text)[1];
    await client.open(new URL(logout, sixth.url).href);
    assert.equal(textOf((await signIn('six')).text, 'user'), 'six/bob@example.com');
  },

  'does not count sessions that have expired': async ({ sim, signIn }) => {
    sim.aws.set({ multiSession: true });
    for (const role of ['one', 'two', 'three', 'four', 'five']) await signIn(role, { seconds: 60 });
    sim.clock.advance(60);
    assert.equal(textOf((await signIn('six')).text, 'user'), 'six/bob@example.com');
  },

  'marks the opt-in by cookie, and the page says so with the session name': async ({
    sim,
    client,
    signIn,
  }) => {
    sim.aws.set({ multiSession: true });
    const first = await signIn('first');
    assert.equal(client.cookie('aws-prism-opt-in'), 'true');
    const { prismModeEnabled, sessionDifferentiator } = sessionData(first.text);
    assert.equal(prismModeEnabled, true);
    assert.equal(sessionDifferentiator, labelOf(first.url));
  },

  'ends one session from its page and leaves the others': async ({ sim, client, signIn }) => {
    sim.aws.set({ multiSession: true });
    const [first, second] = [await signIn('first'), await signIn('second')];
    await client.open(new URL('/console/logout!doLogout', first.url).href);
    assert.equal((await client.request(first.url)).status, 302);
    assert.equal((await client.request(second.url)).status, 200);
  },

  'is turned on by the browser itself, once': async ({ client, signIn }) => {
    const first = await signIn('first');
    assert.equal(client.cookie('aws-prism-opt-in'), undefined);
    const answer = await client.open(optIn(HOME));
    assert.equal(labelOf(answer.url).slice(0, 13), '123456789012-');
    assert.equal(client.cookie('aws-prism-opt-in'), 'true');
    assert.equal((await client.request(optIn(HOME))).status, 400);
    assert.equal(textOf((await signIn('second')).text, 'user'), 'second/bob@example.com');
    assert.equal(textOf((await client.open(first.url)).text, 'user'), 'second/bob@example.com');
  },

  'takes only regional hosts of its own for turning it on': async ({ client }) => {
    for (const url of [`https://signin.${DOMAIN}/`, 'https://example.com/', '']) {
      assert.equal((await client.request(optIn(url))).status, 400, url);
    }
  },
});
