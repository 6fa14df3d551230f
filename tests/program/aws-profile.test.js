import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Home, PROGRAM, runToEnd } from './program.js';

const TENANT = 'a1a1a1a1-0000-4000-8000-00000000000a';
const ADD = ['aws-profile', 'add', 'mine', '--tenant', TENANT, '--region', 'us-west-2'];
const REMOVE = ['aws-profile', 'remove', 'mine'];

/** Files as people have them, valid for AWS's tools; each byte is a character here. */
const files = {
  'an empty file': '',
  'an empty line': '\n',
  'many empty lines': '\n\n\n',
  'a comment alone, without an end': '# a comment',
  'comments of both kinds': '; one\n# two\n',
  'a plain profile': '[default]\nregion = eu-central-1\n',
  'a last line without an end': '[default]\nregion = eu-central-1',
  'line ends of Windows': '[default]\r\nregion = eu-central-1\r\n',
  'line ends of Windows, the last one missing': '[default]\r\nregion = eu-central-1',
  'a byte order mark': '\xef\xbb\xbf[default]\noutput=json\n',
  'empty lines at the end': '[default]\nregion=us-east-1\n\n\n',
  'an indented section': '   [profile indented]\n   region = us-east-1\n',
  'a quoted name': '[profile "with spaces"]\nregion = us-east-1 # no comment\n',
  'tabs and spaces at ends': '[profile tabs]\t\n\tregion\t=\tus-east-1\t \n',
  'nested values': '[profile s3]\ns3 =\n  max_concurrent_requests = 20\nregion = x\n',
  'sections of other kinds':
    '[sso-session corp]\nsso_region = x\n[services dev]\ns3 =\n  endpoint_url = http://localhost\n',
  'sections twice': '[profile a]\nregion=1\n[profile a]\nregion=2\n',
  'a command of somebody else': '[profile b]\ncredential_process = "/a b/c" --d \'e\' \\\n',
  'no UTF-8': '[profile latin]\n# caf\xe9\n',
  'a NUL': '[profile nul]\nx = a\0b\n',
  'odd brackets': '[profile empty]\n[]\n[profile ]\n[',
  'names that are nearly the same': '[profile mine2]\n[profile mi ne]\n[mine]\n# [profile mine]\n',
  'something before any section': 'region = x\n',
  'a long line': `[default]\n# ${'x'.repeat(200_000)}\n`,
};

