import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { json, PlainPortal } from './plain-portal.js';
import { Home, PROGRAM } from './program.js';
import { typed } from './typed.js';

/** @param {number} number */
const idOf = (number) => `a1a1a1a1-0000-4000-8000-${String(number).padStart(12, '0')}`;

const NAMES = ['billing', 'invoice', 'orders', 'orders-eu', 'zeta'];
const QUESTION = 'a part of its name (nothing: cancel):';

describe('a command that names no tenant', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    portal.answers['/admin/GetTenantsForUser'] = json(
      NAMES.map((name, i) => ({ TenantId: idOf(i), AccountName: name })),
    );
    for (const [i] of NAMES.entries()) {
      portal.answers[`/subscriptions/${idOf(i)}/GetAwsRegionId`] = json('eu-central-1');
      portal.answers[`/subscriptions/${idOf(i)}/GetAwsConsoleTokenUrl`] = json({
        AccessKeyId: `ASIACANARY000000000${i}`,
        SecretAccessKey: 'canary-secret',
        SessionToken: 'canary-session',
        Region: 'eu-central-1',
        Validity: 3600,
      });
    }
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  /** On a terminal that is too plain for fzf. @param {string[]} args @param {[string, string][]} steps */
  const at = (args, steps) => typed([PROGRAM, ...args], { ...home.env, TERM: 'dumb' }, steps);
  /** On another. @param {string[]} args @param {[string, string][]} steps @param {Record<string, string>} [env] */
  const inFzf = (args, steps, env = {}) =>
    typed(
      ['sh', '-c', 'stty rows 24 cols 80; exec "$@"', 'sh', PROGRAM, ...args],
      { ...home.env, ...env },
      steps,
    );
  /** A program called fzf that comes first in PATH. @param {string} script */
  function standIn(script) {
    const folder = join(home.dir, 'stand-in');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'fzf'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { PATH: `${folder}:${home.env.PATH}` };
  }

  test('names those that are known where nobody is at a terminal, and asks no portal', async () => {
    await home.run(['tenants']);
    portal.calls.length = 0;
    for (const args of [['console'], ['exec'], ['credentials'], ['aws-profile', 'add', 'mine']]) {
      const { code, stderr } = await home.run(args);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /your tenants: billing, invoice, orders, orders-eu, zeta; see: jit-console /,
      );
    }
    assert.deepEqual(portal.calls, []);
  });

  test('lists them at a terminal and takes a number', async () => {
    const { code, shown } = await at(['credentials'], [[QUESTION, '2\n']]);
    assert.equal(code, 0, shown);
    assert.match(shown, /which tenant of plain\?\r\n {3}1 {2}billing\r\n {3}2 {2}invoice\r\n/);
    assert.match(shown, /tenant: invoice\r\n\{"Version":1,"AccessKeyId":"ASIACANARY0000000001"/);
  });

  test('lists those used last first', async () => {
    await home.run(['credentials', '--tenant', 'zeta', '--no-cache']);
    const { shown } = await at(['credentials'], [[QUESTION, '\n']]);
    assert.match(
      shown,
      / 1 {2}zeta\r\n {3}2 {2}invoice\r\n {3}3 {2}billing\r\n {3}4 {2}orders\r\n/,
    );
  });

  test('narrows the list by what is typed, until one is left', async () => {
    const { code, shown } = await at(
      ['exec', '--env', '--', 'sh', '-c', 'echo "<$JIT_CONSOLE_TENANT>"'],
      [
        [QUESTION, 'nothing-like-it\n'],
        [QUESTION, 'ORD\n'],
        [QUESTION, 'eu\n'],
      ],
    );
    assert.equal(code, 0, shown);
    assert.match(shown, /no tenant's name has "nothing-like-it" in it/);
    assert.match(shown, / 1 {2}orders\r\n {3}2 {2}orders-eu\r\nits number/);
    assert.match(shown, /<orders-eu>/);
  });

  test('takes a whole name though others begin with it', async () => {
    const { code, shown } = await at(
      ['aws-profile', 'add', 'mine', '--dry-run'],
      [[QUESTION, 'Orders\n']],
    );
    assert.equal(code, 0, shown);
    assert.match(shown, /--tenant orders\b(?!-)/);
  });

  test('does nothing where none is chosen', async () => {
    portal.calls.length = 0;
    const { code, shown } = await at(['credentials'], [[QUESTION, '\n']]);
    assert.equal(code, 8, shown);
    assert.match(shown, /no tenant was chosen/);
    assert.deepEqual(portal.calls, ['GET /admin/GetTenantsForUser']);
  });

  const SHOWS_TENANT = ['exec', '--env', '--', 'sh', '-c', 'echo "<$JIT_CONSOLE_TENANT>"'];

  test('has fzf narrow the list and give the one that is picked', async () => {
    const { code, shown } = await inFzf(SHOWS_TENANT, [
      ['5/5', 'rs-e'],
      ['1/5', '\r'],
    ]);
    assert.equal(code, 0, shown);
    assert.match(shown, /tenant: orders-eu\r\n<orders-eu>/);
  });

  test('does nothing where fzf is left without a choice', async () => {
    portal.calls.length = 0;
    const { code, shown } = await inFzf(['credentials'], [['5/5', '\x03']]);
    assert.equal(code, 8, shown);
    assert.match(shown, /no tenant was chosen/);
    assert.deepEqual(portal.calls, ['GET /admin/GetTenantsForUser']);
  });

  test('gives fzf the names by standard input, those used last first, and no token', async () => {
    await home.run(['credentials', '--tenant', 'zeta', '--no-cache']);
    const env = standIn('cat > "$HOME/given"; env > "$HOME/its-env"; sed -n 3p "$HOME/given"');
    const token = { JIT_CONSOLE_TOKEN: portal.token, JIT_CONSOLE_PORTAL_URL: portal.url };
    const trusted = { ...env, ...token, SSL_CERT_FILE: portal.caFile };
    const { code, shown } = await inFzf(SHOWS_TENANT, [], env);
    assert.equal(code, 0, shown);
    const given = readFileSync(join(home.dir, 'given'), 'utf8').trim().split('\n');
    assert.equal(given[0], 'zeta');
    assert.deepEqual([...given].sort(), NAMES);
    assert.match(shown, new RegExp(`<${given[2]}>`));
    await inFzf(['credentials'], [], trusted);
    assert.doesNotMatch(readFileSync(join(home.dir, 'its-env'), 'utf8'), /JIT_CONSOLE_TOKEN/);
  });

  test('lists them where fzf fails, or gives what was never offered', async () => {
    for (const script of ['exit 2', 'cat >&2; echo something-else', 'kill -9 $$']) {
      const { code, shown } = await inFzf(SHOWS_TENANT, [[QUESTION, 'billing\n']], standIn(script));
      assert.equal(code, 0, shown);
      assert.match(shown, /<billing>/);
    }
  });
});
