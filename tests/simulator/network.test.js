import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import tls from 'node:tls';
import { startSimulator } from './simulator.js';
import { TestClient } from './test-client.js';

describe('network', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'simulator-'));
  /** @type {import('./simulator.js').Simulator} */
  let simulator;
  let ca;

  before(async () => {
    simulator = await startSimulator({ dir });
    ca = readFileSync(simulator.caFile, 'utf8');
  });
  after(async () => {
    await simulator.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(() => {
    simulator.refused.length = 0;
    simulator.clearRequests();
  });

  /** @param {string} target `HOST:PORT` @returns {Promise<{status: number, socket: any}>} */
  const connect = (target) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(simulator.proxy);
      const request = http.request({
        host: hostname,
        port,
        method: 'CONNECT',
        path: target,
        agent: false,
      });
      request.on('connect', ({ statusCode }, socket) =>
        resolve({ status: statusCode ?? 0, socket }),
      );
      request.on('error', reject);
      request.end();
    });

  /** @param {string} host a TLS connection through the proxy, the certificate verified */
  const secure = async (host, options = {}) => {
    const { status, socket } = await connect(`${host}:443`);
    assert.equal(status, 200);
    const secured = tls.connect({ socket, servername: host, ca, ...options });
    await once(secured, 'secureConnect');
    return secured;
  };

  it('serves every portal and AWS host by its name, with a certificate for it', async () => {
    for (const host of [
      'acme.duplocloud.net',
      'globex.duplocloud.net',
      'portal.initech.example',
      'api.initech.example',
      'gov.duplocloud.net',
      'signin.aws.amazon.com',
      'us-east-1.signin.aws.amazon.com',
      'console.aws.amazon.com',
      '123456789012-abcd1234.eu-west-1.console.aws.amazon.com',
      'us-gov-west-1.console.amazonaws-us-gov.com',
      'cn-north-1.signin.amazonaws.cn',
      'eusc-de-east-1.console.amazonaws-eusc.eu',
    ]) {
      (await secure(host)).destroy();
    }
    assert.deepEqual(simulator.refused, []);
  });

  it('is trusted by nobody who does not know its CA', async () => {
    await assert.rejects(secure('acme.duplocloud.net', { ca: undefined }), /certificate/);
  });

  it('keeps no key of the CA', () => {
    assert.deepEqual(readdirSync(dir), ['ca.pem']);
    assert.doesNotMatch(ca, /PRIVATE/);
  });

  it('refuses every other name and port, and remembers it', async () => {
    const others = [
      'example.com:443',
      'duplocloud.net:443',
      'acme.duplocloud.net:80',
      'acme.duplocloud.net.evil.example:443',
      's3.amazonaws.com:443',
      'nowhere-1.console.aws.amazon.com:443',
      'abc.us-west-2.console.aws.amazon.com:443',
      'a.us-west-2.signin.aws.amazon.com:443',
      '127.0.0.1:443',
    ];
    for (const target of others) assert.equal((await connect(target)).status, 403, target);
    assert.deepEqual(simulator.refused, others);
  });

  it('proxies no plain http', async () => {
    const { hostname, port } = new URL(simulator.proxy);
    const request = http.get({ host: hostname, port, path: 'http://example.com/', agent: false });
    const [response] = await once(request, 'response');
    assert.equal(response.statusCode, 403);
    assert.deepEqual(simulator.refused, ['http://example.com/']);
  });

  it('speaks HTTP/2 with who can, and several hosts over one connection', async () => {
    const socket = await secure('acme.duplocloud.net', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://acme.duplocloud.net', {
      createConnection: () => socket,
    });
    for (const host of ['acme.duplocloud.net', 'signin.aws.amazon.com']) {
      const stream = session.request({ ':authority': host, ':path': '/x?t=secret&a=b' });
      await once(stream, 'response');
      stream.close();
    }
    session.destroy();
    const seen = simulator.requests.map(({ host, httpVersion }) => [host, httpVersion]);
    assert.deepEqual(seen, [
      ['acme.duplocloud.net', '2.0'],
      ['signin.aws.amazon.com', '2.0'],
    ]);
  });

  it('speaks HTTP/1.1 with who can not', async () => {
    const socket = await secure('acme.duplocloud.net', { ALPNProtocols: ['http/1.1'] });
    socket.write('GET /app/ HTTP/1.1\r\nHost: acme.duplocloud.net\r\n\r\n');
    const [chunk] = await once(socket, 'data');
    assert.match(String(chunk), /^HTTP\/1\.1 302 /);
    socket.destroy();
  });

  describe('the log', () => {
    it('has each request with its answer and whose it was, and no secrets', async () => {
      const client = new TestClient(simulator);
      const portal = simulator.portal('acme');
      await client.call(`${portal.url}/admin/GetUserRoleInfo?t=secret&a=b`, portal.token());
      const [{ at, userAgent, ...request }] = simulator.requests;
      assert.equal(userAgent, '');
      assert.ok(Math.abs(Date.now() - at) < 10_000);
      assert.deepEqual(request, {
        host: 'acme.duplocloud.net',
        method: 'GET',
        path: '/admin/GetUserRoleInfo',
        query: { t: '…', a: 'b' },
        status: 200,
        user: 'bob@example.com',
        origin: null,
        httpVersion: '1.1',
      });
    });

    it("leaves the pages' own plumbing out", async () => {
      const client = new TestClient(simulator);
      const { status } = await client.request('https://acme.duplocloud.net/__simulator/portal.css');
      assert.equal(status, 200);
      assert.deepEqual(simulator.requests, []);
    });

    it('can be waited on, and says what came instead', async () => {
      const client = new TestClient(simulator);
      const [request] = await Promise.all([
        simulator.waitForRequest(({ path }) => path === '/app/login'),
        client.request('https://acme.duplocloud.net/app/login'),
      ]);
      assert.equal(request.host, 'acme.duplocloud.net');
      const waiting = simulator.waitForRequest(({ path }) => path === '/x', { timeoutMs: 10 });
      await assert.rejects(waiting, /within 10 ms; seen:\nGET acme\.duplocloud\.net\/app\/login/);
    });
  });
});
