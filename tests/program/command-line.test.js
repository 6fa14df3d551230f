import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { filesBelow } from './files.js';
import { json, PlainPortal } from './plain-portal.js';
import { Home, PROGRAM } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';

describe('the command line with a portal', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(() => portal.start(home.dir));
  after(async () => {
    await portal.close();
    home.remove();
  });

  test('says which portal is missing before there is one', async () => {
    const { code, stderr } = await home.run(['tenants']);
    assert.equal(code, 11);
    assert.match(stderr, /portal add/);
  });

  test('adds a portal by its address', async () => {
    const added = await home.run([
      'portal',
      'add',
      `${portal.url}/app/`,
      '--ca-file',
      portal.caFile,
    ]);
    assert.equal(added.code, 0, added.stderr);
    const listed = await home.run(['portal', 'list', '--json']);
    const [only] = JSON.parse(listed.stdout);
    assert.equal(only.url, portal.url);
    assert.equal(only.signed_in, false);
  });

  test('asks for a sign-in before it asks the portal', async () => {
    const { code, stderr, stdout } = await home.run(['console', '--tenant', 'api', '--print']);
    assert.equal(code, 20);
    assert.equal(stdout, '');
    assert.match(stderr, /sign.in/);
    assert.deepEqual(portal.calls, []);
  });

  test('refuses a token that the portal refuses, and keeps nothing', async () => {
    const { code, stderr } = await home.run(['sign-in', '--token-stdin'], {
      input: 'wrong-token\n',
    });
    assert.equal(code, 24, stderr);
    assert.ok(!stderr.includes('wrong-token'));
    assert.equal((await home.run(['tenants'])).code, 20);
  });

  test('signs in with a token from standard input and says as whom', async () => {
    const { code, stderr } = await home.run(['sign-in', '--token-stdin'], {
      input: `  ${portal.token}\n`,
    });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /carol@example\.org/);
  });

  test('keeps the token encrypted, only for its owner', () => {
    const files = filesBelow(home.dir).filter((path) => path.includes('/jit-console/'));
    assert.ok(files.some((path) => path.endsWith('vault')));
    for (const path of files) {
      assert.ok(!readFileSync(path, 'latin1').includes(portal.token), path);
      assert.equal(statSync(path).mode & 0o077, 0, path);
    }
  });

  test('lists tenants by name, and as JSON', async () => {
    const { stdout } = await home.run(['tenants', '--json']);
    assert.deepEqual(
      JSON.parse(stdout).map(({ name, id }) => [name, id]),
      [
        ['api', API],
        ['web', 'b1a1a1a1-0000-4000-8000-00000000000b'],
      ],
    );
    assert.match((await home.run(['tenants'])).stdout, /^api +prod +a1a1a1a1/);
  });

  test('takes portal and tenant from the environment where the command line names none', async () => {
    const args = ['console', '--print'];
    const env = { JIT_CONSOLE_PORTAL: new URL(portal.url).host, JIT_CONSOLE_TENANT: API };
    const { code, stdout, stderr } = await home.run(args, { env });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^https:\/\/signin\.aws/);
    const named = await home.run([...args, 'nowhere'], { env });
    assert.equal(named.code, 12, named.stderr);
    const other = await home.run([...args, '--tenant', 'nobody'], { env });
    assert.equal(other.code, 40, other.stderr);
    assert.equal((await home.run(args)).code, 2);
  });

  test('asks whether another command or tenant was meant, and lists portals for just that word', async () => {
    const says = async (/** @type {string[]} */ ...args) => (await home.run(args)).stderr;
    assert.match(
      await says('consloe'),
      /did you mean: jit-console console\? see: jit-console --help\n$/,
    );
    assert.match(await says('potal', 'list'), /did you mean: jit-console portal list\?/);
    assert.match(
      await says('portal', 'lst'),
      /did you mean: jit-console portal list\? see: jit-console portal --h/,
    );
    assert.doesNotMatch(await says('frobnicate'), /did you mean/);
    assert.match(await says('console', '--tenant', 'apii'), /did you mean api\? list them with/);
    assert.equal((await home.run(['portal'])).stdout, (await home.run(['portal', 'list'])).stdout);
  });

  test("prints a tenant's sign-in URL, with the page asked for and all else untouched", async () => {
    portal.calls.length = 0;
    const { code, stdout, stderr } = await home.run([
      'console',
      '--tenant',
      API,
      '--to',
      'arn:aws:s3:::logs',
      '--print',
    ]);
    assert.equal(code, 0, stderr);
    const url = new URL(stdout.trim());
    assert.equal(url.host, 'signin.aws.amazon.com');
    assert.ok(stdout.includes('SigninToken=one+two%2Bthree'));
    assert.equal(
      url.searchParams.get('Destination'),
      'https://eu-central-1.console.aws.amazon.com/s3/buckets/logs?region=eu-central-1&tab=objects',
    );
    assert.deepEqual(portal.calls, [`GET /subscriptions/${API}/GetAwsConsoleTokenUrl`]);
  });

  test('takes a tenant by name in any case', async () => {
    const { code, stdout } = await home.run(['console', '--tenant', 'API', '--print']);
    assert.equal(code, 0);
    assert.match(stdout, /^https:\/\/signin\.aws\.amazon\.com\/federation\?Action=login/);
  });

  /** @type {Record<string, {answer: any, code: number, says: RegExp}>} */
  const refusals = {
    'a ConsoleUrl on a foreign host': {
      answer: json({ ConsoleUrl: 'https://aws.example/federation?Action=login&SigninToken=x' }),
      code: 41,
      says: /aws\.example/,
    },
    'neither ConsoleUrl nor keys': { answer: json({}), code: 42, says: /./ },
    'a login page': {
      answer: { type: 'text/html', body: '<html>Log in</html>' },
      code: 36,
      says: /page/,
    },
    'a login page that says it is JSON': {
      answer: { type: 'application/json', body: '<html>' },
      code: 36,
      says: /./,
    },
    'an empty body': { answer: { type: 'application/json', body: '' }, code: 36, says: /./ },
    null: { answer: json(null), code: 36, says: /./ },
    'half an answer': {
      answer: { type: 'application/json', body: '{"ConsoleUrl":"https:' },
      code: 36,
      says: /./,
    },
    'what is no UTF-8': {
      answer: { type: 'application/json', body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) },
      code: 36,
      says: /./,
    },
    'wrong types': { answer: json({ ConsoleUrl: 7 }), code: 36, says: /ConsoleUrl/ },
    depth: { answer: { type: 'application/json', body: '['.repeat(1e6) }, code: 36, says: /./ },
    'a 401': { answer: { status: 401, type: 'text/plain', body: '' }, code: 20, says: /sign.in/ },
    'a 403': { answer: { status: 403, type: 'text/plain', body: '' }, code: 37, says: /./ },
    'a 404': { answer: { status: 404, type: 'text/plain', body: '' }, code: 34, says: /./ },
    'a 400 saying not found': {
      answer: { status: 400, ...json({ Message: 'Tenant not found' }) },
      code: 34,
      says: /./,
    },
    'a 500': { answer: { status: 500, type: 'text/plain', body: 'boom' }, code: 35, says: /./ },
  };
  for (const [what, { answer, code, says }] of Object.entries(refusals)) {
    test(`says what is wrong with ${what}, and prints no URL`, async () => {
      const path = `/subscriptions/${API}/GetAwsConsoleTokenUrl`;
      const before = portal.answers[path];
      portal.answers[path] = answer;
      const result = await home.run(['console', '--tenant', API, '--print']);
      portal.answers[path] = before;
      assert.equal(result.code, code, result.stderr);
      assert.equal(result.stdout, '');
      assert.match(result.stderr, says);
      assert.match(result.stderr, /^jit-console: \S.*\n {2}\S.*\n$/);
    });
  }

  test('does not trust the portal without its CA file', async () => {
    const stranger = new Home();
    await stranger.run(['portal', 'add', portal.url, '--unchecked']);
    const { code, stderr } = await stranger.run(['sign-in', '--token-stdin'], {
      input: portal.token,
    });
    assert.equal(code, 31, stderr);
    assert.match(stderr, /ca-file/);
    stranger.remove();
  });

  test('signs out', async () => {
    assert.equal((await home.run(['sign-out'])).code, 0);
    assert.equal((await home.run(['tenants'])).code, 20);
  });

  test('removes the portal', async () => {
    assert.equal((await home.run(['portal', 'remove', 'localhost'])).code, 0);
    assert.deepEqual(JSON.parse((await home.run(['portal', 'list', '--json'])).stdout), []);
  });
});

