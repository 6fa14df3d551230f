import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { PlainPortal } from './plain-portal.js';
import { Home, HostProcess } from './program.js';

/** Takes whatever it is sent, and says that everybody is signed in. */
class Thief {
  /** @type {string[]} */
  stolen = [];

  /** @param {string} dir where the plain portal's certificate is */
  async start(dir) {
    const key = readFileSync(join(dir, 'plain-portal.key'));
    const cert = readFileSync(join(dir, 'plain-portal.pem'));
    this.server = https.createServer({ key, cert }, (request, response) => {
      if (request.headers.authorization) this.stolen.push(request.headers.authorization);
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ Username: 'bob@example.com', Roles: ['User'] }));
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    this.url = `https://localhost:${this.server.address().port}`;
  }

  close() {
    this.server.closeAllConnections?.();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

describe('an extension that was taken over', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const thief = new Thief();
  before(async () => {
    await portal.start(home.dir);
    await thief.start(home.dir);
    home.env.SSL_CERT_FILE = portal.caFile;
    const added = await home.run(['portal', 'add', portal.url, '--name', 'plain']);
    assert.equal(added.code, 0, added.stderr);
  });
  after(async () => {
    await portal.close();
    await thief.close();
    home.remove();
  });
  beforeEach(() => {
    thief.stolen = [];
  });

  test('cannot send the token to an API address of its own', async () => {
    const host = new HostProcess(home);
    await host.ask({ id: 1, method: 'remove_portal', params: { portal: 'plain' } });
    const params = { url: portal.url, name: 'plain', api_url: thief.url };
    const refused = await host.ask({ id: 2, method: 'add_portal', params });
    assert.equal(refused.error?.code, 'terminal_only');
    assert.match(
      refused.error.hint,
      new RegExp(`jit-console portal add ${portal.url} --name plain --api-url ${thief.url}$`),
    );
    const signIn = await host.ask({ id: 3, method: 'sign_in', params: { portal: 'plain' } });
    assert.equal(signIn.error?.code, 'no_portal');
    host.child.stdin.end();
    await host.exited;
    assert.deepEqual(thief.stolen, []);
    assert.deepEqual(JSON.parse((await home.run(['portal', 'list', '--json'])).stdout), []);
    await home.run(['portal', 'add', portal.url, '--name', 'plain']);
  });

  test('names neither certificates of its own nor an address without TLS', async () => {
    const host = new HostProcess(home);
    const own = { url: 'https://own.test', name: 'own', ca_file: portal.caFile };
    const added = await host.ask({ id: 1, method: 'add_portal', params: own });
    assert.ok(added.result, JSON.stringify(added.error));
    const config = readFileSync(join(home.dir, '.config/jit-console/config.json'), 'utf8');
    assert.ok(config.includes('https://own.test') && !config.includes('plain-portal.pem'), config);
    for (const more of [{}, { insecure_localhost: true }]) {
      const params = { url: 'http://localhost:1', ...more };
      const refused = await host.ask({ id: 2, method: 'add_portal', params });
      assert.equal(refused.error?.code, 'portal_url');
    }
    await host.ask({ id: 3, method: 'remove_portal', params: { portal: 'own' } });
    host.child.stdin.end();
    await host.exited;
  });

  test('cannot have the token sent to a portal of its own by way of the genuine page', async () => {
    const host = new HostProcess(home);
    const added = await host.ask({
      id: 1,
      method: 'add_portal',
      params: { url: thief.url, name: 'acme' },
    });
    assert.ok(added.result, JSON.stringify(added.error));
    host.send({ id: 2, method: 'sign_in', params: { portal: 'acme' } });
    const { data } = await host.frame((frame) => frame.event === 'grant_page');
    // The extension opens the genuine portal's page with the port that it has learned; the person approves there.
    const port = Number(new URL(data.url).searchParams.get('localPort'));
    const page = await navigate(port, `/?t=${portal.token}`);
    assert.equal(page.status, 200);
    assert.ok(page.body.includes(new URL(thief.url).host), page.body);
    assert.ok(!page.body.includes(portal.token));
    assert.deepEqual(thief.stolen, []);
    // Without the nonce of that page, which no extension can read, there is no agreeing to it.
    const own = `http://127.0.0.1:${port}`;
    const guessed = await navigate(port, '/agree', {
      method: 'POST',
      origin: own,
      body: 'nonce=0',
    });
    assert.equal(guessed.status, 409);
    await host.ask({ id: 3, method: 'cancel', params: { request: 2 } });
    await host.frame((frame) => frame.id === 2);
    assert.deepEqual(thief.stolen, []);
    host.child.stdin.end();
    await host.exited;
  });

  test('the same page confirms the first sign-in to a portal that is what it seems', async () => {
    const host = new HostProcess(home);
    await host.ask({ id: 1, method: 'remove_portal', params: { portal: 'plain' } });
    await host.ask({ id: 2, method: 'add_portal', params: { url: portal.url, name: 'plain' } });
    for (const round of [1, 2]) {
      host.send({ id: `sign-in ${round}`, method: 'sign_in', params: { portal: 'plain' } });
      const { data } = await host.frame(
        ({ event, data }) => event === 'grant_page' && data.request.endsWith(`${round}`),
      );
      const port = Number(new URL(data.url).searchParams.get('localPort'));
      const first = await navigate(port, `/?t=${portal.token}`);
      if (round === 1) {
        const [, nonce] = /name="nonce" value="(\w+)"/.exec(first.body) ?? [];
        const origin = `http://127.0.0.1:${port}`;
        const agreed = await navigate(port, '/agree', {
          method: 'POST',
          origin,
          body: `nonce=${nonce}`,
        });
        assert.equal(agreed.status, 302);
      } else assert.equal(first.status, 302);
      const reply = await host.frame((frame) => frame.id === `sign-in ${round}`);
      assert.equal(reply.result?.portal.user, 'carol@example.org', JSON.stringify(reply.error));
    }
    host.child.stdin.end();
    await host.exited;
  });
});

