import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROUND_TRIP_MS = 400;
/** Timers may ring a little early. */
const EARLY_MS = 4;

describe('a network of a given round trip', () => {
  /** @type {net.Server} */
  let echo;
  let proxy;
  let client;

  before(async () => {
    echo = net.createServer((socket) => socket.pipe(socket));
    await new Promise((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const script = fileURLToPath(new URL('delaying-proxy.js', import.meta.url));
    const args = [script, `${echo.address().port}`, `${ROUND_TRIP_MS}`];
    proxy = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const port = Number(await new Promise((resolve) => proxy.stdout.once('data', resolve)));
    client = net.connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise((resolve) => client.once('connect', resolve));
  });

  after(() => {
    client.destroy();
    proxy.stdin.end();
    echo.close();
  });

  /** @param {...string} pieces @returns {Promise<number>} milliseconds until it came back whole */
  async function sent(...pieces) {
    const start = performance.now();
    for (const piece of pieces) client.write(piece);
    let back = '';
    while (back.length < pieces.join('').length)
      back += await new Promise((resolve) => client.once('data', resolve));
    assert.equal(back, pieces.join(''));
    return performance.now() - start;
  }

  test('takes one more for a connection’s first answer, as TCP does', async () => {
    const took = await sent('hello');
    assert.ok(took >= 2 * ROUND_TRIP_MS - EARLY_MS, `${took} ms`);
  });

  test('takes one for each later answer, and keeps the order', async () => {
    const took = await sent('a', 'b', 'c');
    assert.ok(took >= ROUND_TRIP_MS - EARLY_MS, `${took} ms`);
  });
});
