/** Zip archives, as PKWARE's APPNOTE.TXT has them: just what a browser's store wants, and the same bytes each time. */
import { deflateRawSync } from 'node:zlib';

/** 1 January 1980, midnight, the format's first moment: a file's real time would make every archive another one. */
const dosDate = 0x0021;
const deflated = 8;
/** Written on Unix, where the upper half of the attributes is a file's mode. */
const madeBy = 0x0314;
const needs = 20;
const mode = 0o100644 * 0x10000;
/** Names are UTF-8. */
const flags = 0x0800;

/**
 * @param {{ path: string, bytes: Buffer }[]} files in the order that they are to have
 * @returns {Buffer}
 */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(bytes, { level: 9 });
    const fields = common(name, packed, bytes);
    parts.push(numbers([0x04034b50, 4], [needs, 2], ...fields), name, packed);
    const where = numbers([0, 2], [0, 2], [0, 2], [mode, 4], [offset, 4]);
    directory.push(numbers([0x02014b50, 4], [madeBy, 2], [needs, 2], ...fields), where, name);
    offset = parts.reduce((sum, part) => sum + part.length, 0);
  }
  const listed = Buffer.concat(directory);
  const count = /** @type {[number, number]} */ ([files.length, 2]);
  const end = numbers(
    [0x06054b50, 4],
    [0, 4],
    count,
    count,
    [listed.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...parts, listed, end]);
}

/**
 * What a file's own header and its entry in the directory have in common.
 * @param {Buffer} name
 * @param {Buffer} packed
 * @param {Buffer} bytes
 * @returns {[number, number][]} numbers and their sizes in bytes
 */
function common(name, packed, bytes) {
  return [
    [flags, 2],
    [deflated, 2],
    [0, 2],
    [dosDate, 2],
    [crc32(bytes), 4],
    [packed.length, 4],
    [bytes.length, 4],
    [name.length, 2],
    [0, 2],
  ];
}

/**
 * @param {...[number, number]} fields numbers and their sizes in bytes
 * @returns {Buffer} little-endian
 */
function numbers(...fields) {
  return Buffer.concat(
    fields.map(([value, size]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );
}

/** @param {Buffer} bytes @returns {number} the checksum of ZIP and PNG */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
