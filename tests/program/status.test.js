import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CANARY_KEYS, PlainPortal } from './plain-portal.js';
import { Home } from './program.js';
import { shortestRuns } from './shortest.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';

describe('the status', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    portal.answers[`/subscriptions/${API}/GetAwsConsoleTokenUrl`] = CANARY_KEYS;
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  /** @param {string[]} options */
  const status = async (...options) => {
    const { code, stdout, stderr } = await home.run(['status', ...options]);
    assert.equal(code, 0, stderr);
    return stdout;
  };

  test('says that nobody is signed in, with and without a portal', async () => {
    assert.equal(await status('--short'), 'signed out\n');
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    assert.equal(await status(), 'plain\tsigned out\n');
    assert.equal(await status('--short'), 'signed out\n');
  });

  test('tells who is signed in where and which credentials are cached, and asks no portal', async () => {
    await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    await home.run(['credentials', '--tenant', 'api']);
    portal.calls.length = 0;
    assert.match(
      await status(),
      /^plain\tcarol@example\.org\nplain\tcached credentials of api, until \d\d:\d\d\n$/,
    );
    assert.match(await status('--short'), /^plain: api (1h00m|5\dm)\n$/);
    const { portals, credentials } = JSON.parse(await status('--json'));
    assert.equal(portals[0].user, 'carol@example.org');
    const [{ expires_at: end, ...cached }] = credentials;
    assert.deepEqual(cached, {
      portal: 'plain',
      role: 'tenant',
      tenant: API,
      name: 'api',
      region: 'eu-central-1',
      kubernetes: false,
      ecr: false,
      infrastructure: null,
    });
    assert.ok(Math.abs(end - Date.now() / 1000 - 3600) < 60);
    assert.deepEqual(portal.calls, []);
    assert.doesNotMatch(await status('--json'), /canary/i);
  });

  test('is there for a prompt within five milliseconds of the version', () => {
    const { version, command } = shortestRuns(
      ['status', '--short'],
      home.env,
      ({ version, command }) => command <= version + 5,
    );
    assert.ok(command <= version + 5, `${command} ms, the version ${version} ms`);
  });

  test('forgets all of it with the sign-out', async () => {
    await home.run(['sign-out']);
    assert.equal(await status('--short'), 'signed out\n');
    assert.deepEqual(JSON.parse(await status('--json')).credentials, []);
  });
});
