import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  account,
  arnOf,
  linkOf,
  region,
  resourceForms,
  servicePages,
} from './console-page-table.js';
import { ranked } from './fakes/ranked.js';

const home = `https://${region}.console.aws.amazon.com`;

/** @param {...string} names @returns {[string, string | null][]} */
const tenants = (...names) => names.map((name) => [name, null]);
/** @param {string} to */
const page = (to) => ({ to, kind: to.startsWith('arn:') ? 'resource' : 'url' });

describe('the tenants that a link or an ARN names', () => {
  it('are none by AWS’s own words in it', () => {
    const link = `${home}/sqs/v3/home?region=us-west-2#/queues/x`;
    for (const word of ['west', 'console', 'home', 'queues', 'aws', 'region', 'sqs', 'us']) {
      const found = ranked(tenants(word, 'invoice'), page(link), { onPage: 'invoice' });
      assert.equal(found.names, `invoice ${word}`, word);
    }
    const arns = {
      function: 'arn:aws:lambda:us-west-2:123456789012:function:abc',
      'log-group': 'arn:aws:logs:us-west-2:123456789012:log-group:/aws/lambda/abc:*',
      log: 'arn:aws:logs:us-west-2:123456789012:log-group:abc',
      lambda: 'arn:aws:logs:us-west-2:123456789012:log-group:/aws/lambda/abc',
      table: 'arn:aws:dynamodb:us-west-2:123456789012:table/abc/index/by-day',
      index: 'arn:aws:dynamodb:us-west-2:123456789012:table/abc/index/by-day',
      secret: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:abc-a1B2c3',
      app: 'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/abc/50dc',
      monitoring: 'arn:aws:lambda:us-west-2:123456789012:function:abc monitoring',
    };
    for (const [word, arn] of Object.entries(arns)) {
      const found = ranked(tenants(word, 'invoice'), page(arn), { onPage: 'invoice' });
      assert.equal(found.names, `invoice ${word}`, word);
    }
    assert.equal(ranked(tenants('alpha', 'home'), { to: 'home', kind: 'home' }).sure, false);
    const words = { to: 'lambda resize monitoring', kind: 'lambda_function' };
    const typed = ranked(tenants('lambda', 'monitoring', 'resize'), words);
    assert.equal(typed.names, 'resize lambda monitoring');
  });

  it('are found however often the address encodes them', () => {
    const links = [
      `${home}/s3/object/files?region=us-west-2&prefix=x%2Finvoice%2F`,
      `${home}/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Fduploservices-invoice$252Fapi`,
      `${home}/cloudwatch/home#logsV2:logs-insights$3FqueryDetail$3D~(source~(~'*2fduploservices-invoice*2fapi))`,
      `${home}/systems-manager/parameters/%25252Fduploservices-invoice%25252Furl/description`,
      `${home}/sqs/v3/home#/queues/https%3A%2F%2Fsqs.us-west-2.amazonaws.com%2F123456789012%2Fduploservices-invoice-jobs`,
      `${home}/sns/v3/home#/topic/arn:aws:sns:us-west-2:123456789012:duploservices-invoice-alerts`,
      `https://console.aws.amazon.com/go/view?arn=arn%3Aaws%3Aglue%3Aus-west-2%3A123456789012%3Aworkflow%2Fduploservices-invoice-nightly`,
      `${home}/ecs/v2/clusters/duploservices-invoice/services/api/health?region=us-west-2`,
      `${home}/s3/object/files?prefix=100%/%E9/duploservices-invoice/`,
    ];
    for (const link of links) {
      const { names, sure } = ranked(tenants('billing', 'invoice'), page(link));
      assert.equal(names, 'invoice billing', link);
      assert.equal(sure, link.includes('duploservices'), link);
    }
  });
});

