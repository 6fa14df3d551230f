import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How far a request's date may be from AWS's clock, in milliseconds. */
const DATE_TOLERANCE = 5 * 60_000;

/** A refusal, by the name that AWS's JSON APIs give it. */
export class ApiRefusal extends Error {
  /** @param {string} type @param {string} message */
  constructor(type, message) {
    super(message);
    this.type = type;
  }
}

/** @param {string|Buffer} key @param {string} text */
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** "2026-11-26T12:00:00Z" of "20261126T120000Z". @param {string} date */
function timeOf(date) {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The parts of a signature's header. @param {string} authorization */
function parseAuthorization(authorization) {
  const form =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/(\w+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
  const [whole, id = '', day = '', region, service, signed = '', signature = ''] =
    form.exec(authorization) ?? [];
  if (!whole)
    throw new ApiRefusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  return { id, day, region, service, signed, signature };
}

/**
 * @param {import('./credentials.js').Keys|undefined} keys
 * @param {unknown} token
 * @param {number} now
 * @returns {asserts keys is import('./credentials.js').Keys}
 */
function checkKeys(keys, token, now) {
  if (!keys || token !== keys.SessionToken)
    throw new ApiRefusal(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  if (now >= keys.expiresAt)
    throw new ApiRefusal(
      'ExpiredTokenException',
      'The security token included in the request is expired',
    );
}

/** @param {import('../exchange.js').Exchange} exchange @param {string} body @param {string} signed names of headers */
function canonicalRequest(exchange, body, signed) {
  const textOf = (/** @type {string} */ name) =>
    name === 'host' ? exchange.host : String(exchange.headers[name] ?? '');
  const headers = signed
    .split(';')
    .map((name) => `${name}:${textOf(name).trim().replace(/ +/g, ' ')}`);
  return [exchange.method, exchange.path, '', ...headers, '', signed, sha256(body)].join('\n');
}

/**
 * Whose keys signed a request, by AWS's Signature Version 4.
 *
 * @param {import('../exchange.js').Exchange} exchange
 * @param {string} body
 * @param {{service: string, region: string, find: (id: string) => import('./credentials.js').Keys|undefined, now: number}} how
 * @returns {import('./credentials.js').Keys}
 * @throws {ApiRefusal}
 */
export function signer(exchange, body, { service, region, find, now }) {
  const { headers } = exchange;
  const given = parseAuthorization(String(headers.authorization ?? ''));
  const keys = find(given.id);
  checkKeys(keys, headers['x-amz-security-token'], now);
  const date = String(headers['x-amz-date'] ?? '');
  const names = given.signed.split(';');
  const must = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  const isScope = given.region === region && given.service === service;
  const isInTime = date.startsWith(given.day) && Math.abs(timeOf(date) - now) <= DATE_TOLERANCE;
  if (!isScope || !isInTime || must.some((name) => !names.includes(name)))
    throw new ApiRefusal('InvalidSignatureException', 'Credential should be scoped correctly');
  const scope = [given.day, region, service, 'aws4_request'];
  const canonical = canonicalRequest(exchange, body, given.signed);
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  /** @type {string|Buffer} */
  let key = `AWS4${keys.SecretAccessKey}`;
  for (const part of scope) key = hmac(key, part);
  if (!timingSafeEqual(hmac(key, text), Buffer.from(given.signature, 'hex')))
    throw new ApiRefusal(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided.',
    );
  return keys;
}
