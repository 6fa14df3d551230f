import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startSimulator } from './simulator.js';
import { roleMaker, sessionParameter, TestClient, textOf } from './test-client.js';

const HOUR = 3600;
const FEDERATION = 'https://us-west-2.signin.aws.amazon.com/federation';
const HOME = 'https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2';

describe('federation', () => {
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
  beforeEach(() => {
    client = new TestClient(simulator);
  });

  /** @param {Record<string, string>} parameters */
  const askForToken = (parameters) =>
    client.post(FEDERATION, { Action: 'getSigninToken', ...parameters });
  const refusal = async (url) => {
    const answer = await client.request(url);
    assert.equal(answer.status, 400, answer.text);
    return textOf(answer.text, 'error');
  };

  it('gives a sign-in token for the keys of a role, to GET and to POST', async () => {
    const Session = sessionParameter(keysOf('reader'));
    const query = new URLSearchParams({ Action: 'getSigninToken', Session });
    for (const answer of [
      await client.request(`${FEDERATION}?${query}`),
      await askForToken({ Session }),
    ]) {
      assert.equal(answer.status, 200);
      assert.match(JSON.parse(answer.text).SigninToken, /^\w{100,}$/);
    }
  });

  it('refuses keys that are wrong, expired or no JSON', async () => {
    const keys = keysOf('reader');
    const short = keysOf('reader', { seconds: 60 });
    simulator.clock.advance(60);
    for (const Session of [
      sessionParameter({ ...keys, SecretAccessKey: 'x' }),
      sessionParameter({ ...keys, SessionToken: 'x' }),
      sessionParameter({ ...keys, AccessKeyId: 'x' }),
      sessionParameter(short),
      'null',
      'x',
    ]) {
      assert.equal((await askForToken({ Session })).status, 400, Session);
    }
  });

  it('refuses keys of another partition', async () => {
    const Session = sessionParameter(keysOf('reader', { partition: 'aws-cn' }));
    assert.equal((await askForToken({ Session })).status, 400);
  });

  for (const [seconds, status] of [
    ['899', 400],
    ['900', 200],
    ['43200', 200],
    ['43201', 400],
    ['an hour', 400],
  ]) {
    it(`answers ${status} to a SessionDuration of ${seconds}`, async () => {
      const Session = sessionParameter(keysOf('reader'));
      assert.equal((await askForToken({ Session, SessionDuration: seconds })).status, status);
    });
  }

  it('answers chained credentials with SessionDuration by a bare 400, without it by a token', async () => {
    const Session = sessionParameter(keysOf('reader', { chained: true }));
    const refused = await askForToken({ Session, SessionDuration: '900' });
    assert.equal(refused.status, 400);
    assert.equal(refused.text, '');
    assert.equal((await askForToken({ Session })).status, 200);
  });

  it('makes the console session as long as SessionDuration says', async () => {
    await client.open(await signInUrl(keysOf('reader'), { duration: 2 * HOUR }));
    simulator.clock.advance(2 * HOUR - 5);
    assert.equal((await client.request(HOME)).status, 200);
    simulator.clock.advance(5);
    assert.equal((await client.request(HOME)).status, 302);
  });

  it('makes the console session as long as the credentials live where none is said', async () => {
    await client.open(await signInUrl(keysOf('reader', { seconds: 100 })));
    simulator.clock.advance(95);
    assert.equal((await client.request(HOME)).status, 200);
    simulator.clock.advance(5);
    assert.equal((await client.request(HOME)).status, 302);
  });

  it('takes a sign-in URL for 15 minutes', async () => {
    const [inTime, late] = [await signInUrl(keysOf('reader')), await signInUrl(keysOf('reader'))];
    simulator.clock.advance(15 * 60 - 5);
    assert.equal((await client.request(inTime)).status, 302);
    simulator.clock.advance(5);
    assert.match(await refusal(late), /expired/);
  });

  it('takes a sign-in URL once', async () => {
    const url = await signInUrl(keysOf('reader'));
    assert.equal((await client.request(url)).status, 302);
    assert.match(await refusal(url), /used/);
  });

  it('refuses a sign-in token that it did not make, or of another partition', async () => {
    const url = new URL(await signInUrl(keysOf('reader')));
    const elsewhere = new URL(url);
    elsewhere.host = 'signin.amazonaws.cn';
    elsewhere.searchParams.set('Destination', 'https://console.amazonaws.cn/');
    assert.match(await refusal(elsewhere.href), /not valid/);
    url.searchParams.set('SigninToken', 'x');
    assert.match(await refusal(url.href), /not valid/);
  });

  for (const destination of [
    'https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/home',
    'https://console.aws.amazon.com.evil.example/',
    'https://us-west-2.signin.aws.amazon.com/',
    'https://console.amazonaws.cn/',
    'https://us-west-2.console.aws.amazon.com:8443/',
    'https://bob@us-west-2.console.aws.amazon.com/',
    'http://us-west-2.console.aws.amazon.com/',
    'console/home',
  ]) {
    it(`refuses the Destination ${destination}, and the URL still works with a good one`, async () => {
      const url = new URL(await signInUrl(keysOf('reader'), { destination }));
      assert.match(await refusal(url.href), /Destination/);
      url.searchParams.set('Destination', HOME);
      assert.equal((await client.request(url.href)).status, 302);
    });
  }

  it('lets the Destination of a sign-in URL that a portal made be rewritten', async () => {
    const portal = simulator.portal('acme');
    const tenant = portal.tenant('invoice');
    const api = `${portal.apiUrl}/subscriptions/${tenant.id}/GetAwsConsoleTokenUrl`;
    const url = new URL(JSON.parse((await client.call(api, portal.token())).text).ConsoleUrl);
    const page =
      'https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/a$252Fb';
    url.searchParams.set('Destination', page);
    const answer = await client.open(url.href);
    assert.equal(answer.status, 200);
    assert.equal(answer.url, page);
  });

  for (const [partition, signIn, console] of [
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
    ['aws-eusc', 'signin.amazonaws-eusc.eu', 'console.amazonaws-eusc.eu'],
    [
      'aws-eusc',
      'eusc-de-east-1.signin.amazonaws-eusc.eu',
      'eusc-de-east-1.console.amazonaws-eusc.eu',
    ],
  ]) {
    it(`signs in at ${signIn} for ${console}`, async () => {
      const destination = `https://${console}/s3/home`;
      const url = await signInUrl(keysOf('reader', { partition }), { host: signIn, destination });
      const answer = await client.open(url);
      assert.equal(answer.status, 200);
      assert.equal(textOf(answer.text, 'service'), 's3');
      assert.ok(new URL(answer.url).hostname.endsWith(console.replace(/^.*console/, 'console')));
      assert.match(
        answer.text,
        new RegExp(`arn:${partition}:sts::123456789012:assumed-role/reader/`),
      );
    });
  }
});
