import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { filesBelow } from './files.js';
import { CANARY_KEYS, PlainPortal } from './plain-portal.js';
import { Home, PROGRAM } from './program.js';
import { typed } from './typed.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const QUESTION = 'as its .jit-console says? [y/N]';
const IN_FOLDER = 'cd "$1" && shift && exec "$@"';

describe('a project’s file', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const project = join(home.dir, 'project');
  const below = join(project, 'src/deep');
  const file = join(project, '.jit-console');
  before(async () => {
    await portal.start(home.dir);
    portal.answers[`/subscriptions/${API}/GetAwsConsoleTokenUrl`] = CANARY_KEYS;
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    await home.run(['portal', 'add', 'https://other.test', '--name', 'other', '--unchecked']);
    const signedIn = await home.run(['sign-in', 'plain', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
    mkdirSync(below, { recursive: true });
  });
  after(async () => {
    await portal.close();
    home.remove();
  });
  beforeEach(() => {
    rmSync(join(home.dir, '.local/state/jit-console/projects'), { force: true });
    writeFileSync(file, '# ours\nPORTAL=plain\nTENANT=api\n');
  });

  /** @param {[string, string][]} steps @param {string[]} [args] @param {Record<string, string>} [env] */
  const at = (steps, args = ['credentials'], env = {}) =>
    typed(['sh', '-c', IN_FOLDER, 'sh', below, PROGRAM, ...args], { ...home.env, ...env }, steps);

  test('is believed after a yes, for the folders below it, and not asked about again', async () => {
    const first = await at([[QUESTION, 'y\n']]);
    assert.equal(first.code, 0, first.shown);
    assert.match(first.shown, /use portal plain and tenant api below \S+\/project, as its/);
    assert.match(first.shown, /ASIACANARY/);
    const again = await at([]);
    assert.equal(again.code, 0, again.shown);
    assert.doesNotMatch(again.shown, /as its/);
  });

  test('asks again once it was changed', async () => {
    await at([[QUESTION, 'y\n']]);
    writeFileSync(file, 'TENANT=api\nPORTAL=other\n');
    const { code, shown } = await at([[QUESTION, 'n\n']], ['credentials', '--tenant', 'api']);
    assert.equal(code, 13, shown);
    // The earlier yes was to another text.
    assert.match(shown, /portal other and tenant api/);
  });

  test('without a yes is as if it weren’t there', async () => {
    const { code, shown } = await at([[QUESTION, '\n']], ['credentials', '--tenant', 'api']);
    assert.equal(code, 13, shown);
    assert.doesNotMatch(shown, /ASIACANARY/);
  });

  test('is ignored with a sentence where nobody is at a terminal, until somebody agreed', async () => {
    const run = () => home.run(['credentials'], { cwd: below });
    const ignored = await run();
    assert.equal(ignored.code, 2);
    assert.match(ignored.stderr, /^ignored \S+\/project\/\.jit-console: nobody has agreed to it; /);
    assert.doesNotMatch(ignored.stdout, /\S/);
    await at([[QUESTION, 'y\n']]);
    const { code, stdout, stderr } = await run();
    assert.equal(code, 0, stderr);
    assert.match(stdout, /ASIACANARY/);
    assert.equal(stderr, '');
  });

  test('gives way to the command line and the environment, and to another portal that they name', async () => {
    await at([[QUESTION, 'y\n']]);
    const named = await home.run(['credentials', 'plain', '--tenant', 'nobody'], { cwd: below });
    assert.match(named.stderr, /no tenant nobody on plain/);
    const variable = { JIT_CONSOLE_TENANT: 'nobody' };
    const environment = await home.run(['credentials'], { cwd: below, env: variable });
    assert.match(environment.stderr, /no tenant nobody on plain/);
    const other = await home.run(['credentials', 'other'], { cwd: below });
    assert.equal(other.code, 2, other.stderr);
  });

  test('that can’t be understood is ignored with the line and the next step', async () => {
    writeFileSync(file, 'PORTAL=https://evil.example/\n');
    const { code, stderr } = await home.run(['credentials', '--tenant', 'api'], { cwd: below });
    assert.equal(code, 13);
    assert.match(
      stderr,
      /^ignored \S+\.jit-console: line 1 has no such name\n {2}write PORTAL=NAME/,
    );
  });

  test('is noted by hashes only', async () => {
    await at([[QUESTION, 'y\n']]);
    const [noted = ''] = filesBelow(home.dir).filter((path) => path.endsWith('/projects'));
    assert.match(readFileSync(noted, 'utf8'), /^[0-9a-f]{64} [0-9a-f]{64}\n$/);
  });

  test('isn’t asked about by help, nor where nothing is missing', async () => {
    for (const args of [
      ['credentials', '--help'],
      ['credentials', 'plain', '--tenant', 'api'],
      ['status'],
    ]) {
      const { stderr } = await home.run(args, { cwd: below });
      assert.doesNotMatch(stderr, /\.jit-console: nobody/);
    }
  });
});
