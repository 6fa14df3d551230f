/**
 * Signs the extension for Chrome, Chromium and Edge with a key of one's own, for ExtensionInstallForcelist from a server of
 * one's own: the package (CRX3), and the list of updates that the policy names. The same key makes the same bytes.
 *
 *     node installer/crx.js KEY ADDRESS OUTPUT
 *         KEY: RSA in PEM, `openssl genrsa -out KEY 2048`, to be kept: the extension's id follows from it
 *         ADDRESS: of the folder, https, from which browsers get what is in OUTPUT
 */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { storePackage } from '../extension/build.js';

/** @param {number} value @returns {Buffer} */
function littleEndian(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A field of bytes as protocol buffers write it. @param {number} number @param {Buffer} bytes */
function field(number, bytes) {
  const varint = (/** @type {number} */ value) => {
    const rest = [];
    for (let left = value; ; left >>>= 7) {
      rest.push(left > 127 ? (left & 127) | 128 : left);
      if (left <= 127) return Buffer.from(rest);
    }
  };
  const lengthDelimited = 2;
  return Buffer.concat([varint((number << 3) | lengthDelimited), varint(bytes.length), bytes]);
}

/**
 * @param {Buffer} zip
 * @param {string} pem an RSA key
 * @returns {{ id: string, bytes: Buffer }} the extension's id, and the package (source: Chromium's crx3.proto)
 */
export function crx(zip, pem) {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('the key is no RSA key');
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const digest = createHash('sha256').update(publicKey).digest().subarray(0, 16);
  const signedData = field(1, digest);
  const signed = [
    Buffer.from('CRX3 SignedData\0'),
    littleEndian(signedData.length),
    signedData,
    zip,
  ];
  const proof = [field(1, publicKey), field(2, sign('sha256', Buffer.concat(signed), key))];
  const header = Buffer.concat([field(2, Buffer.concat(proof)), field(10000, signedData)]);
  const start = [Buffer.from('Cr24'), littleEndian(3), littleEndian(header.length), header];
  const letters = [...digest.toString('hex')].map((hex) => 'abcdefghijklmnop'[parseInt(hex, 16)]);
  return { id: letters.join(''), bytes: Buffer.concat([...start, zip]) };
}

/**
 * @param {string} pem
 * @param {string} address
 * @param {string} output
 * @returns {string} the extension's id
 */
export function writeCrx(pem, address, output) {
  const { version, bytes: zip } = storePackage();
  const { id, bytes } = crx(zip, pem);
  const name = `jit-console-${version}.crx`;
  const base = address.replace(/\/$/, '');
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, name), bytes);
  writeFileSync(
    join(output, 'update.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}"><updatecheck codebase="${base}/${name}" version="${version}"/></app>
</gupdate>
`,
  );
  return id;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [key, address, output] = process.argv.slice(2);
  if (!key || !output || !/^https:\/\/[^\s"<>&]+$/.test(String(address)))
    throw new Error('node installer/crx.js KEY https://ADDRESS OUTPUT');
  const id = writeCrx(readFileSync(key, 'utf8'), String(address), output);
  console.log(`ExtensionInstallForcelist: ${id};${String(address).replace(/\/$/, '')}/update.xml`);
  console.log(`extensionIds of the machine's policy: ${id}`);
}
