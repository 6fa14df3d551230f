import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isConsoleUrl } from '../../extension/src/domain/aws-hosts.js';
import { holdsSharedPages } from '../../extension/src/domain/link-target.js';
import { mostPages, sharedLink, sharedPages } from '../../extension/src/domain/shared-pages.js';

/** @typedef {import('../../extension/src/types.js').SharedPage} SharedPage */

/** @type {SharedPage} */
const bucket = {
  host: 'acme.duplocloud.net',
  role: 'tenant',
  tenant: '7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10',
  name: 'invoice',
  region: 'us-west-2',
  page: 'https://us-west-2.console.aws.amazon.com/s3/buckets/a%2Fb?region=us-west-2#/c?d=e',
};
/** @type {SharedPage} */
const admins = { ...bucket, role: 'admin', tenant: null, name: '' };

/** A link with rows as somebody else may write them. @param {unknown} rows @param {string} [version] */
function forged(rows, version = '1') {
  const data = Buffer.from(typeof rows === 'string' ? rows : JSON.stringify(rows)).toString(
    'base64url',
  );
  return `https://console.aws.amazon.com/console/home#jit-console=${version}.${data.length}.${data}`;
}

/** @param {object} other @returns {unknown[]} */
const row = (other) => Object.values({ ...bucket, ...other });

const names = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((name) => name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim());
const pages = fc.record(
  {
    host: fc.stringMatching(/^[a-z]{1,9}(\.[a-z]{1,9}){1,3}(:[1-9]\d{1,3})?$/),
    role: fc.constant(/** @type {const} */ ('tenant')),
    tenant: fc.uuid(),
    name: names,
    region: fc.constantFrom(null, 'us-west-2', 'eu-central-1', 'us-gov-east-1', 'cn-north-1'),
    page: fc
      .tuple(fc.constantFrom('', 'us-west-2.', 'eu-west-1.'), fc.webPath(), fc.webFragments())
      .map(([region, path, end]) => `https://${region}console.aws.amazon.com${path}#${end}`),
  },
  { noNullPrototype: true },
);

describe('several pages in one link', () => {
  it('come out of it as they went in, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(pages, { minLength: 1, maxLength: mostPages }),
        fc.string(),
        fc.string(),
        (shared, before, after) => {
          const link = sharedLink(shared);
          assert.ok(isConsoleUrl(link));
          for (const text of [link, `${before}${link}`, `${before} ${link}${after}`])
            if (!holdsSharedPages(before)) assert.deepEqual(sharedPages(text).pages, shared);
        },
      ),
    );
  });

  it('are found in a text that was pasted into one line', () => {
    const text = `AWS Console pages (2):invoice · acme: ${bucket.page}${sharedLink([bucket, admins])}`;
    assert.deepEqual(sharedPages(text), { fault: null, pages: [bucket, admins] });
  });

  it('are none or all: a link that was cut off anywhere is broken', () => {
    const link = sharedLink([bucket, admins]);
    const mark = link.indexOf('#jit-console=');
    for (let end = mark + '#jit-console='.length; end < link.length; end++)
      assert.deepEqual(sharedPages(link.slice(0, end)), { fault: 'broken', pages: [] }, `${end}`);
  });

  it('of any text are an answer, never an error', () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        assert.deepEqual(sharedPages(text).pages, []);
        sharedPages(`#jit-console=${text}`);
        assert.deepEqual(sharedPages(forged(json)).pages, []);
      }),
    );
  });

  for (const [what, rows] of /** @type {[string, unknown][]} */ ([
    ['no rows', []],
    ['no list', { pages: [] }],
    ['no JSON', 'x'],
    ['a row of another length', [[...row({}), 'more']]],
    ['another host', [row({ page: 'https://evil.example/console/home' })]],
    ['a script', [row({ page: 'javascript:alert(1)' })]],
    ['no https', [row({ page: bucket.page.replace('https', 'http') })]],
    ['a sign-in', [row({ page: 'https://signin.aws.amazon.com/federation?Action=login' })]],
    [
      'the page that signs out',
      [row({ page: 'https://console.aws.amazon.com/console/logout!doLogout' })],
    ],
    ['a link in a link', [row({ page: sharedLink([bucket]) })]],
    ['an endless address', [row({ page: `${bucket.page}${'x'.repeat(2000)}` })]],
    ['an endless name', [row({ name: 'x'.repeat(200) })]],
    ['a name that is none', [row({ name: { toString: 'x' } })]],
    ['a tenant that is no GUID', [row({ tenant: '../invoice' })]],
    ['a tenant of an administrator', [row({ role: 'admin' })]],
    ['a role that nobody has', [row({ role: 'root', tenant: null })]],
    ['a region that is none', [row({ region: 'us-west-2.evil.example' })]],
    ['a portal with a path', [row({ host: 'acme.duplocloud.net/app' })]],
    ['one good row and a bad one', [row({}), row({ tenant: 7 })]],
  ]))
    it(`with ${what} holds nothing`, () => {
      assert.deepEqual(sharedPages(forged(rows)), { fault: 'broken', pages: [] });
    });

  it('say when they are too many, or of a later version', () => {
    const many = Array.from({ length: mostPages + 1 }, () => row({}));
    assert.deepEqual(sharedPages(forged(many)), { fault: 'too_many', pages: [] });
    assert.equal(sharedPages(forged(many.slice(1))).pages.length, mostPages);
    assert.deepEqual(sharedPages(forged([row({})], '2')), { fault: 'newer', pages: [] });
  });

  it('lose what signs in, and names lose what changes how others are read', () => {
    const page =
      'https://123456789012-ab12cd34.us-west-2.console.aws.amazon.com/s3/home?region=us-west-2&SigninToken=x';
    const [found] = sharedPages(forged([row({ page, name: 'in\u202Evoice\n' })])).pages;
    assert.equal(found?.page, 'https://us-west-2.console.aws.amazon.com/s3/home?region=us-west-2');
    assert.equal(found?.name, 'in voice');
  });
});
