/* A network of a given round trip: takes connections, leads them to a port of this machine and gives every piece on half a round
 * trip later, in both directions. A new connection's first piece waits a round trip more, since TCP's own greeting took one.
 * Prints its port; ends with its standard input.
 *
 *     node tests/benchmark/delaying-proxy.js PORT ROUND_TRIP_MS
 */
import net from 'node:net';

const [port, roundTrip] = process.argv.slice(2).map(Number);

const server = net.createServer({ noDelay: true }, (client) => {
  const portal = net.connect({ port, host: '127.0.0.1', noDelay: true });
  passOn(client, portal, roundTrip);
  passOn(portal, client, 0);
  for (const [one, other] of [
    [client, portal],
    [portal, client],
  ]) {
    one.on('error', () => one.destroy());
    one.on('close', () => other.destroy());
  }
});

/** @param {net.Socket} from @param {net.Socket} to @param {number} greeting milliseconds more for the first piece */
function passOn(from, to, greeting) {
  let before = Promise.resolve();
  let extra = greeting;
  const later = (act) => {
    const due = performance.now() + extra + roundTrip / 2;
    extra = 0;
    // One after another, however the timers fall.
    before = before.then(() => at(due)).then(act);
  };
  from.on('data', (piece) => later(() => to.write(piece)));
  from.on('end', () => later(() => to.end()));
}

/** @param {number} due @returns {Promise<void> | undefined} nothing to wait for: undefined */
function at(due) {
  const wait = due - performance.now();
  return wait > 0 ? new Promise((resolve) => setTimeout(resolve, Math.ceil(wait))) : undefined;
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
