import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
});
