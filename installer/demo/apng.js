import { deflateSync } from 'node:zlib';
import { PNG_SIGNATURE, pngChunk, pngHeader } from '../../tests/end-to-end/driver/xwd-png.js';

/**
 * @typedef {import('../../tests/end-to-end/driver/xwd-png.js').Rows & { milliseconds: number }} Frame and how long it is shown
 */

/**
 * @param {Frame[]} frames all of one size
 * @returns {Buffer} an animated PNG (https://www.w3.org/TR/png-3/), of each frame but the first only what changed
 */
export function apng(frames) {
  const [{ width, height, rows: first }] = frames;
  const whole = { x: 0, y: 0, width, height };
  const chunks = [pngHeader(width, height), pngChunk('acTL', numbers(frames.length, 0))];
  let sequence = 0;
  let before = null;
  for (const { rows, milliseconds } of frames) {
    const box = before ? changed(before, rows, whole) : whole;
    chunks.push(frameControl(sequence++, box, milliseconds));
    const data = deflateSync(before ? cut(rows, width, box) : first, { level: 9 });
    if (before) chunks.push(pngChunk('fdAT', Buffer.concat([numbers(sequence++), data])));
    else chunks.push(pngChunk('IDAT', data));
    before = rows;
  }
  return Buffer.concat([PNG_SIGNATURE, ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** @param {...number} values @returns {Buffer} as a PNG has them */
function numbers(...values) {
  const made = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) made.writeUInt32BE(value, 4 * at);
  return made;
}

/** @param {number} sequence @param {Box} box @param {number} milliseconds */
function frameControl(sequence, { x, y, width, height }, milliseconds) {
  const delay = Buffer.alloc(6);
  delay.writeUInt16BE(milliseconds, 0);
  delay.writeUInt16BE(1000, 2);
  return pngChunk('fcTL', Buffer.concat([numbers(sequence, width, height, x, y), delay]));
}

/** @param {Buffer} before @param {Buffer} after @param {Box} whole @returns {Box} what differs; never empty */
function changed(before, after, { width, height }) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  const stride = 1 + 3 * width;
  for (let y = 0; y < height; y++) {
    const row = y * stride;
    if (before.compare(after, row, row + stride, row, row + stride) === 0) continue;
    top = Math.min(top, y);
    bottom = y;
    for (let x = 0; x < width; x++)
      if (before.readUIntBE(row + 1 + 3 * x, 3) !== after.readUIntBE(row + 1 + 3 * x, 3)) {
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
  }
  if (bottom < top) return { x: 0, y: 0, width: 1, height: 1 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** @param {Buffer} rows @param {number} width of the whole @param {Box} box @returns {Buffer} the rows of a part */
function cut(rows, width, box) {
  const stride = 1 + 3 * width;
  const none = Buffer.alloc(1);
  const parts = Array.from({ length: box.height }, (_, y) => {
    const from = (box.y + y) * stride + 1 + 3 * box.x;
    return [none, rows.subarray(from, from + 3 * box.width)];
  });
  return Buffer.concat(parts.flat());
}
