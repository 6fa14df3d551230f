import http from 'node:http';
import net from 'node:net';
import { Chance } from './chance.js';

/**
 * Which connections are reset, by chance: this share of them, at one of their first answers.
 * @typedef {{share: number, seed?: number}} Resets
 */

/** The TLS handshake is one or two of them. */
const ANSWERS_BEFORE_RESET = 6;

/**
 * What becomes of resets. met: how many connections it happened to; hit: the hosts of those; paused: it happens to none.
 * @typedef {{share: number, chance: Chance, met: number, hit: string[], paused: boolean}} Ordered
 */

/** Resets connections by chance. */
class ChanceResets {
  /** @type {Ordered|null} */
  #now = null;

  /** @param {Resets|null} resets @returns {Ordered|null} */
  set(resets) {
    const chance = new Chance(resets?.seed ?? 1);
    this.#now = resets && { share: resets.share, chance, met: 0, hit: [], paused: false };
    return this.#now;
  }

  /**
   * @param {string} host
   * @param {import('node:net').Socket} client
   * @param {import('node:net').Socket} upstream
   */
  meet(host, client, upstream) {
    const now = this.#now;
    if (!now || now.paused || now.chance.draw(host) >= now.share) return;
    now.met += 1;
    now.hit.push(host);
    let left = Math.floor(now.chance.draw(`${host} answers`) * ANSWERS_BEFORE_RESET);
    upstream.on('data', () => {
      if (left-- === 0) client.resetAndDestroy();
    });
  }
}

/**
 * Starts a CONNECT proxy on loopback. It leads `HOST:443` of the names it serves to the TLS
 * listener and answers everything else with 403, so that nothing leaves the machine.
 * @param {{serves: (host: string) => boolean, tlsPort: number, refused: string[]}} options
 *   refused: every name that was asked for in vain is added, as `HOST:PORT`
 * @returns {Promise<{url: string, setOffline: (offline: boolean) => void, setResets: (resets: Resets|null) => Ordered|null, close: () => Promise<void>}>}
 *   setOffline: while it is on, every connection breaks, as on a machine that lost its network
 */
export async function startProxy({ serves, tlsPort, refused }) {
  const sockets = new Set();
  let isOffline = false;
  const resets = new ChanceResets();
  const track = (socket) => {
    if (isOffline) socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A peer that goes away in the middle is an ordinary end for a proxy.
    socket.on('error', () => socket.destroy());
  };
  const server = http.createServer((request, response) => {
    refused.push(request.url ?? '');
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('the simulator serves only https\n');
  });
  server.on('connection', track);
  server.on('connect', (request, client, head) => {
    const [host, port] = splitTarget(request.url ?? '');
    if (port !== '443' || !serves(host)) {
      refused.push(`${host}:${port}`);
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = net.connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    resets.meet(host, client, upstream);
    track(upstream);
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    setOffline: (offline) => {
      isOffline = offline;
      if (offline) for (const socket of sockets) socket.destroy();
    },
    setResets: (chosen) => resets.set(chosen),
    close: () => closeServer(server, sockets),
  };
}

/** @param {string} target `HOST:PORT` of a CONNECT line */
function splitTarget(target) {
  const colon = target.lastIndexOf(':');
  return [target.slice(0, colon).toLowerCase(), target.slice(colon + 1)];
}

/**
 * @param {import('node:net').Server} server
 * @param {number} [port] 0 for any
 */
export function listenOnLoopback(server, port = 0) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
}

/**
 * Closes a server and its connections at once; idle ones would hold it open.
 * @param {import('node:net').Server} server
 * @param {Set<import('node:net').Socket>} sockets
 * @returns {Promise<void>}
 */
export function closeServer(server, sockets) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