describe('a page is surely meant for a tenant', () => {
  const arn = (/** @type {string} */ name) => `arn:aws:sqs:us-west-2:${account}:${name}`;

  it('whose name its resource has as DuploCloud gives it, not by the bare word', () => {
    const of = (/** @type {string} */ name, known = {}) =>
      ranked(tenants('api', 'invoice', 'invoice-prod'), page(arn(name)), known);
    assert.deepEqual(of('invoice-jobs'), { names: 'invoice api invoice-prod', sure: false });
    assert.equal(of('duploservices-invoice-jobs').sure, true);
    assert.equal(of('duploservices-invoice').sure, true);
    assert.equal(of('duploservices-invoices').sure, false);
    assert.equal(of('xduploservices-invoice-jobs').sure, false);
    assert.deepEqual(of('duploservices-invoice-prod-api', { live: 'api', onPage: 'api' }), {
      names: 'invoice-prod invoice api',
      sure: true,
    });
    const longer = ranked(
      tenants('notifications', 'it'),
      page(arn('duploservices-it-notifications')),
    );
    assert.deepEqual(longer, { names: 'it notifications', sure: true });
  });

  it('not where it names two', () => {
    const to = `${home}/s3/object/duploservices-invoice-files?prefix=duploservices-archive-1/`;
    const two = tenants('archive', 'billing', 'invoice');
    assert.deepEqual(ranked(two, page(to)), { names: 'archive invoice billing', sure: false });
    assert.deepEqual(ranked(two, page(to), { onPage: 'invoice' }), {
      names: 'invoice archive billing',
      sure: true,
    });
  });

  it('whose name it has, also where another one’s account is known to be the page’s', () => {
    const two = /** @type {[string, string | null][]} */ ([
      ['billing', 'nonprod'],
      ['invoice', 'nonprod'],
    ]);
    const named = { ...page(arn('duploservices-invoice-jobs')), account };
    const accounts = { billing: account };
    assert.deepEqual(ranked(two, named, { accounts }), { names: 'invoice billing', sure: true });
    const elsewhere = { billing: account, invoice: '210987654321' };
    assert.deepEqual(ranked(two, named, { accounts: elsewhere }), {
      names: 'billing invoice',
      sure: false,
    });
  });

  it('where it alone is known to be in the account, and nothing speaks for another', () => {
    const two = tenants('billing', 'invoice');
    const accounts = { billing: account };
    const of = (/** @type {string} */ name, known = {}) =>
      ranked(two, { ...page(arn(name)), account }, { accounts, ...known });
    assert.deepEqual(of('jobs'), { names: 'billing invoice', sure: true });
    assert.deepEqual(of('invoice-jobs'), { names: 'billing invoice', sure: false });
    assert.deepEqual(of('jobs', { onPage: 'invoice' }), { names: 'billing invoice', sure: false });
    const both = { billing: account, invoice: account };
    assert.equal(of('jobs', { accounts: both }).sure, false);
    assert.equal(of('jobs', { accounts: both, live: 'invoice' }).sure, false);
    assert.equal(of('jobs', { accounts: { billing: '210987654321' } }).sure, false);
    const elsewhere = { billing: account, invoice: '210987654321' };
    assert.equal(of('jobs', { accounts: elsewhere, onPage: 'invoice' }).sure, true);
  });

  it('whose page is in front, unless it names another, even by a bare word', () => {
    const two = tenants('billing', 'invoice');
    const of = (/** @type {string} */ name) => ranked(two, page(arn(name)), { onPage: 'invoice' });
    assert.deepEqual(of('jobs'), { names: 'invoice billing', sure: true });
    assert.deepEqual(of('billing-jobs'), { names: 'billing invoice', sure: false });
  });

  it('not because it alone has a live session', () => {
    const two = tenants('billing', 'invoice');
    const found = ranked(two, page(arn('jobs')), { live: 'invoice' });
    assert.deepEqual(found, { names: 'invoice billing', sure: false });
  });
});

describe('every form of the console’s addresses and of ARNs', () => {
  const form = fc.constantFrom(...resourceForms);
  const how = fc.constantFrom(arnOf, linkOf);
  const services = servicePages.map(
    (one) => `${home}/${one}${one.includes('#') ? '' : '?region=us-west-2'}`,
  );
  /** All that AWS's addresses and ARNs may have in them, whole and in parts. */
  const written = [
    ...resourceForms.flatMap((one) => [arnOf(one, '~'), linkOf(one, '~')]),
    ...services,
  ];
  const words = [
    ...new Set(written.flatMap((one) => [...one.split(/[^\w-]+/), ...one.split(/\W+|_/)])),
  ]
    .map((word) => word.toLowerCase())
    .filter((word) => /^[a-z]/.test(word));
  /** A name with no word in it. */
  const opaque = fc.stringMatching(/^q[0-9]{3,6}$/);

  it('is read from the host’s tables', () => {
    assert.ok(resourceForms.length > 100, `${resourceForms.length}`);
    assert.ok(services.length > 100, `${services.length}`);
    for (const word of ['west', 'console', 'queues', 'aws', 'log', 'functions', 'function'])
      assert.ok(words.includes(word), word);
  });

  it('names no tenant by a word of its own', () => {
    const place = fc.oneof(
      fc.tuple(how, form, opaque).map(([as, one, name]) => as(one, name)),
      fc.constantFrom(...services),
    );
    const others = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(place, others, (to, called) => {
        const { names, sure } = ranked(tenants(...called, 'zz'), page(to));
        assert.equal(sure, false, to);
        const inFront = ranked(tenants(...called, 'zz'), page(to), { onPage: 'zz' });
        assert.deepEqual([inFront.names.split(' ')[0], inFront.sure], ['zz', true], to);
        assert.equal(names, [...called, 'zz'].sort().join(' '), to);
      }),
      { numRuns: 1000 },
    );
  });

  it('surely names the tenant whose resource it is', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{1,6}(-[a-z0-9]{1,5}){0,2}$/);
    // The others name their resource by a number of AWS's.
    const naming = resourceForms.filter((one) => linkOf(one, '~name~').includes('~name~'));
    const some = fc.record({
      one: fc.constantFrom(...naming),
      as: how,
      called: fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
      rest: fc.constantFrom('', '-q1', '-q22-123456789012'),
    });
    fc.assert(
      fc.property(some, ({ one, as, called, rest }) => {
        const [owner = '', ...others] = called;
        const to = as(one, `duploservices-${owner}${rest}`);
        fc.pre(
          !others.some(
            (other) => `${owner}${rest}-`.startsWith(`${other}-`) && other.length > owner.length,
          ),
        );
        const { names, sure } = ranked(tenants(...called), page(to));
        assert.deepEqual([names.split(' ')[0], sure], [owner, true], to);
      }),
      { numRuns: 1000 },
    );
  });
});
