import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Home, HostProcess } from './program.js';

const FIREFOX = ['/x/org.jit_console.host.json', 'jit-console@jit-console.org'];
const TENANT = 'a1a1a1a1-0000-4000-8000-00000000000a';

describe('a console wanted at a terminal while a browser’s host runs', () => {
  const home = new Home();
  const runtime = join(home.dir, 'run');
  const folder = join(runtime, 'jit-console');
  /** @type {HostProcess[]} */
  let hosts = [];
  before(async () => {
    mkdirSync(runtime, { mode: 0o700 });
    home.env.XDG_RUNTIME_DIR = runtime;
    assert.equal((await home.run(['portal', 'add', 'https://acme.test', '--unchecked'])).code, 0);
  });
  after(async () => {
    await end();
    home.remove();
  });

  /** As a browser's extension does: says what comes of each event. @param {string[]} [args] @param {object} answer */
  async function browser(answer, args) {
    const host = new HostProcess(home, args);
    await host.ask({ id: 1, method: 'list_portals' });
    hosts.push(host);
    const heard = host
      .frame(({ event }) => event === 'open_requested')
      .then(async ({ data }) => {
        const word = async (/** @type {number} */ id, /** @type {object} */ said) =>
          host.ask({ id, method: 'answer_open', params: { ticket: data.ticket, ...said } });
        assert.deepEqual((await word(2, { outcome: 'taken' })).result, { wanted: true });
        await word(3, answer);
        return data;
      });
    heard.catch(() => undefined);
    return { host, heard };
  }
  async function end() {
    for (const { child } of hosts) child.stdin.end();
    for (const host of hosts) assert.equal(await host.exited, 0, host.stderr);
    hosts = [];
  }
  const open = (/** @type {string[]} */ ...args) =>
    home.run(['console', 'acme', '--tenant', TENANT, ...args], { env: { BROWSER: '/bin/false' } });

  test('is handed to the extension, and what it says is printed', async () => {
    const { heard } = await browser({ outcome: 'opened', expires_at: null, region: 'eu-west-1' });
    const { code, stdout, stderr } = await open(
      '--to',
      's3',
      '--region',
      'eu-west-1',
      '--reason',
      'OPS-1',
    );
    assert.equal(code, 0, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^opened in \w+, eu-west-1\n$/);
    const { ticket: _, ...wanted } = await heard;
    const tenant = { id: TENANT, name: null };
    const place = { region: 'eu-west-1', to: 's3', reason: 'OPS-1' };
    assert.deepEqual(wanted, { portal: 'acme', role: 'tenant', tenant, ...place });
    await end();
  });

  test('fails with the extension’s error', async () => {
    const error = { code: 'portal_forbidden', message: 'acme refuses', hint: 'ask for access' };
    await browser({ outcome: 'failed', error });
    const { code, stderr } = await open();
    assert.equal(code, 33);
    assert.equal(stderr, 'jit-console: acme refuses\n  ask for access\n');
    await end();
  });

  test('goes to the browser used last, or to the one that is named', async () => {
    const question = { outcome: 'asking' };
    const firefox = await browser(question, FIREFOX);
    const chromium = await browser(question);
    assert.match((await open('--browser', 'firefox')).stderr, /^firefox has a question/);
    await firefox.heard;
    // The answer of it was Firefox's last use.
    await chromium.host.ask({ id: 9, method: 'list_portals' });
    assert.doesNotMatch((await open()).stderr, /firefox/);
    await chromium.heard;
    await end();
  });

  test('is heard through a socket of this user’s only, which goes with the host', async () => {
    await browser({ outcome: 'opened' });
    const [name] = readdirSync(folder).filter((file) => file.endsWith('.socket'));
    assert.match(name, /^chromium-\w*-\d+\.socket$/);
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    await end();
    assert.deepEqual(readdirSync(folder), []);
  });

  test('goes the old way where the host was killed, or the old way is asked for', async () => {
    const { host } = await browser({ outcome: 'opened' });
    const signIn = /^jit-console: not signed in to acme/;
    assert.match((await open('--browser', 'default')).stderr, signIn);
    hosts = [];
    host.child.kill('SIGKILL');
    await host.exited;
    assert.match((await open()).stderr, signIn);
    assert.deepEqual(readdirSync(folder), []);
    assert.match((await open('--browser', 'firefox')).stderr, signIn);
  });
});
