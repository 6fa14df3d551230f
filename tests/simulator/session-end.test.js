import assert from 'node:assert/strict';
import { labelOf, TestClient, textOf } from './testing/client.js';
import { each, inSimulator } from './testing/stage.js';

const DOMAIN = 'aws.amazon.com';
const HOME = `https://us-west-2.console.${DOMAIN}/console/home?region=us-west-2`;
const LIST = `https://us-west-2.signin.${DOMAIN}/sessions/v1/list`;

inSimulator('the end of a session', {
  ...each([false, true], (multiSession) => [
    `leads a page to the expired page with the Issuer's link (${multiSession ? 'multi-session' : 'single'})`,
    async ({ sim, client, signIn }) => {
      sim.aws.set({ multiSession });
      const issuer = 'https://acme.duplocloud.net/app/here?x=1&y=2';
      const page = await signIn('first', { seconds: 60, issuer });
      sim.clock.advance(60);
      assert.equal(await client.stateOf(page), 'expired');
      const expired = await client.open(`${page.url}#deep`);
      assert.equal(new URL(expired.url).hostname, `us-west-2.signin.${DOMAIN}`);
      assert.equal(textOf(expired.text, 'session-expired'), 'Your session has expired');
      assert.match(expired.text, /<a id="issuer" href="https:\/\/acme[^"]*here\?x=1&amp;y=2"/);
    },
  ]),

  'shows the expired page of the session that the tab was in': async ({ sim, client, signIn }) => {
    sim.aws.set({ multiSession: true });
    const first = await signIn('first', {
      seconds: 60,
      issuer: 'https://acme.duplocloud.net/first',
    });
    await signIn('second', { issuer: 'https://acme.duplocloud.net/second' });
    sim.clock.advance(60);
    assert.match(
      (await client.open(first.url)).text,
      /href="https:\/\/acme.duplocloud.net\/first"/,
    );
  },

  'makes no link of an Issuer that is no web address': async ({ sim, client, signIn }) => {
    await signIn('first', { seconds: 60, issuer: 'javascript:alert(1)' });
    sim.clock.advance(60);
    assert.match((await client.open(HOME)).text, /<span id="issuer">javascript:alert\(1\)</);
  },

  'shows the sign-in form to who was never signed in, and where the expired page is off': async ({
    sim,
    client,
    signIn,
  }) => {
    assert.equal(textOf((await client.open(HOME)).text, 'sign-in'), 'Sign in');
    await signIn('first', { seconds: 60 });
    sim.clock.advance(60);
    sim.aws.set({ expiredPage: false });
    assert.equal(textOf((await client.open(HOME)).text, 'sign-in'), 'Sign in');
  },

  'can come early, for the sessions of an account or a role': async ({
    sim,
    client,
    keysOf,
    signInUrl,
    signIn,
  }) => {
    const page = await signIn('revoked');
    const other = new TestClient(sim);
    const kept = await other.open(await signInUrl(keysOf('kept', { account: '210987654321' })));
    assert.equal(sim.aws.revoke({ account: '123456789012', name: 'revoked/bob@example.com' }), 1);
    assert.equal(await client.stateOf(page), 'expired');
    assert.equal(await other.stateOf(kept), 'live');
    assert.equal(new URL((await client.open(HOME)).url).pathname, '/oauth');
  },

  'is not announced in the page where the dialogue is off': async ({ sim, signIn }) => {
    sim.aws.set({ dialogue: false });
    assert.match((await signIn('first')).text, /"dialogue":false/);
  },
});

inSimulator('the list of sessions', {
  'names each live session': async ({ sim, client, signIn }) => {
    sim.aws.set({ multiSession: true });
    const first = await signIn('first', { seconds: 100, alias: 'acme-nonprod' });
    await signIn('second', { seconds: 50 });
    sim.clock.advance(50);
    const { sessions } = JSON.parse((await client.request(LIST)).text);
    const [{ expiry, auth_time, ...session }] = sessions;
    assert.equal(sessions.length, 1);
    assert.deepEqual(session, {
      differentiator: labelOf(first.url),
      principal_arn: 'arn:aws:sts::123456789012:assumed-role/first/bob@example.com',
      account_alias: 'acme-nonprod',
    });
    assert.ok(Math.abs(expiry - sim.clock.seconds() - 50) <= 1);
    assert.ok(Math.abs(sim.clock.seconds() - auth_time - 50) <= 1);
  },

  'can be switched off': async ({ sim, client }) => {
    sim.aws.set({ sessionsList: false });
    assert.equal((await client.request(LIST)).status, 404);
  },
});
