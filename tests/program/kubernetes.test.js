import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { json, PlainPortal } from './plain-portal.js';
import { Home, runToEnd } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const CLUSTER = `/v3/subscriptions/${API}/k8s/jitAccess`;
const FEATURES = `/v3/features/tenant/${API}`;
const PLAN = '/v3/admin/plans/prod/k8sConfig';
const TOKEN = 'canary-cluster-token';
const CREDENTIAL = ['kube-credential', 'plain', '--tenant', 'api'];

describe('tokens for Kubernetes', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    portal.answers[CLUSTER] = json({
      Name: 'duploinfra-prod',
      ApiServer: 'https://k8s.example',
      Token: TOKEN,
    });
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    // The tenant's GUID is known from here on.
    assert.equal((await home.run(CREDENTIAL)).code, 0);
  });
  after(async () => {
    await portal.close();
    home.remove();
  });
  beforeEach(async () => {
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
    portal.calls.length = 0;
  });

  test('cold one costs one portal request, warm none; its end is in UTC', async () => {
    const cold = await home.run(CREDENTIAL, { env: { TZ: 'Asia/Tokyo' } });
    assert.equal(cold.code, 0, cold.stderr);
    const { apiVersion, kind, status } = JSON.parse(cold.stdout);
    assert.equal(`${apiVersion} ${kind}`, 'client.authentication.k8s.io/v1 ExecCredential');
    assert.equal(status.token, TOKEN);
    assert.match(status.expirationTimestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const left = (Date.parse(status.expirationTimestamp) - Date.now()) / 60_000;
    assert.ok(left > 50 && left <= 54, `${left} minutes left`);
    assert.equal(JSON.parse((await home.run(CREDENTIAL)).stdout).status.token, TOKEN);
    assert.deepEqual(portal.calls, [`GET ${CLUSTER}`]);
  });

  test('kubectl gets the version that it asks for, and older ones by the option', async () => {
    const version = async (/** @type {string[]} */ args, /** @type {object} */ env) =>
      JSON.parse((await home.run([...CREDENTIAL, ...args], { env: { ...env } })).stdout).apiVersion;
    const asking = (/** @type {string} */ which) => ({
      KUBERNETES_EXEC_INFO: `{"apiVersion":"client.authentication.k8s.io/${which}","kind":"ExecCredential"}`,
    });
    assert.equal(await version([], asking('v1beta1')), 'client.authentication.k8s.io/v1beta1');
    assert.equal(await version(['--v1beta1'], {}), 'client.authentication.k8s.io/v1beta1');
    assert.equal(await version(['--v1beta1'], asking('v1')), 'client.authentication.k8s.io/v1');
  });

  test('fifty at once make one portal request', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => home.run(CREDENTIAL)));
    for (const { code, stdout, stderr } of all) {
      assert.equal(code, 0, stderr);
      assert.equal(JSON.parse(stdout).status.token, TOKEN);
    }
    assert.deepEqual(portal.calls, [`GET ${CLUSTER}`]);
  });

  test('one in the cache is told by status, and lies there only encrypted', async () => {
    await home.run(CREDENTIAL);
    assert.match((await home.run(['status'])).stdout, /cached credentials of api \(kubernetes\), /);
    const [cached] = JSON.parse((await home.run(['status', '--json'])).stdout).credentials;
    assert.equal(cached.kubernetes, true);
    assert.equal(cached.tenant, API);
    assert.match((await home.run(['history', '--json'])).stdout, /"kubernetes"/);
  });

  test('a tenant without Kubernetes is told, with the next step', async () => {
    const before = portal.answers[CLUSTER];
    portal.answers[CLUSTER] = { ...json({ Message: 'Kubernetes is not enabled.' }), status: 400 };
    portal.answers[FEATURES] = json({ Cloud: 0, IsKubernetesEnabled: false });
    const { code, stdout, stderr } = await home.run(CREDENTIAL);
    assert.equal(code, 48, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^jit-console: api has no Kubernetes cluster\n {2}\S/);
    portal.answers[CLUSTER] = before ?? json({});
  });

  test('an infrastructure’s is for administrators, who name it', async () => {
    const admin = ['kube-credential', 'plain', '--admin', '--infrastructure', 'prod'];
    portal.answers['/v3/admin/plans/other/k8sConfig'] = {
      ...json({ Message: 'Administrator role is required.' }),
      status: 403,
    };
    const refused = await home.run([...admin.slice(0, -1), 'other']);
    assert.equal(refused.code, 33, refused.stderr);
    portal.answers[PLAN] = json({ Name: 'x', ApiServer: 'https://k8s.example', Token: 'for-prod' });
    const { stdout } = await home.run(admin);
    assert.equal(JSON.parse(stdout).status.token, 'for-prod');
    assert.equal((await home.run(['kube-credential', 'plain', '--admin'])).code, 2);
    assert.equal((await home.run(['kube-credential', 'plain'])).code, 2);
  });

  test('signed out is told at once', async () => {
    await home.run(['sign-out', 'plain']);
    const { code, stdout, stderr } = await home.run(CREDENTIAL);
    assert.equal(code, 20, stderr);
    assert.equal(stdout, '');
    assert.deepEqual(portal.calls, []);
  });
});

