import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const openssl = promisify(execFile).bind(null, 'openssl');

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/**
 * Makes a CA and one server certificate for all names. The CA's key is gone when this returns, so
 * that trusting the CA lets nobody else be trusted.
 * @param {string[]} names DNS names, wildcards allowed
 * @param {string} caFile where the CA's certificate is written, PEM
 * @returns {Promise<{key: string, cert: string}>} PEM texts for the server
 */
export async function makeCertificates(names, caFile) {
  const folder = await mkdtemp(path.join(path.dirname(caFile), 'ca-'));
  const file = (name) => path.join(folder, name);
  try {
    await openssl([
      ...['req', '-x509', ...NEW_KEY, '-keyout', file('ca.key'), '-out', caFile, '-days', '7'],
      ...['-subj', '/O=jit-console tests/CN=Simulator CA of one run'],
      ...['-addext', 'basicConstraints=critical,CA:TRUE'],
      ...['-addext', 'keyUsage=critical,keyCertSign'],
    ]);
    const extensions = [
      'basicConstraints=critical,CA:FALSE',
      'keyUsage=critical,digitalSignature',
      'extendedKeyUsage=serverAuth',
      `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
    ];
    await writeFile(file('extensions'), extensions.join('\n'));
    await openssl([
      ...['req', '-new', ...NEW_KEY, '-keyout', file('server.key'), '-out', file('server.csr')],
      ...['-subj', '/O=jit-console tests/CN=Simulator'],
    ]);
    await openssl([
      ...['x509', '-req', '-in', file('server.csr'), '-out', file('server.pem'), '-days', '7'],
      ...['-CA', caFile, '-CAkey', file('ca.key'), '-CAcreateserial'],
      ...['-CAserial', file('ca.srl'), '-extfile', file('extensions')],
    ]);
    return {
      key: await readFile(file('server.key'), 'utf8'),
      cert: await readFile(file('server.pem'), 'utf8'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
