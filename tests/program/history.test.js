import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { json, PlainPortal } from './plain-portal.js';
import { Home, HostProcess } from './program.js';

const TENANT = 'a1a1a1a1-0000-4000-8000-00000000000a';

describe('the history', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const file = join(home.dir, '.local/state/jit-console/history.jsonl');
  before(async () => {
    await portal.start(home.dir);
    home.env.SSL_CERT_FILE = portal.caFile;
    const path = `/subscriptions/${TENANT}/GetAwsConsoleTokenUrl`;
    const keys = { AccessKeyId: 'ASIACANARY', SecretAccessKey: 'canary', SessionToken: 'canary' };
    portal.answers[path] = json({ ...JSON.parse(portal.answers[path].body), ...keys });
    for (const args of [
      ['portal', 'add', portal.url, '--name', 'plain'],
      ['vault', 'file'],
      ['sign-in', '--token-stdin'],
    ])
      assert.equal((await home.run(args, { input: portal.token })).code, 0);
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  const entries = async () => JSON.parse((await home.run(['history', '--json'])).stdout);

  test('holds what the host handed out, to whom and for whom, and no secret', async () => {
    const target = ['plain', '--tenant', TENANT];
    assert.equal((await home.run(['console', ...target, '--print'])).code, 0);
    assert.equal((await home.run(['credentials', ...target])).code, 0);
    const host = new HostProcess(home);
    const params = { portal: 'plain', tenant: TENANT, to: 's3', by: 'menu', tenant_name: 'api' };
    assert.ok((await host.ask({ id: 1, method: 'open_console', params })).result);
    const hidden = { ...params, private: true };
    assert.ok((await host.ask({ id: 2, method: 'open_console', params: hidden })).result);
    const forged = { at: Math.floor(Date.now() / 1000), what: 'opened', portal: 'plain' };
    const more = { role: 'tenant', tenant: TENANT, by: 'popup' };
    const refused = await host.ask({
      id: 3,
      method: 'record_history',
      params: { ...forged, ...more },
    });
    assert.equal(refused.error.code, 'bad_request');
    host.child.stdin.end();
    await host.exited;
    const known = (await entries()).map((/** @type {any} */ entry) => [
      entry.what,
      entry.service,
      entry.user,
      entry.by,
      entry.ends > Date.now() / 1000,
    ]);
    assert.deepEqual(known.toSorted(), [
      ['copied', null, 'carol@example.org', 'terminal', true],
      ['credentials', null, 'carol@example.org', 'terminal', true],
      ['opened', 's3', 'carol@example.org', 'menu', true],
    ]);
    const [first] = await entries();
    assert.equal(typeof first.caller, 'string');
    assert.doesNotMatch(readFileSync(file, 'utf8'), /canary|SigninToken|https:/i);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  test('is verified, and the first line that somebody changed is named', async () => {
    const whole = await home.run(['history', 'verify']);
    assert.equal(whole.code, 0, whole.stderr);
    assert.match(whole.stdout, /^3 lines are unchanged\n$/);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"credentials"', '"opened"'));
    const changed = await home.run(['history', 'verify']);
    assert.equal(changed.code, 58);
    assert.match(
      changed.stderr,
      /^jit-console: line 2 of the history was changed, or doesn't follow/,
    );
    writeFileSync(file, text);
    assert.equal((await home.run(['history', 'verify'])).code, 0);
  });
});