describe('AWS profiles', () => {
  const home = new Home();
  const folder = join(home.dir, '.aws');
  const config = join(folder, 'config');
  before(async () => {
    await home.run(['portal', 'add', 'https://acme.duplocloud.net', '--unchecked']);
  });
  after(() => home.remove());
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  });

  test('of a program whose path needs quotes come with a warning and what to do', async () => {
    const tools = join(home.dir, 'our tools');
    mkdirSync(tools);
    const program = join(tools, 'jit-console');
    copyFileSync(PROGRAM, program);
    const added = await runToEnd([program, ...ADD], { input: '', env: home.env });
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stderr, /warning: programs with a Go SDK .* quotes/);
    assert.match(added.stderr, /install jit-console where the path has no blanks/);
    const usual = await home.run([...ADD, '--dry-run']);
    assert.doesNotMatch(usual.stderr, /Go SDK/);
  });

  for (const [what, text] of Object.entries(files)) {
    test(`round-trip, byte for byte: ${what}`, async () => {
      writeFileSync(config, text, 'latin1');
      const added = await home.run(ADD);
      assert.equal(added.code, 0, added.stderr);
      const between = readFileSync(config, 'latin1');
      assert.ok(between.startsWith(text) && between.length > text.length);
      assert.match((await home.run(['aws-profile', 'list'])).stdout, /^mine\tacme\t/);
      const removed = await home.run(REMOVE);
      assert.equal(removed.code, 0, removed.stderr);
      assert.ok(
        readFileSync(config, 'latin1') === text,
        JSON.stringify(readFileSync(config, 'latin1')),
      );
    });
  }

  test('a missing file and folder are made only for the user, and the file is removed again', async () => {
    rmSync(folder, { recursive: true });
    assert.equal((await home.run(ADD)).code, 0);
    assert.equal(statSync(config).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal((await home.run(REMOVE)).code, 0);
    assert.ok(!existsSync(config));
  });

  test('an existing file keeps its mode, and a link within the home stays one', async () => {
    writeFileSync(join(home.dir, 'dotfile'), '[default]\n', { mode: 0o640 });
    symlinkSync('../dotfile', config);
    assert.equal((await home.run(ADD)).code, 0);
    assert.ok(lstatSync(config).isSymbolicLink());
    assert.equal(statSync(config).mode & 0o777, 0o640);
    assert.match(readFileSync(join(home.dir, 'dotfile'), 'utf8'), /profile mine/);
  });

  test('a link out of the home is not followed', async () => {
    const outside = new Home();
    writeFileSync(join(outside.dir, 'config'), '[default]\n');
    symlinkSync(join(outside.dir, 'config'), config);
    const { code, stderr } = await home.run(ADD);
    assert.equal(code, 53, stderr);
    assert.equal(readFileSync(join(outside.dir, 'config'), 'utf8'), '[default]\n');
    outside.remove();
  });

  for (const text of [
    '[profile mine]\n',
    '[ profile "mine" ]',
    '\t[profile\tmine] ; x\n',
    '[profile mine] # ]\n',
  ]) {
    test(`somebody else's profile is not touched: ${JSON.stringify(text)}`, async () => {
      writeFileSync(config, text);
      assert.equal((await home.run(ADD)).code, 54);
      assert.equal((await home.run(REMOVE)).code, 54);
      assert.equal(readFileSync(config, 'utf8'), text);
    });
  }

  test('a profile that was changed by hand is not touched', async () => {
    await home.run(ADD);
    const text = readFileSync(config, 'utf8').replace('region', 'output = json\nregion');
    writeFileSync(config, text);
    assert.equal((await home.run(ADD)).code, 54);
    assert.equal((await home.run(REMOVE)).code, 54);
    assert.equal(readFileSync(config, 'utf8'), text);
  });

  test('AWS_CONFIG_FILE names the file', async () => {
    const env = { AWS_CONFIG_FILE: join(home.dir, 'elsewhere') };
    assert.equal((await home.run(ADD, { env })).code, 0);
    assert.ok(!existsSync(config));
    assert.match(readFileSync(env.AWS_CONFIG_FILE, 'utf8'), /profile mine/);
  });
});

describe("duploctl's portals", () => {
  const home = new Home();
  after(() => home.remove());

  test('are taken over once, with their tenants told and their tokens left', async () => {
    const contexts = [
      '- {name: dev, host: "https://acme.duplocloud.net/", token: canary-token, tenant: dev01}',
      '- {name: ops, host: acme.duplocloud.net, admin: true}',
      '- {name: old, host: "http://old.example"}',
    ];
    mkdirSync(join(home.dir, '.duplo'));
    writeFileSync(join(home.dir, '.duplo/config'), `contexts:\n${contexts.join('\n')}\n`);
    const { code, stdout, stderr } = await home.run(['import-duploctl']);
    assert.equal(code, 19, stderr);
    assert.match(stderr, /1 of 3 contexts were not fully imported/);
    assert.match(stdout, /^dev\tacme \(new\)\tjit-console console acme --tenant dev01$/m);
    assert.match(stdout, /^ops\tacme\tjit-console console acme --admin$/m);
    assert.match(stderr, /old: not a portal's address/);
    assert.ok(!`${stdout}${stderr}`.includes('canary-token'));
    const portals = JSON.parse((await home.run(['portal', 'list', '--json'])).stdout);
    assert.deepEqual(
      portals.map(({ name, signed_in }) => [name, signed_in]),
      [['acme', false]],
    );
  });

  test('are refused where the file is no such one, without quoting it', async () => {
    for (const text of [
      'canary-token',
      'contexts: [',
      'contexts: &a [canary-token]',
      '{'.repeat(100_000),
    ]) {
      writeFileSync(join(home.dir, 'config'), text);
      const { code, stderr } = await home.run([
        'import-duploctl',
        '--file',
        join(home.dir, 'config'),
      ]);
      assert.equal(code, 19, stderr);
      assert.ok(!stderr.includes('canary-token'));
    }
    assert.equal((await home.run(['import-duploctl', '--file', '/nowhere'])).code, 19);
  });
});
