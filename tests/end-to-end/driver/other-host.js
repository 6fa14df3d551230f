/**
 * Stands between browser and host, and makes it one of another version:
 *
 *     node other-host.js HOST '{"hello": {…}, "lacks": ["METHOD"]}' ARGUMENTS…
 *
 * `hello`: what the host's first words say instead. `lacks`: methods that it doesn't know.
 */
import { spawn } from 'node:child_process';

const [host, settings, ...args] = process.argv.slice(2);
const { hello = {}, lacks = [] } = JSON.parse(settings);
const child = spawn(host, args, { stdio: ['pipe', 'pipe', 'inherit'] });

/**
 * @param {import('node:stream').Readable} stream
 * @param {(message: any) => void} receive each frame's JSON
 */
function readFrames(stream, receive) {
  let received = Buffer.alloc(0);
  stream.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 4 && received.length >= 4 + received.readUInt32LE(0)) {
      const end = 4 + received.readUInt32LE(0);
      receive(JSON.parse(String(received.subarray(4, end))));
      received = received.subarray(end);
    }
  });
}

/**
 * @param {import('node:stream').Writable} stream
 * @param {object} message
 */
function writeFrame(stream, message) {
  const text = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  stream.write(Buffer.concat([length, text]));
}

readFrames(child.stdout, (message) => {
  if (message.event === 'hello') Object.assign(message.data, hello);
  writeFrame(process.stdout, message);
});
readFrames(process.stdin, (message) => {
  const error = {
    code: 'unknown_method',
    message: `no method ${message.method}`,
    hint: 'update jit-console',
  };
  if (lacks.includes(message.method)) writeFrame(process.stdout, { id: message.id, error });
  else writeFrame(child.stdin, message);
});
process.stdin.on('end', () => child.stdin.end());
child.on('exit', (code) => process.exit(code ?? 1));
