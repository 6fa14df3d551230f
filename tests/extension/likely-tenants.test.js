import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LikelyTenants } from '../../extension/src/background/entries/likely-tenants.js';
import { PlaceFinder } from '../../extension/src/background/entries/place-finder.js';
import { HostError } from '../../extension/src/host/host-error.js';
import { acme, billing, consolePage, invoice, targetOf } from './fakes/fake-platform.js';
import { storesWith } from './fakes/fake-stores.js';

const now = 1_790_000_000_000;
const clock = { now: () => now };
const account = '123456789012';

describe('whom a page is wanted as, by what is known now', () => {
  /** @param {any} known @param {any} [sessions] @param {string} [url] of the tab in front @param {object} [page] */
  async function likely(known, sessions = [], url, page = {}) {
    const portalData = { acme: { tenants: [billing, invoice] } };
    const { mismatches = {}, ...lasting } = known;
    const stores = storesWith({ mismatches }, { portals: [acme], portalData, ...lasting });
    const parts = /** @type {any} */ ({
      clock,
      ...stores,
      registry: { all: async () => sessions },
    });
    const place = { to: 's3', tenant: '', page: { kind: 'service', account: null, ...page } };
    const tab = /** @type {any} */ ({ id: 7, url });
    const { found, sure } = await new LikelyTenants(parts).of(/** @type {any} */ (place), tab);
    return `${found.map(({ name }) => name)} ${sure}`;
  }

  it('is by the tenant’s page in front, a live session, the account, what was used', async () => {
    assert.equal(await likely({}), 'billing,invoice false');
    assert.equal(await likely({ portals: null }), ' false');
    const page = `${acme.url}/app/devops/${invoice.id}/overview`;
    assert.equal(await likely({}, [], page), 'invoice,billing true');
    assert.equal(await likely({}, [], page.replace('acme.', 'beta.')), 'billing,invoice false');
    const session = { target: targetOf(invoice), expiresAt: now + 1, tabIds: [] };
    assert.equal(await likely({}, [session]), 'invoice,billing false');
    assert.equal(await likely({}, [{ ...session, expiresAt: now }]), 'billing,invoice false');
    const key = `acme/tenant/${invoice.id}`;
    const accounts = { [key]: account };
    assert.equal(await likely({ accounts }, [], undefined, { account }), 'invoice,billing true');
    assert.equal(await likely({ favourites: [key] }), 'invoice,billing false');
    assert.equal(await likely({ recents: [key] }), 'invoice,billing false');
  });

  it('is by the session of the console in front, ended or not, and not by whoever else is signed in there', async () => {
    const one = { target: targetOf(invoice), expiresAt: now + 1, tabIds: [7] };
    const both = [{ ...one, target: targetOf(billing), tabIds: [8] }, one];
    assert.equal(await likely({}, both), 'billing,invoice false');
    assert.equal(await likely({}, both, consolePage), 'invoice,billing true');
    assert.equal(
      await likely({}, [{ ...one, expiresAt: now }], consolePage),
      'invoice,billing true',
    );
    assert.equal(await likely({}, both, 'https://example.org/'), 'billing,invoice false');
    const mismatches = { 7: { account, name: 'someone/else' } };
    assert.equal(await likely({ mismatches }, both, consolePage), 'billing,invoice false');
  });
});

describe('a page in what is typed', () => {
  const arn = 'arn:aws:sqs:us-west-2:123456789012:jobs';

  /** @param {string} text @param {string[]} [known] what means a page @param {string} [code] of the host otherwise */
  async function found(
    text,
    known = [arn, consolePage, 's3', 'param store'],
    code = 'destination',
  ) {
    /** @type {string[]} */
    const asked = [];
    const request = async (/** @type {string} */ _, /** @type {any} */ { to }) => {
      asked.push(to);
      if (!known.includes(to)) throw new HostError(code, 'x');
      return { url: `page of ${to}` };
    };
    const place = await new PlaceFinder(/** @type {any} */ ({ host: { request } })).find(text);
    return { place, asked };
  }
  const placeOf = (/** @type {string} */ to, tenant = '') => ({
    to,
    tenant,
    page: { url: `page of ${to}` },
  });

  it('is the ARN or address in it, with words for a tenant before', async () => {
    assert.deepEqual((await found(arn)).place, placeOf(arn));
    assert.deepEqual((await found(` invoice prod ${arn}`)).place, placeOf(arn, 'invoice prod'));
    assert.deepEqual((await found(consolePage)).place, placeOf(consolePage));
  });

  it('is a page of the resource’s own where one word after the ARN means one', async () => {
    const lambda = 'arn:aws:lambda:us-west-2:123456789012:function:f';
    const page = `${lambda} monitoring`;
    assert.deepEqual((await found(`invoice ${page}`, [page])).place, placeOf(page, 'invoice'));
    const other = await found(`${arn} failed`);
    assert.deepEqual(other.asked, [`${arn} failed`, arn]);
    assert.deepEqual(other.place, placeOf(arn));
    assert.deepEqual((await found(`${arn} is broken`)).asked, [arn]);
  });

  it('is a folder of a bucket', async () => {
    const { asked, place } = await found('invoice s3 orders/', ['s3 orders/']);
    assert.deepEqual(asked, ['invoice s3 orders/', 's3 orders/']);
    assert.deepEqual(place, placeOf('s3 orders/', 'invoice'));
    for (const other of ['invoice orders/', 's3 /orders/', 'invoice s3 http://x/'])
      assert.deepEqual((await found(other)).asked, [], other);
  });

  it('is a page of a resource named by words', async () => {
    const page = 'lambda resize monitoring';
    const { asked, place } = await found(`invoice ${page}`, [page]);
    assert.deepEqual(asked, [`invoice ${page}`, page]);
    assert.deepEqual(place, placeOf(page, 'invoice'));
  });

  it('is the longest name of a service at its end', async () => {
    assert.deepEqual((await found('invoice param store')).place, placeOf('param store', 'invoice'));
    const { asked, place } = await found('  my  invoice  s3 ');
    assert.deepEqual(asked, ['my invoice s3', 'invoice s3', 's3']);
    assert.deepEqual(place, placeOf('s3', 'my invoice'));
  });

  it('is none of long text or of other addresses, which the host isn’t asked', async () => {
    assert.deepEqual(await found('a b c d e f s3'), { place: null, asked: [] });
    assert.equal((await found('a b c d e s3')).asked.length, 6);
    for (const text of ['https://evil.example/', 'a:b', 'a/b', '', '   '])
      assert.deepEqual(await found(text), { place: null, asked: [] });
  });

  it('is none where the host says so, and an error where it can’t be asked', async () => {
    for (const code of ['destination', 'not_an_arn', 'bad_request', 'other_partition'])
      assert.equal((await found('nonsense', [], code)).place, null);
    await assert.rejects(found('nonsense', [], 'host_lost'), { code: 'host_lost' });
  });
});
