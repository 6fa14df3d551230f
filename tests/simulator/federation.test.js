import assert from 'node:assert/strict';
import { sessionParameter, TestClient, textOf } from './testing/client.js';
import { each, inSimulator } from './testing/stage.js';

const HOUR = 3600;
const FEDERATION = 'https://us-west-2.signin.aws.amazon.com/federation';
const HOME = 'https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2';

/** @param {TestClient} client @param {Record<string, string>} parameters */
function askForToken(client, parameters) {
  return client.post(FEDERATION, { Action: 'getSigninToken', ...parameters });
}

/** @param {TestClient} client @returns {Promise<string|undefined>} why the URL was refused */
async function refusal(client, url) {
  const answer = await client.request(url);
  assert.equal(answer.status, 400, answer.text);
  return textOf(answer.text, 'error');
}

inSimulator('federation', {
  'gives a sign-in token for the keys of a role, to GET and to POST': async ({
    client,
    keysOf,
  }) => {
    const Session = sessionParameter(keysOf('reader'));
    const query = new URLSearchParams({ Action: 'getSigninToken', Session });
    for (const answer of [
      await client.request(`${FEDERATION}?${query}`),
      await askForToken(client, { Session }),
    ]) {
      assert.equal(answer.status, 200);
      assert.match(JSON.parse(answer.text).SigninToken, /^\w{100,}$/);
    }
  },

  'refuses keys that are wrong, expired or no JSON': async ({ sim, keysOf, client }) => {
    const keys = keysOf('reader');
    const short = keysOf('reader', { seconds: 60 });
    sim.clock.advance(60);
    for (const Session of [
      sessionParameter({ ...keys, SecretAccessKey: 'x' }),
      sessionParameter({ ...keys, SessionToken: 'x' }),
      sessionParameter({ ...keys, AccessKeyId: 'x' }),
      sessionParameter(short),
      'null',
      'x',
    ]) {
      assert.equal((await askForToken(client, { Session })).status, 400, Session);
    }
  },

  'refuses keys of another partition': async ({ keysOf, client }) => {
    const Session = sessionParameter(keysOf('reader', { partition: 'aws-cn' }));
    assert.equal((await askForToken(client, { Session })).status, 400);
  },

  ...each(
    [
      ['899', 400],
      ['900', 200],
      ['43200', 200],
      ['43201', 400],
      ['an hour', 400],
    ],
    ([seconds, status]) => [
      `answers ${status} to a SessionDuration of ${seconds}`,
      async ({ keysOf, client }) => {
        const Session = sessionParameter(keysOf('reader'));
        assert.equal(
          (await askForToken(client, { Session, SessionDuration: seconds })).status,
          status,
        );
      },
    ],
  ),

  'answers chained credentials with SessionDuration by a bare 400, without it by a token': async ({
    keysOf,
    client,
  }) => {
    const Session = sessionParameter(keysOf('reader', { chained: true }));
    const refused = await askForToken(client, { Session, SessionDuration: '900' });
    assert.equal(refused.status, 400);
    assert.equal(refused.text, '');
    assert.equal((await askForToken(client, { Session })).status, 200);
  },

  'makes the console session as long as SessionDuration says': async ({
    sim,
    client,
    keysOf,
    signInUrl,
  }) => {
    await client.open(await signInUrl(keysOf('reader'), { duration: 2 * HOUR }));
    sim.clock.advance(2 * HOUR - 5);
    assert.equal((await client.request(HOME)).status, 200);
    sim.clock.advance(5);
    assert.equal((await client.request(HOME)).status, 302);
  },

  'makes the console session as long as the credentials live where none is said': async ({
    sim,
    client,
    keysOf,
    signInUrl,
  }) => {
    await client.open(await signInUrl(keysOf('reader', { seconds: 100 })));
    sim.clock.advance(95);
    assert.equal((await client.request(HOME)).status, 200);
    sim.clock.advance(5);
    assert.equal((await client.request(HOME)).status, 302);
  },

  'takes a sign-in URL for 15 minutes': async ({ sim, client, keysOf, signInUrl }) => {
    const [inTime, late] = [await signInUrl(keysOf('reader')), await signInUrl(keysOf('reader'))];
    sim.clock.advance(15 * 60 - 5);
    assert.equal((await client.request(inTime)).status, 302);
    sim.clock.advance(5);
    assert.match(await refusal(client, late), /expired/);
  },

  'takes a sign-in URL once': async ({ client, keysOf, signInUrl }) => {
    const url = await signInUrl(keysOf('reader'));
    assert.equal((await client.request(url)).status, 302);
    assert.match(await refusal(client, url), /used/);
  },

  'refuses a sign-in token that it did not make, or of another partition': async ({
    keysOf,
    signInUrl,
    client,
  }) => {
    const url = new URL(await signInUrl(keysOf('reader')));
    const elsewhere = new URL(url);
    elsewhere.host = 'signin.amazonaws.cn';
    elsewhere.searchParams.set('Destination', 'https://console.amazonaws.cn/');
    assert.match(await refusal(client, elsewhere.href), /not valid/);
    url.searchParams.set('SigninToken', 'x');
    assert.match(await refusal(client, url.href), /not valid/);
  },

  ...each(
    [
      'https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/home',
      'https://console.aws.amazon.com.evil.example/',
      'https://us-west-2.signin.aws.amazon.com/',
      'https://console.amazonaws.cn/',
      'https://us-west-2.console.aws.amazon.com:8443/',
      'https://bob@us-west-2.console.aws.amazon.com/',
      'http://us-west-2.console.aws.amazon.com/',
      'console/home',
    ],
    (destination) => [
      `refuses the Destination ${destination}, and the URL still works with a good one`,
      async ({ client, keysOf, signInUrl }) => {
        const url = new URL(await signInUrl(keysOf('reader'), { destination }));
        assert.match(await refusal(client, url.href), /Destination/);
        url.searchParams.set('Destination', HOME);
        assert.equal((await client.request(url.href)).status, 302);
      },
    ],
  ),

  'lets the Destination of a sign-in URL that a portal made be rewritten': async ({
    sim,
    client,
  }) => {
    const portal = sim.portal('acme');
    const tenant = portal.tenant('invoice');
    const api = `${portal.apiUrl}/subscriptions/${tenant.id}/GetAwsConsoleTokenUrl`;
    const url = new URL(JSON.parse((await client.call(api, portal.token())).text).ConsoleUrl);
    const page =
      'https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/a$252Fb';
    url.searchParams.set('Destination', page);
    const answer = await client.open(url.href);
    assert.equal(answer.status, 200);
    assert.equal(answer.url, page);
  },

  ...each(
    [
      ['aws', 'signin.aws.amazon.com', 'console.aws.amazon.com'],
      ['aws', 'eu-west-1.signin.aws.amazon.com', 'eu-west-1.console.aws.amazon.com'],
      ['aws-us-gov', 'signin.amazonaws-us-gov.com', 'console.amazonaws-us-gov.com'],
      [
        'aws-us-gov',
        'us-gov-east-1.signin.amazonaws-us-gov.com',
        'us-gov-east-1.console.amazonaws-us-gov.com',
      ],
      ['aws-cn', 'signin.amazonaws.cn', 'console.amazonaws.cn'],
      ['aws-cn', 'cn-north-1.signin.amazonaws.cn', 'cn-north-1.console.amazonaws.cn'],
      // It has no plain sign-in host.
      ['aws-eusc', 'eusc-de-east-1.signin.amazonaws-eusc.eu', 'console.amazonaws-eusc.eu'],
      [
        'aws-eusc',
        'eusc-de-east-1.signin.amazonaws-eusc.eu',
        'eusc-de-east-1.console.amazonaws-eusc.eu',
      ],
    ],
    ([partition, signInHost, console]) => [
      `signs in at ${signInHost} for ${console}`,
      async ({ client, keysOf, signInUrl }) => {
        const destination = `https://${console}/s3/home`;
        const url = await signInUrl(keysOf('reader', { partition }), {
          host: signInHost,
          destination,
        });
        const answer = await client.open(url);
        assert.equal(answer.status, 200);
        assert.equal(textOf(answer.text, 'service'), 's3');
        assert.ok(new URL(answer.url).hostname.endsWith(console.replace(/^.*console/, 'console')));
        assert.match(
          answer.text,
          new RegExp(`arn:${partition}:sts::123456789012:assumed-role/reader/`),
        );
      },
    ],
  ),
});
