import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import tls from 'node:tls';
import { inSimulator } from './testing/stage.js';

/**
 * @param {import('./simulator.js').Simulator} sim
 * @param {string} target `HOST:PORT`
 * @returns {Promise<{status: number, socket: import('node:stream').Duplex}>}
 */
function connect(sim, target) {
  const { hostname, port } = new URL(sim.proxy);
  const options = { host: hostname, port, method: 'CONNECT', path: target, agent: false };
  return new Promise((resolve, reject) => {
    const request = http.request(options);
    request.on('connect', ({ statusCode }, socket) => resolve({ status: statusCode ?? 0, socket }));
    request.on('error', reject);
    request.end();
  });
}

/** A TLS connection through the proxy, the certificate verified. */
async function secure(sim, host, options = {}) {
  const { status, socket } = await connect(sim, `${host}:443`);
  assert.equal(status, 200);
  const ca = readFileSync(sim.caFile, 'utf8');
  const secured = tls.connect({ socket, servername: host, ca, ...options });
  await once(secured, 'secureConnect');
  return secured;
}

inSimulator('network', {
  'serves every portal and AWS host by its name, with a certificate for it': async ({ sim }) => {
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
      (await secure(sim, host)).destroy();
    }
    assert.deepEqual(sim.refused, []);
  },

  'is trusted by nobody who does not know its CA': async ({ sim }) => {
    await assert.rejects(secure(sim, 'acme.duplocloud.net', { ca: undefined }), /certificate/);
  },

  'keeps no key of the CA': ({ sim, dir }) => {
    assert.deepEqual(readdirSync(dir), ['ca.pem']);
    assert.doesNotMatch(readFileSync(sim.caFile, 'utf8'), /PRIVATE/);
  },

  'refuses every other name and port, and remembers it': async ({ sim }) => {
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
    for (const target of others) assert.equal((await connect(sim, target)).status, 403, target);
    assert.deepEqual(sim.refused, others);
  },

  'breaks every connection while it is offline': async ({ sim }) => {
    const open = await secure(sim, 'acme.duplocloud.net');
    const closed = once(open, 'close');
    sim.setOffline(true);
    await closed;
    await assert.rejects(secure(sim, 'acme.duplocloud.net'), /socket hang up|ECONNRESET/);
    sim.setOffline(false);
    (await secure(sim, 'acme.duplocloud.net')).destroy();
  },

  'resets connections by chance, some within their handshake': async ({ sim }) => {
    const resets = sim.setResets({ share: 1, seed: 2 });
    let broken = 0;
    for (let opened = 0; opened < 12; opened++) {
      const socket = await secure(sim, 'acme.duplocloud.net').catch(() => null);
      socket?.on('error', () => undefined).destroy();
      broken += socket ? 0 : 1;
    }
    assert.equal(resets.met, 12);
    assert.ok(broken > 0 && broken < 12, `${broken} of 12`);
    sim.setResets(null);
    (await secure(sim, 'acme.duplocloud.net')).destroy();
  },

  'proxies no plain http': async ({ sim }) => {
    const { hostname, port } = new URL(sim.proxy);
    const request = http.get({ host: hostname, port, path: 'http://example.com/', agent: false });
    const [response] = await once(request, 'response');
    assert.equal(response.statusCode, 403);
    assert.deepEqual(sim.refused, ['http://example.com/']);
  },

  'speaks HTTP/2 with who can, and several hosts over one connection': async ({ sim }) => {
    const socket = await secure(sim, 'acme.duplocloud.net', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://acme.duplocloud.net', {
      createConnection: () => socket,
    });
    for (const host of ['acme.duplocloud.net', 'signin.aws.amazon.com']) {
      const stream = session.request({ ':authority': host, ':path': '/x?t=secret&a=b' });
      await once(stream, 'response');
      stream.close();
    }
    session.destroy();
    const seen = sim.requests.map(({ host, httpVersion }) => [host, httpVersion]);
    assert.deepEqual(seen, [
      ['acme.duplocloud.net', '2.0'],
      ['signin.aws.amazon.com', '2.0'],
    ]);
  },

  'speaks HTTP/1.1 with who can not': async ({ sim }) => {
    const socket = await secure(sim, 'acme.duplocloud.net', { ALPNProtocols: ['http/1.1'] });
    socket.write('GET /app/ HTTP/1.1\r\nHost: acme.duplocloud.net\r\n\r\n');
    const [chunk] = await once(socket, 'data');
    assert.match(String(chunk), /^HTTP\/1\.1 302 /);
    socket.destroy();
  },
});
