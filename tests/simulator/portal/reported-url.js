/** A ConsoleUrl that is built as a report says. */

const ISSUERS = {
  word: 'DuploCloud',
  words: 'Portal of ACME',
  'other address': 'https://elsewhere.example/',
};

/**
 * @param {Record<string, any>} shape `console_url` of a report
 * @param {(issuer?: string) => string} signInUrl makes the usual one
 * @returns {string}
 */
export function reportedUrl(shape, signInUrl) {
  const url = new URL(signInUrl(ISSUERS[shape.issuer]));
  const { searchParams } = url;
  if (shape.issuer === 'missing') searchParams.delete('Issuer');
  if (shape.destination === 'missing') searchParams.delete('Destination');
  if (shape.destination === 'other') searchParams.set('Destination', 'https://elsewhere.example/');
  if (shape.action === 'missing') searchParams.delete('Action');
  if (shape.action === 'other') searchParams.set('Action', 'other');
  if (shape.tokens === 0) searchParams.delete('SigninToken');
  if (shape.tokens > 1) searchParams.append('SigninToken', 'another');
  const query = [...searchParams].map(
    ([name, value]) => `${name}=${escaped(value, shape.escapes)}`,
  );
  const host = shape.host === 'other' ? 'signin.aws.amazon.com.evil.example' : url.host;
  const path = shape.path === '/federation' ? url.pathname : '/elsewhere';
  return `${start(shape, host)}${path}?${query.join('&')}`;
}

/** @param {Record<string, any>} shape @param {string} host */
function start({ scheme, host: kind }, host) {
  if (scheme === 'none' || kind === 'none') return '';
  return `${scheme === 'other' ? 'ftp' : scheme}://${host}`;
}

/** @param {string} value @param {string} letters */
function escaped(value, letters) {
  const text = encodeURIComponent(value);
  if (letters === 'none') return value;
  if (letters === 'small') return text.replace(/%../g, (one) => one.toLowerCase());
  return letters === 'both' ? text.replace(/%../, (one) => one.toLowerCase()) : text;
}