describe('the command line', () => {
  const home = new Home();
  after(() => home.remove());

  test('tells its version without a home', async () => {
    const { code, stdout } = await home.run(['--version'], { env: { HOME: '' } });
    assert.equal(code, 0);
    assert.match(stdout, /^jit-console \d+\.\d+\.\d+\n$/);
  });

  test('helps, for each command with an example', async () => {
    const { stdout } = await home.run(['--help']);
    const names = [...stdout.matchAll(/^ {2}([a-z][a-z -]*?)(?: \[?[A-Z]+\]?)? {2,}/gm)].map(
      ([, name]) => name,
    );
    assert.ok(names.length >= 10, stdout);
    for (const name of names) {
      const help = await home.run([...name.split(' '), '--help']);
      assert.equal(help.code, 0, name);
      assert.match(help.stdout, /example:\n {2}.*jit-console /, name);
    }
  });

  /** @type {[string[], number][]} */
  const senseless = [
    [[], 2],
    [['nonsense'], 2],
    [['portal', 'add'], 2],
    [['portal', 'add', 'https://a.example', 'more'], 2],
    [['console', '--tenant'], 2],
    [['console', '--tenant', 'x', '--admin'], 2],
    [['console'], 2],
    [['tenants', '--nonsense'], 2],
    [['portal', 'add', 'http://acme.duplocloud.net'], 14],
    [['portal', 'add', 'https://user@acme.duplocloud.net'], 14],
    [['portal', 'remove', 'gone'], 12],
    [['link', 'nonsense'], 44],
  ];
  for (const [args, code] of senseless) {
    test(`refuses: jit-console ${args.join(' ')}`, async () => {
      await home.run(['portal', 'add', 'https://only.example', '--unchecked']);
      const result = await home.run(args);
      assert.equal(result.code, code, result.stderr);
      assert.equal(result.stdout, '');
      assert.ok(result.stderr.length > 0);
    });
  }

  for (const [where, redirection] of [
    ['a full disk', '>/dev/full'],
    ['a closed output', '>&-'],
  ]) {
    test(`says where its output went nowhere: ${where}`, () => {
      const { status, stderr } = spawnSync('sh', ['-c', `"$0" --version ${redirection}`, PROGRAM], {
        env: home.env,
        encoding: 'utf8',
      });
      assert.equal(status, 57, stderr);
      assert.match(stderr, /the output can't be written/);
    });
  }

  test('shows the help of a group of commands', async () => {
    const { code, stdout } = await home.run(['portal', '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /portal add URL[\s\S]*portal remove PORTAL/);
    assert.doesNotMatch(stdout, /tenants/);
    assert.match((await home.run(['help', 'portal', 'add'])).stdout, /example:\n {2}jit-console/);
  });

  test('shows what install would write, and writes nothing', async () => {
    const { code, stdout } = await home.run(['install', '--browser', 'chromium', '--dry-run']);
    assert.equal(code, 0);
    assert.match(stdout, /NativeMessagingHosts\/org\.jit_console\.host\.json/);
    assert.equal(
      filesBelow(home.dir).some((path) => path.includes('NativeMessagingHosts')),
      false,
    );
  });
});
