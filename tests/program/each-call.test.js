import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesBelow } from './files.js';
import { json, PlainPortal } from './plain-portal.js';
import { Home } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const KEYS = { AccessKeyId: 'ASIA1', SecretAccessKey: 'secret', SessionToken: 'token' };

/** What is done, with what the home then has to hold. */
const COMMANDS = {
  'adding a portal': {
    args: ['portal', 'add', 'https://other.test', '--unchecked'],
    start: 'empty',
  },
  'a sign-in': { args: ['sign-in', 'plain', '--token-stdin'], start: 'added' },
  credentials: { args: ['credentials', 'plain', '--tenant', 'api'], start: 'signedIn' },
  'an AWS profile': {
    args: ['aws-profile', 'add', 'api', 'plain', '--tenant', 'api'],
    start: 'signedIn',
  },
  'a sign-out': { args: ['sign-out', 'plain'], start: 'signedIn' },
  'removing a portal': { args: ['portal', 'remove', 'plain'], start: 'signedIn' },
};

describe('a program that is broken at any call that touches a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jit-console-each-call-'));
  const shim = join(folder, 'break-call.so');
  const portal = new PlainPortal();
  /** @type {Record<string, Home>} homes to begin with */
  const starts = { empty: new Home(), added: new Home(), signedIn: new Home() };
  const home = new Home();

  before(async () => {
    const source = fileURLToPath(new URL('break-call.c', import.meta.url));
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', shim, source, '-ldl']);
    await portal.start(folder);
    portal.answers[`/subscriptions/${API}/GetAwsConsoleTokenUrl`] = json({
      ...KEYS,
      Region: 'eu-central-1',
      Validity: 3600,
    });
    const add = ['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile];
    for (const start of [starts.added, starts.signedIn]) await start.run(add);
    const { code, stderr } = await starts.signedIn.run(['sign-in', '--token-stdin'], {
      input: portal.token,
    });
    assert.equal(code, 0, stderr);
  });
  after(async () => {
    await portal.close();
    for (const each of [home, ...Object.values(starts)]) each.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param {string} start @param {string[]} args @param {Record<string, string>} env */
  async function broken(start, args, env) {
    rmSync(home.dir, { recursive: true, force: true });
    cpSync(starts[start].dir, home.dir, { recursive: true });
    return home.run(args, { input: portal.token, env: { LD_PRELOAD: shim, ...env } });
  }

  /** How many such calls a command makes. @param {string} start @param {string[]} args */
  async function callsOf(start, args) {
    const file = join(folder, 'count');
    const { code, stderr } = await broken(start, args, { BREAK_COUNT: file });
    assert.equal(code, 0, stderr);
    const count = Number(readFileSync(file, 'utf8'));
    assert.ok(count > 3, `${count} calls`);
    return count;
  }

  /** Nothing is torn: all that is kept can be read, and the same can be done again. @param {string[]} args */
  async function holdsTogether(args, /** @type {string} */ when) {
    for (const look of [['portal', 'list', '--json'], ['history'], ['aws-profile', 'list']]) {
      const { code, stderr } = await home.run(look);
      assert.equal(code, 0, `${when}: ${look.join(' ')}: ${stderr}`);
    }
    // What failed within the second is told again instead of asked again: the record of it goes.
    for (const path of filesBelow(home.dir)) if (path.endsWith('.lock')) rmSync(path);
    const again = await home.run(args, { input: portal.token });
    // What was done before the break needs not be done again.
    const done = /there is|no portal|unknown|configured/.test(again.stderr) && again.code < 20;
    assert.ok(again.code === 0 || done, `${when}: again: ${again.code} ${again.stderr}`);
    const left = filesBelow(home.dir).filter((path) => path.includes('.jit-console-'));
    // A tenant's number is no secret, and its file isn't written again where nothing changes.
    assert.deepEqual(
      left.filter((path) => !path.includes('/portals/')),
      [],
      when,
    );
  }

  for (const [what, { args, start }] of Object.entries(COMMANDS)) {
    test(`killed at any call, ${what} tears nothing and can be done again`, async () => {
      const count = await callsOf(start, args);
      for (let at = 1; at <= count; at++) {
        await broken(start, args, { BREAK_AT: String(at), BREAK_HOW: 'kill' });
        await holdsTogether(args, `killed at call ${at} of ${count}`);
      }
    });

    test(`where a call fails, ${what} says so or does without, and tears nothing`, async () => {
      const count = await callsOf(start, args);
      for (let at = 1; at <= count; at += 2) {
        const errno = [constants.errno.ENOSPC, constants.errno.EIO, constants.errno.EMFILE][at % 3];
        const env = { BREAK_AT: String(at), BREAK_HOW: String(errno) };
        const { code, stderr } = await broken(start, args, env);
        const when = `call ${at} of ${count} failed with ${errno}`;
        assert.ok(code !== null && code < 64, `${when}: ended by ${code}`);
        assert.notEqual(code, 1, `${when}: ${stderr}`);
        if (code !== 0) assert.match(stderr, /^jit-console: /m, when);
        await holdsTogether(args, when);
      }
    });
  }

  test('a killed sign-out may be repeated, and then no token is left', async () => {
    const { args, start } = COMMANDS['a sign-out'];
    const count = await callsOf(start, args);
    for (let at = 1; at <= count; at += 3) {
      await broken(start, args, { BREAK_AT: String(at), BREAK_HOW: 'kill' });
      assert.equal((await home.run(args)).code, 0);
      assert.equal((await home.run(['tenants', 'plain'])).code, 20);
    }
  });
});
