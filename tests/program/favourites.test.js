import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { indexTenants } from '../../extension/src/domain/tenant-search.js';
import { CANARY_KEYS, json, PlainPortal } from './plain-portal.js';
import { CALLER, Home, HostProcess, PROGRAM } from './program.js';
import { typed } from './typed.js';

const QUESTION = 'a part of its name (nothing: cancel):';
const FIREFOX = ['/x/org.jit_console.host.json', 'jit-console@jit-console.org'];
/** How many the popup keeps (console-opener.js). */
const RECENTS = 8;

/** The portal lists them in another order. */
const NAMES =
  'audit billing Claims dev01 edge gold invoice orders Orders-eu staging web zeta'.split(' ');
const TENANTS = NAMES.map((name, at) => ({
  id: `a1a1a1a1-0000-4000-8000-${String(at).padStart(12, '0')}`,
  name,
  plan: null,
}));
const named = (/** @type {string} */ wanted) =>
  TENANTS.find(({ name }) => name === wanted)?.id ?? '';

describe('the terminal’s list of tenants', () => {
  const home = new Home();
  const portal = new PlainPortal();
  /** In PATH before the real one, which isn't wanted: the plain list is. */
  const noFzf = join(home.dir, 'no-fzf');
  /** GUIDs, the newest first. @type {string[]} */
  let used = [];
  before(async () => {
    await portal.start(home.dir);
    mkdirSync(noFzf);
    writeFileSync(join(noFzf, 'fzf'), '#!/bin/sh\nexit 2\n', { mode: 0o755 });
    portal.answers['/admin/GetTenantsForUser'] = json(
      TENANTS.map(({ id, name }) => ({ TenantId: id, AccountName: name })).reverse(),
    );
    for (const { id } of TENANTS) {
      portal.answers[`/subscriptions/${id}/GetAwsRegionId`] = json('eu-central-1');
      portal.answers[`/subscriptions/${id}/GetAwsConsoleTokenUrl`] = CANARY_KEYS;
    }
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  /** As the extension tells it. @param {string[]} favourites GUIDs @param {string[]} [caller] a browser's words */
  async function star(favourites, caller = [CALLER]) {
    const host = new HostProcess(home, caller);
    const params = { favourites: favourites.map((tenant) => ({ portal: 'plain', tenant })) };
    const reply = await host.ask({ id: 1, method: 'note_favourites', params });
    assert.deepEqual(reply.result, { noted: true });
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
  }

  /** @param {string} id */
  async function use(id) {
    const { code, stderr } = await home.run(['credentials', '--tenant', id, '--no-cache']);
    assert.equal(code, 0, stderr);
    used = [id, ...used.filter((other) => other !== id)];
  }

  /** @param {Record<string, string>} [env] @returns {Promise<string[]>} its lines, without their numbers */
  async function listed(env = {}) {
    const plain = { ...home.env, LC_ALL: 'C', PATH: `${noFzf}:${home.env.PATH}`, ...env };
    const { code, shown } = await typed([PROGRAM, 'credentials'], plain, [[QUESTION, '\n']]);
    assert.equal(code, 8, shown);
    return [...shown.matchAll(/^ +\d+ {2}(.+?)\r?$/gm)].map(([, line]) => line ?? '');
  }

  /** The popup's. @param {string[]} favourites GUIDs */
  function popups(favourites) {
    const keyOf = (/** @type {string} */ id) => `plain/tenant/${id}`;
    const entries = indexTenants(
      /** @type {any} */ ([{ name: 'plain' }]),
      /** @type {any} */ ({ plain: { tenants: TENANTS } }),
      favourites.map(keyOf),
      used.slice(0, RECENTS).map(keyOf),
    );
    return entries.map(({ name, favourite }) => (favourite ? `${name} *` : name));
  }

  test('has the popup’s order, whatever is starred and was used', async () => {
    const some = fc.uniqueArray(fc.constantFrom(...TENANTS.map(({ id }) => id)));
    await fc.assert(
      fc.asyncProperty(
        some,
        fc.array(fc.constantFrom(...TENANTS), { maxLength: 4 }),
        async (favourites, uses) => {
          await star(favourites);
          for (const { id } of uses) await use(id);
          assert.deepEqual(await listed(), popups(favourites));
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });

  test('marks favourites with a star where the terminal shows one', async () => {
    await star([named('gold')]);
    const utf8 = { LC_ALL: '', LANG: 'de_DE.UTF-8' };
    assert.equal((await listed(utf8))[0], 'gold ★');
    assert.equal((await listed({ ...utf8, LC_ALL: 'C' }))[0], 'gold *');
    assert.equal((await listed({ ...utf8, TERM: 'dumb' }))[0], 'gold *');
  });

  test('takes a favourite by its number, its name or in fzf, without its star', async () => {
    const shows = ['exec', '--env', '--', 'sh', '-c', 'echo "<$JIT_CONSOLE_TENANT>"'];
    for (const answer of ['1\n', 'gold\n']) {
      const plain = { ...home.env, TERM: 'dumb' };
      const { shown } = await typed([PROGRAM, ...shows], plain, [[QUESTION, answer]]);
      assert.match(shown, /<gold>/);
    }
    const inFzf = ['sh', '-c', 'stty rows 24 cols 80; exec "$@"', 'sh', PROGRAM, ...shows];
    const env = { ...home.env, LANG: 'C.UTF-8' };
    const { shown } = await typed(inFzf, env, [
      ['gold ★', 'gol'],
      ['1/12', '\r'],
    ]);
    assert.match(shown, /tenant: gold\r\n<gold>/);
  });

  test('has the favourites of both kinds of browsers', async () => {
    await star([named('web')], FIREFOX);
    const first = (await listed()).slice(0, 2).sort();
    assert.deepEqual(first, ['gold *', 'web *']);
    await star([], FIREFOX);
    assert.deepEqual(
      (await listed()).filter((line) => line.endsWith(' *')),
      ['gold *'],
    );
  });

  test('knows them by GUIDs in a file that is this user’s only, until the portal is removed', async () => {
    const folder = join(home.dir, '.local/state/jit-console/portals');
    const [file = ''] = readdirSync(folder).filter((name) => name.startsWith('localhost'));
    assert.match(
      readFileSync(join(folder, file), 'utf8'),
      new RegExp(`^favourites in chromium\t${named('gold')}$`, 'm'),
    );
    assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
    assert.equal((await home.run(['portal', 'remove', 'plain'])).code, 0);
    assert.equal(existsSync(join(folder, file)), false);
  });
});