/** As people write them. */
const HAND_WRITTEN = `# my clusters
apiVersion: v1
kind: Config
clusters:   # two of them
  # the one at work
  - name: dev
    cluster: {server: "https://dev.example", insecure-skip-tls-verify: true}

users:
  - name: dev
    user: {token: canary-dev-token}
contexts:
  - {name: dev, context: {cluster: dev, user: dev}}
current-context: dev
# the end`;

/** An API server, of which only its pods can be listed, by the one token that it takes. */
class ApiServer {
  token = TOKEN;
  /** @type {string[]} what was asked for with that token */
  asked = [];

  /** @param {PlainPortal} portal whose certificate it uses @param {string} dir */
  async start(portal, dir) {
    const key = readFileSync(join(dir, 'plain-portal.key'));
    const cert = readFileSync(portal.caFile);
    this.authority = cert.toString('base64');
    this.server = https.createServer({ key, cert }, (request, response) => {
      const taken = request.headers.authorization === `Bearer ${this.token}`;
      const path = new URL(request.url ?? '', 'https://localhost').pathname;
      if (taken) this.asked.push(path);
      response.writeHead(taken ? 200 : 401, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(taken ? answerTo(path) : { kind: 'Status', code: 401 }));
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    this.url = `https://localhost:${this.server.address().port}`;
  }

  close() {
    this.server.closeAllConnections?.();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** @param {string} path */
function answerTo(path) {
  const pods = { name: 'pods', singularName: '', namespaced: true, kind: 'Pod', verbs: ['list'] };
  switch (path) {
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: [] };
    case '/api/v1':
      return { kind: 'APIResourceList', groupVersion: 'v1', resources: [pods] };
    default:
      return { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: [] };
  }
}

const { minor } = JSON.parse(
  execFileSync('kubectl', ['version', '--client', '-o', 'json'], { encoding: 'utf8' }),
).clientVersion;
/** What this kubectl understands: v1 came with 1.22. */
const VERSIONS = Number.parseInt(minor, 10) >= 22 ? [[], ['--v1beta1']] : [['--v1beta1']];

describe('kubectl', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const api = new ApiServer();
  const folder = join(home.dir, '.kube');
  const config = join(folder, 'config');
  const ADD = ['kubeconfig', 'add', 'plain', '--tenant', 'api'];
  const REMOVE = ['kubeconfig', 'remove', 'plain-api'];
  const kubectl = (/** @type {string[]} */ ...args) =>
    runToEnd(['kubectl', ...args], { input: '', env: home.env });
  const run = async (/** @type {string[]} */ args, /** @type {object} */ options = {}) => {
    const ended = await home.run(args, options);
    assert.equal(ended.code, 0, ended.stderr);
    return ended;
  };
  /** @param {object} more */
  const cluster = (more) => ({ Name: 'x', ApiServer: api.url, Token: TOKEN, ...more });
  before(async () => {
    await portal.start(home.dir);
    await api.start(portal, home.dir);
    await run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    portal.answers[CLUSTER] = json(cluster({}));
    await run(['sign-in', '--token-stdin'], { input: portal.token });
    // The tenant's GUID is known from here on.
    await run(CREDENTIAL);
  });
  after(async () => {
    await api.close();
    await portal.close();
    home.remove();
  });
  beforeEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    portal.answers[CLUSTER] = json(cluster({ CertificateAuthorityDataBase64: api.authority }));
    await run(['sign-in', '--token-stdin'], { input: portal.token });
    portal.calls.length = 0;
    api.asked.length = 0;
  });

  for (const version of VERSIONS) {
    test(`reaches the tenant’s cluster and namespace by its context ${version}`, async () => {
      await run([...ADD, ...version]);
      const { code, stdout, stderr } = await kubectl('get', 'pods');
      assert.equal(code, 0, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, /No resources found in duploservices-api namespace/);
      assert.ok(api.asked.includes('/api/v1/namespaces/duploservices-api/pods'));
      assert.deepEqual(portal.calls, [`GET ${CLUSTER}`, `GET ${CLUSTER}`]);
    });
  }

  test('fifty at once make one portal request', async () => {
    await run([...ADD, ...(VERSIONS.at(-1) ?? [])]);
    portal.calls.length = 0;
    const all = await Promise.all(
      Array.from({ length: 50 }, () => kubectl('get', '--raw', '/livez')),
    );
    for (const { code, stderr } of all) assert.equal(code, 0, stderr);
    assert.equal(api.asked.filter((path) => path === '/livez').length, 50);
    assert.deepEqual(portal.calls, [`GET ${CLUSTER}`]);
  });

  test('and jit-console leave each other’s entries alone', async () => {
    writeFileSync(config, HAND_WRITTEN);
    await run(ADD);
    const set = await kubectl('config', 'set-context', 'plain-api', '--namespace', 'other');
    assert.equal(set.code, 0, set.stderr);
    assert.ok(!readFileSync(config, 'utf8').includes('# jit-console'));
    assert.match((await run(['kubeconfig', 'list'])).stdout, /^plain-api\tplain\tapi\tother\t\//);
    await run(REMOVE);
    const left = JSON.parse((await kubectl('config', 'view', '--raw', '-o', 'json')).stdout);
    const names = [left.clusters, left.users, left.contexts].map((list) => list[0].name);
    assert.deepEqual(names, ['dev', 'dev', 'dev']);
    assert.equal(left.users[0].user.token, 'canary-dev-token');
    assert.equal(left['current-context'], 'dev');
  });

  test('and jit-console don’t write the file at the same time', async () => {
    writeFileSync(config, HAND_WRITTEN);
    // As kubectl holds it, which makes no file that is there.
    writeFileSync(`${config}.lock`, '');
    const refused = await home.run(ADD);
    assert.equal(refused.code, 55);
    assert.match(refused.stderr, /another program is writing .*config/);
    assert.match(refused.stderr, /if no kubectl is running, remove .*config\.lock first/);
    assert.equal(readFileSync(config, 'utf8'), HAND_WRITTEN);
    rmSync(`${config}.lock`);
    await run(ADD);
    assert.ok(!existsSync(`${config}.lock`));
    await run(REMOVE);
    assert.equal(readFileSync(config, 'utf8'), HAND_WRITTEN);
  });

  for (const [what, text] of Object.entries({
    'a hand-written file': HAND_WRITTEN,
    'line ends of Windows': HAND_WRITTEN.replaceAll('\n', '\r\n'),
    'an empty file': '',
    'empty lists': 'apiVersion: v1\nclusters: []\nusers: null\ncontexts:\n',
  })) {
    test(`round-trip, byte for byte: ${what}`, async () => {
      writeFileSync(config, text, { mode: 0o640 });
      await run([...ADD, '--use']);
      assert.equal((await kubectl('config', 'current-context')).stdout, 'plain-api\n');
      await run(REMOVE);
      assert.equal(readFileSync(config, 'utf8'), text);
      assert.equal(statSync(config).mode & 0o777, 0o640);
    });
  }

  test('a missing file and folder are made only for the user, and the file is removed again', async () => {
    rmSync(folder, { recursive: true });
    const shown = await run([...ADD, '--dry-run']);
    assert.ok(!existsSync(folder));
    await run(ADD);
    assert.equal(statSync(config).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    for (const line of shown.stdout.trim().split('\n'))
      assert.ok(readFileSync(config, 'utf8').includes(line), line);
    assert.equal((await kubectl('config', 'current-context')).stdout, 'plain-api\n');
    await run(REMOVE);
    assert.ok(!existsSync(config));
  });

  test('a link within the home stays one, one out of it is not followed', async () => {
    writeFileSync(join(home.dir, 'dotfile'), HAND_WRITTEN);
    symlinkSync('../dotfile', config);
    await run(ADD);
    assert.ok(lstatSync(config).isSymbolicLink());
    assert.match(readFileSync(join(home.dir, 'dotfile'), 'utf8'), /name: "plain-api"/);
    rmSync(config);
    const outside = new Home();
    writeFileSync(join(outside.dir, 'config'), HAND_WRITTEN);
    symlinkSync(join(outside.dir, 'config'), config);
    assert.equal((await home.run(ADD)).code, 55);
    assert.equal(readFileSync(join(outside.dir, 'config'), 'utf8'), HAND_WRITTEN);
    outside.remove();
  });

  test('KUBECONFIG lists files: the first that exists is written, all are looked through', async () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => join(home.dir, name));
    const env = { KUBECONFIG: [one, '', two, three].join(':') };
    writeFileSync(String(two), HAND_WRITTEN);
    writeFileSync(String(three), HAND_WRITTEN);
    await run(ADD, { env });
    assert.ok(!existsSync(String(one)) && !existsSync(config));
    assert.match(readFileSync(String(two), 'utf8'), /name: "plain-api"/);
    writeFileSync(String(one), 'apiVersion: v1\n');
    assert.match((await run(ADD, { env })).stderr, /is already in .*two/);
    const [listed] = JSON.parse((await run(['kubeconfig', 'list', '--json'], { env })).stdout);
    assert.deepEqual(listed, {
      ...{ name: 'plain-api', portal: 'plain', tenant: 'api', infrastructure: null },
      ...{ namespace: 'duploservices-api', current: false, file: two },
    });
    await run(REMOVE, { env });
    assert.equal(readFileSync(String(two), 'utf8'), HAND_WRITTEN);
    assert.equal((await home.run(REMOVE, { env })).code, 55);
  });

  test('a cluster without a certificate authority is refused, but for the person’s own word', async () => {
    portal.answers[CLUSTER] = json(cluster({}));
    const refused = await home.run(ADD);
    assert.equal(refused.code, 48);
    assert.match(refused.stderr, /names no certificate authority for the cluster of api/);
    assert.ok(!existsSync(config));
    const version = VERSIONS.at(-1) ?? [];
    await run([...ADD, '--insecure-skip-tls-verify', ...version]);
    const { code, stderr } = await kubectl('get', '--raw', '/livez');
    assert.equal(code, 0, stderr);
  });

  test('another authority’s server is not given the token', async () => {
    const other = new PlainPortal();
    const elsewhere = new Home();
    await other.start(elsewhere.dir);
    const authority = readFileSync(String(other.caFile)).toString('base64');
    await other.close();
    elsewhere.remove();
    portal.answers[CLUSTER] = json(cluster({ CertificateAuthorityDataBase64: authority }));
    await run([...ADD, ...(VERSIONS.at(-1) ?? [])]);
    assert.notEqual((await kubectl('get', '--raw', '/livez')).code, 0);
    assert.deepEqual(api.asked, []);
  });

  test('an administrator’s context is the infrastructure’s', async () => {
    portal.answers[PLAN] = json(cluster({ CertificateAuthorityDataBase64: api.authority }));
    await run(['kubeconfig', 'add', 'plain', '--admin', '--infrastructure', 'prod']);
    const { stdout } = await run(['kubeconfig', 'list']);
    assert.match(stdout, /^plain-admin-prod\tplain\tprod\t\t/);
  });

  test('a file that isn’t understood is left alone, with the next step', async () => {
    for (const text of ['{"users": [{"name": "canary"}]}', 'users:\n\t- name: canary\n', 'a: [']) {
      writeFileSync(config, text);
      const { code, stderr } = await home.run(ADD);
      assert.equal(code, 55, stderr);
      assert.match(stderr, /kubectl config view/);
      assert.ok(!stderr.includes('canary'));
      assert.equal(readFileSync(config, 'utf8'), text);
    }
  });
});
