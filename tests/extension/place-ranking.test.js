import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ranked } from './fakes/ranked.js';

const account = '123456789012';
const elsewhere = '210987654321';
describe('whom a page is wanted as', () => {
  /** @type {[string, string | null][]} */
  const three = [
    ['alpha', null],
    ['beta', null],
    ['gamma', null],
  ];

  it('is anybody, in the list’s order, where nothing tells', () => {
    assert.deepEqual(ranked(three, {}), { names: 'alpha beta gamma', sure: false });
    assert.deepEqual(ranked(three.slice(0, 1), {}), { names: 'alpha', sure: true });
    assert.deepEqual(ranked([], {}), { names: '', sure: false });
  });

  it('is who has a live session, and before that whose page is in front', () => {
    assert.equal(ranked(three, {}, { live: 'gamma' }).names, 'gamma alpha beta');
    const both = ranked(three, {}, { live: 'gamma', onPage: 'beta' });
    assert.deepEqual(both, { names: 'beta gamma alpha', sure: true });
  });

  it('is whose name the resource holds as a part of its own, the longest first', () => {
    const to = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-prod-jobs';
    const page = { to, kind: 'sqs_queue' };
    const named = ranked(
      [
        ['invoice', null],
        ['invoice-prod', null],
        ['invoice-pro', null],
        ['jobs2', null],
        ['sqs', null],
      ],
      page,
      { live: 'jobs2', onPage: 'sqs' },
    );
    assert.equal(named.names, 'invoice-prod invoice sqs jobs2 invoice-pro');
    const bucket = { to: 'arn:aws:s3:::Invoice', kind: 's3_bucket' };
    const one = ranked([three[0] ?? ['', null], ['invoice', null]], bucket);
    assert.equal(one.names, 'invoice alpha');
    const late = { to: 'arn:aws:s3:::betax-alpha-beta', kind: 's3_bucket' };
    assert.equal(ranked(three, late, { live: 'gamma' }).names, 'alpha beta gamma');
  });

  it('is not who is called as the service', () => {
    const page = { to: 'beta', kind: 'service' };
    assert.deepEqual(ranked(three, page), { names: 'alpha beta gamma', sure: false });
    const address = { to: 'https://us-west-2.console.aws.amazon.com/x/BETA', kind: 'url' };
    assert.equal(ranked(three, address).names, 'beta alpha gamma');
  });

  it('is who is in the page’s account, then who is there by its plan', () => {
    const tenants = /** @type {[string, string | null][]} */ ([
      ['a-other', 'none'],
      ['b-other-plan', 'prod'],
      ['c-unknown', 'new'],
      ['d-plan', 'dev'],
      ['e-account', 'dev'],
      ['f-prod', 'prod'],
      ['g-mixed', 'mixed'],
      ['h-mixed', 'mixed'],
      ['i-mixed', 'mixed'],
    ]);
    const accounts = {
      'a-other': elsewhere,
      'e-account': account,
      'f-prod': elsewhere,
      'g-mixed': account,
      'h-mixed': elsewhere,
    };
    const { names } = ranked(tenants, { account }, { accounts });
    assert.equal(
      names,
      'e-account g-mixed d-plan c-unknown i-mixed b-other-plan a-other f-prod h-mixed',
    );
  });

  it('says nothing by a plan where tenants have none', () => {
    const tenants = [...three];
    const { names } = ranked(tenants, { account }, { accounts: { alpha: elsewhere } });
    assert.equal(names, 'beta gamma alpha');
  });

  it('is first of all who was typed', () => {
    const { names, sure } = ranked(
      three,
      { tenant: 'a', account },
      { accounts: { gamma: account } },
    );
    assert.deepEqual([names, sure], ['alpha gamma beta', true]);
    assert.equal(ranked(three, { tenant: 'bet' }, { live: 'alpha' }).names, 'beta');
  });
});
