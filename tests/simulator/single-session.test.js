import assert from 'node:assert/strict';
import { logoutChain, sessionData, TestClient, textOf } from './testing/client.js';
import { inSimulator } from './testing/stage.js';

const DOMAIN = 'aws.amazon.com';
const HOME = `https://us-west-2.console.${DOMAIN}/console/home?region=us-west-2`;
const LOGOUT = `https://us-east-1.signin.${DOMAIN}/oauth?Action=logout`;

inSimulator('one identity at a time', {
  'refuses a second identity until the first has logged out': async ({ client, signIn }) => {
    await signIn('first');
    const refused = await signIn('second');
    assert.equal(
      textOf(refused.text, 'must-log-out'),
      'You must first log out before logging into a different AWS account.',
    );
    assert.equal(textOf((await client.request(HOME)).text, 'user'), 'first/bob@example.com');
    await client.open(LOGOUT);
    assert.equal(textOf((await signIn('second')).text, 'user'), 'second/bob@example.com');
  },

  'goes through the logout chain to the second identity': async ({
    client,
    keysOf,
    signInUrl,
    signIn,
  }) => {
    await signIn('first');
    const answer = await client.open(logoutChain(await signInUrl(keysOf('second'))));
    assert.equal(answer.url, HOME);
    assert.equal(textOf(answer.text, 'user'), 'second/bob@example.com');
  },

  'takes only regional hosts of its own for the logout chain': async ({
    client,
    keysOf,
    signInUrl,
  }) => {
    const plain = await signInUrl(keysOf('second'), { host: `signin.${DOMAIN}` });
    for (const url of [
      plain,
      'https://example.com/',
      'https://cn-north-1.signin.amazonaws.cn/',
      'x',
    ]) {
      assert.equal((await client.request(logoutChain(url))).status, 400, url);
    }
  },

  'takes the place of a session of the same identity, whose open pages are signed out': async ({
    client,
    signIn,
  }) => {
    const before = await signIn('first');
    const again = await signIn('first');
    assert.equal(again.url, HOME);
    assert.equal(await client.stateOf(before), 'signed_out');
    assert.equal(await client.stateOf(again), 'live');
    assert.equal(await client.stateOf(await client.open(before.url)), 'live');
  },

  'lets a second identity in when the first has expired': async ({ sim, signIn }) => {
    await signIn('first', { seconds: 60 });
    sim.clock.advance(60);
    assert.equal(textOf((await signIn('second')).text, 'user'), 'second/bob@example.com');
  },

  'has no labelled hosts': async ({ client, signIn }) => {
    await signIn('first');
    const labelled = `https://123456789012-abcd1234.us-west-2.console.${DOMAIN}/s3/home`;
    assert.equal(new URL((await client.open(labelled)).url).pathname, '/oauth');
  },

  'keeps browsers apart by their cookies': async ({ sim, keysOf, signInUrl, signIn }) => {
    await signIn('first');
    const other = new TestClient(sim);
    const answer = await other.open(await signInUrl(keysOf('second')));
    assert.equal(textOf(answer.text, 'user'), 'second/bob@example.com');
  },

  'says in the page who is signed in': async ({ client, signIn }) => {
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
  },
});

inSimulator('the addresses of the console', {
  'leads the plain host to a regional one': async ({ client, signIn }) => {
    await signIn('first');
    assert.equal(
      (await client.open(`https://console.${DOMAIN}/s3/home`)).url,
      `https://us-west-2.console.${DOMAIN}/s3/home`,
    );
    const { url } = await client.open(`https://console.${DOMAIN}/s3/home?region=eu-west-1`);
    assert.equal(url, `https://eu-west-1.console.${DOMAIN}/s3/home?region=eu-west-1`);
  },

  'leads a page to the host of the region it names': async ({ client, signIn }) => {
    await signIn('first');
    const { url } = await client.open(
      `https://us-west-2.console.${DOMAIN}/s3/home?region=eu-west-1`,
    );
    assert.equal(new URL(url).hostname, `eu-west-1.console.${DOMAIN}`);
  },

  'resolves an ARN to its service': async ({ client, signIn }) => {
    await signIn('first');
    const arn = encodeURIComponent('arn:aws:glue:eu-west-1:123456789012:job/x');
    const { url } = await client.open(`https://console.${DOMAIN}/go/view?arn=${arn}`);
    assert.equal(url, `https://eu-west-1.console.${DOMAIN}/glue/home?region=eu-west-1`);
  },

  'leaves the session data and the user cookie out where they are off': async ({
    sim,
    client,
    signIn,
  }) => {
    sim.aws.set({ sessionData: false, userInfoCookie: false });
    assert.equal(sessionData((await signIn('first')).text), undefined);
    assert.equal(client.cookie('aws-userInfo'), undefined);
  },
});
