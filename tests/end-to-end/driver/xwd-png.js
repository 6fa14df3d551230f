import { deflateSync } from 'node:zlib';
import { crc32 } from '../../../extension/zip.js';

export const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Offsets of the big-endian 32-bit header fields of X11/XWDFile.h that matter here. */
const XWD = {
  headerSize: 0,
  width: 16,
  height: 20,
  bitsPerPixel: 44,
  bytesPerLine: 48,
  colours: 76,
};
const XWD_COLOUR_BYTES = 12;

/**
 * @param {Buffer} xwd an X window dump of 32 bits a pixel in the order blue, green, red, unused
 * @returns {Buffer} the same picture as a PNG
 */
export function pngOfXwd(xwd) {
  return pngOfRows(rowsOfXwd(xwd));
}

/** @typedef {{ width: number, height: number, rows: Buffer }} Rows a PNG's rows, each its filter, 0 for none, and three bytes a pixel */

/** @param {Rows} picture @returns {Buffer} the PNG */
export function pngOfRows({ width, height, rows }) {
  return Buffer.concat([
    PNG_SIGNATURE,
    pngHeader(width, height),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {Buffer} xwd as above
 * @param {{ width?: number, height?: number }} [size] of its upper left part; by default all
 * @returns {Rows}
 */
export function rowsOfXwd(xwd, size = {}) {
  const field = (/** @type {keyof XWD} */ name) => xwd.readUInt32BE(XWD[name]);
  if (field('bitsPerPixel') !== 32)
    throw new Error(`${field('bitsPerPixel')} bits a pixel, not 32`);
  const { width = field('width'), height = field('height') } = size;
  const pixels = field('headerSize') + field('colours') * XWD_COLOUR_BYTES;
  const stride = 1 + width * 3;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    let from = pixels + y * field('bytesPerLine');
    // Each row starts with its filter, 0 for none.
    let to = y * stride + 1;
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      rows[to] = xwd[from + 2];
      rows[to + 1] = xwd[from + 1];
      rows[to + 2] = xwd[from];
    }
  }
  return { width, height, rows };
}

/** @param {number} width @param {number} height @returns {Buffer} the chunk that a PNG begins with */
export function pngHeader(width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits, red-green-blue, not interlaced
  return pngChunk('IHDR', header);
}

/** @param {string} type @param {Buffer} data */
export function pngChunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
