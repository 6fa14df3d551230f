import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { filesBelow } from './files.js';
import { json, PlainPortal } from './plain-portal.js';
import { Home, HostProcess } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const JIT = `/subscriptions/${API}/GetAwsConsoleTokenUrl`;
const CLUSTER = `/v3/subscriptions/${API}/k8s/jitAccess`;
const KEYS = {
  AccessKeyId: 'ASIACANARY0000000001',
  SecretAccessKey: 'canary/secret+key=',
  SessionToken: 'canary-session-token//==',
};

const home = new Home();
const portal = new PlainPortal();
/** @type {HostProcess} */
let host;

before(async () => {
  await portal.start(home.dir);
  home.env.SSL_CERT_FILE = portal.caFile;
  portal.answers[JIT] = json({ ...JSON.parse(portal.answers[JIT].body), ...KEYS });
  const cluster = { Name: 'duploinfra-prod', ApiServer: 'https://k8s.example', Token: 'canary' };
  portal.answers[CLUSTER] = json(cluster);
  const added = ['portal', 'add', portal.url, '--name', 'plain'];
  for (const args of [added, ['vault', 'file'], ['sign-in', '--token-stdin']])
    assert.equal((await home.run(args, { input: portal.token })).code, 0);
  host = new HostProcess(home);
});

after(async () => {
  host.child.stdin.end();
  await host.exited;
  await portal.close();
  home.remove();
});

/** @returns {Record<string, string>} what is in the files below the home folder, by path */
const kept = () =>
  Object.fromEntries(filesBelow(home.dir).map((file) => [file, readFileSync(file, 'latin1')]));

/** @param {Record<string, string>} earlier @returns {string[]} files that are others since */
function changedSince(earlier) {
  const now = kept();
  const files = Object.keys({ ...earlier, ...now });
  return files.filter((file) => earlier[file] !== now[file]);
}

let id = 0;
/** @param {string} method @param {Record<string, unknown>} how */
const ask = (method, how) => {
  id += 1;
  return host.ask({ id, method, params: { portal: 'plain', tenant: API, by: 'popup', ...how } });
};

for (const method of ['open_console', 'get_credentials', 'get_kubernetes_credentials'])
  test(`${method} from a private window leaves no file of the tenant's`, async () => {
    const earlier = kept();
    const { error } = await ask(method, { private: true, tenant_name: 'api' });
    assert.equal(error, undefined);
    assert.deepEqual(changedSince(earlier), []);
  });

test('get_credentials from any other window keeps them, and a private one is given those', async () => {
  const earlier = kept();
  assert.equal((await ask('get_credentials', {})).error, undefined);
  assert.ok(changedSince(earlier).some((file) => file.endsWith(API)));
  const now = kept();
  const asked = portal.calls.length;
  const { result } = await ask('get_credentials', { private: true });
  assert.equal(result.access_key_id, KEYS.AccessKeyId);
  assert.equal(portal.calls.length, asked);
  assert.deepEqual(changedSince(now), []);
});