describe('another user of the machine', { skip: process.getuid?.() !== 0 && 'needs root' }, () => {
  const home = new Home();
  const portal = new PlainPortal();
  after(async () => {
    await portal.close();
    home.remove();
  });

  test('cannot hand over a sign-in, and leaves the person’s own under way', async () => {
    await portal.start(home.dir);
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const host = new HostProcess(home);
    host.send({ id: 1, method: 'sign_in', params: { portal: 'plain' } });
    const { data } = await host.frame((frame) => frame.event === 'grant_page');
    const port = Number(new URL(data.url).searchParams.get('localPort'));
    const attempt = `http://127.0.0.1:${port}/?t=${portal.token}`;
    const { code, stdout } = await runAs(65_534, 'curl', ['-s', '--max-time', '10', attempt]);
    assert.notEqual(code, 0, stdout);
    assert.equal(stdout, '');
    assert.deepEqual(portal.calls, []);
    assert.equal((await navigate(port, `/?t=${portal.token}`)).status, 302);
    assert.ok((await host.frame((frame) => frame.id === 1)).result);
    host.child.stdin.end();
    await host.exited;
  });
});

/**
 * A navigation of a whole tab, as a browser makes it.
 *
 * @param {number} port
 * @param {string} path
 * @param {{method?: string, origin?: string, body?: string}} [how]
 * @returns {Promise<{status: number | undefined, body: string}>}
 */
function navigate(port, path, { method = 'GET', origin, body = '' } = {}) {
  const headers = {
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
    'Content-Length': String(body.length),
    ...(origin ? { Origin: origin } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += data;
      });
      response.on('end', () => resolve({ status: response.statusCode, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/**
 * @param {number} uid
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{code: number | null, stdout: string}>}
 */
function runAs(uid, command, args) {
  const child = spawn(command, args, { uid, gid: uid, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout })));
}
