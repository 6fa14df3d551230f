import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  localDefaults,
  sessionDefaults,
} from '../../extension/src/background/state/state-store.js';
import { PopupModel } from '../../extension/src/pages/popup/popup-model.js';
import { whoIsSignedIn } from '../../extension/src/pages/popup/popup-who.js';
import { acme, billing, invoice, targetOf } from './fakes/fake-platform.js';

const now = 1_790_000_000_000;

/**
 * @param {any} [over]
 * @returns {any}
 */
function stateWith(over = {}) {
  const details = { tenantsReadAt: now, user: null, features: null, detailsReadAt: 0 };
  return {
    ...localDefaults,
    ...sessionDefaults,
    portals: [acme],
    portalData: { acme: { ...details, tenants: [billing, invoice] } },
    ...over,
  };
}

/**
 * @param {any} state
 * @param {{ query?: string, page?: any, limit?: number }} [view]
 * @returns {any} section ids with their rows' names
 */
function listed(state, { query = '', page = null, limit = 100 } = {}) {
  const model = new PopupModel();
  model.take(state, Object.keys(state));
  return model
    .sections({ state, query, page, limit, now })
    .map(({ id, rows }) => [id, rows.map(({ target }) => target.name || target.role)]);
}

/** @param {any} user @param {any} features */
const administrated = (user, features) =>
  stateWith({ portalData: { acme: { tenants: [invoice], user, features } } });

describe('popup model', () => {
  it('puts the tenant of the page on top, once', () => {
    const page = { portal: 'acme', tenant: invoice.id };
    assert.deepEqual(listed(stateWith(), { page }), [
      ['page', ['invoice']],
      ['all', ['billing']],
    ]);
    assert.deepEqual(listed(stateWith(), { page, query: 'bill' }), [['matches', ['billing']]]);
  });

  it('marks production, by the rules that hold', () => {
    const model = new PopupModel();
    const state = stateWith();
    model.take(state, Object.keys(state));
    const marked = (/** @type {object} */ over) =>
      model
        .sections({ state, query: '', page: null, limit: 9, now, ...over })
        .flatMap(({ rows }) => rows)
        .filter(({ production }) => production)
        .map(({ target }) => target.name);
    assert.deepEqual(marked({}), ['billing']);
    assert.deepEqual(marked({ rules: ['nonprod'] }), ['invoice']);
    assert.deepEqual(marked({ rules: ['123456789012'] }), []);
    const accounts = { [`acme/tenant/${invoice.id}`]: '123456789012' };
    assert.deepEqual(marked({ rules: ['123456789012'], state: { ...state, accounts } }), [
      'invoice',
    ]);
  });

  it('puts what is open now first, the page’s own before the one used last, each once', () => {
    const session = { endedBecause: null, expiresAt: now + 60_000 };
    const sessions = {
      one: { ...session, target: targetOf(invoice) },
      two: { ...session, target: targetOf(billing) },
    };
    const over = { sessions, recents: [`acme/tenant/${billing.id}`] };
    assert.deepEqual(listed(stateWith(over)), [['open', ['billing', 'invoice']]]);
    const page = { portal: 'acme', tenant: invoice.id };
    assert.deepEqual(listed(stateWith(over), { page }), [['open', ['invoice', 'billing']]]);
    const ended = { one: { ...sessions.one, expiresAt: now }, two: sessions.two };
    assert.deepEqual(listed(stateWith({ sessions: ended }), { page }), [
      ['open', ['billing']],
      ['page', ['invoice']],
    ]);
  });

  it('puts a name typed in full before the tenant of the page and favourites', () => {
    const longer = { ...billing, name: 'invoice-prod' };
    const portalData = { acme: { tenants: [longer, invoice] } };
    const favourites = [`acme/tenant/${longer.id}`];
    const page = { portal: 'acme', tenant: longer.id };
    assert.deepEqual(listed(stateWith({ portalData, favourites }), { page, query: 'invoice' }), [
      ['matches', ['invoice', 'invoice-prod']],
    ]);
  });

  it('puts the tenant of the page first among equal matches', () => {
    const other = { ...billing, name: 'inventory' };
    const state = stateWith({ portalData: { acme: { tenants: [other, invoice] } } });
    const page = { portal: 'acme', tenant: invoice.id };
    assert.deepEqual(listed(state, { page, query: 'inv' }), [
      ['matches', ['invoice', 'inventory']],
    ]);
  });

  it('parts favourites, recents and the rest', () => {
    const recents = [`acme/tenant/${invoice.id}`];
    const favourites = [`acme/tenant/${billing.id}`];
    assert.deepEqual(listed(stateWith({ recents, favourites })), [
      ['favourites', ['billing']],
      ['recent', ['invoice']],
    ]);
  });

  it('draws as many rows as asked for and tells how many there are', () => {
    const tenants = Array.from({ length: 250 }, (_, at) => ({ id: `${at}`, name: `t${at}` }));
    const state = stateWith({ portalData: { acme: { tenants } } });
    const model = new PopupModel();
    model.take(state, ['portalData']);
    const [all] = model.sections({ state, query: '', page: null, limit: 100, now });
    assert.equal(all?.rows.length, 100);
    assert.equal(all?.total, 250);
    assert.equal(all?.first, 0);
  });

  it('draws the part of a long list that is looked at, and finds a row’s place in it', () => {
    const tenants = Array.from({ length: 250 }, (_, at) => ({ id: `${at}`, name: `t${at + 100}` }));
    const state = stateWith({ portalData: { acme: { tenants } } });
    const model = new PopupModel();
    model.take(state, ['portalData']);
    const part = (/** @type {string} */ query, /** @type {number} */ from) => {
      const [section] = model.sections({ state, query, page: null, from, limit: from + 3, now });
      return [
        section?.first,
        section?.total,
        ...(section?.rows ?? []).map(({ target }) => target.name),
      ];
    };
    assert.deepEqual(part('', 200), [200, 250, 't300', 't301', 't302']);
    assert.equal(model.placeOf('acme/tenant/5'), 5);
    assert.deepEqual(part('t1', 97), [97, 100, 't197', 't198', 't199']);
    assert.equal(model.placeOf('acme/tenant/200'), -1);
    // It has become shorter since somebody looked there.
    assert.deepEqual(part('t34', 200).slice(0, 4), [0, 10, 't340', 't341']);
  });

  describe('where the search means a page of the console', () => {
    /** @param {string} query @param {any} place @param {any} [state] */
    const there = (query, place, state = stateWith()) => {
      const model = new PopupModel();
      model.take(state, Object.keys(state));
      return model.sections({ state, query, place, page: null, limit: 9, now });
    };
    const arn = 'arn:aws:sqs:us-west-2:123456789012:jobs';
    const service = { kind: 'service', account: null };
    const queue = { kind: 'sqs_queue', account: '123456789012' };

    it('offers it as every tenant and role', () => {
      const state = administrated({ administrator: true }, { admin_jit: true });
      const [section, ...others] = there(arn, { to: arn, tenant: '', page: queue }, state);
      assert.deepEqual(
        section?.rows.map(({ target, to }) => [target.name || target.role, to]),
        [
          ['invoice', arn],
          ['admin', arn],
        ],
      );
      assert.deepEqual(others, []);
    });

    it('offers it as the tenant whose name stands before it', () => {
      const [section] = there('inv s3', { to: 's3', tenant: 'inv', page: service });
      assert.equal(section?.id, 'there');
      assert.deepEqual(
        section?.rows.map(({ target }) => target.name),
        ['invoice'],
      );
    });

    it('offers it first as the tenant whose name was typed in full', () => {
      const longer = { ...billing, name: 'invoice-prod' };
      const state = stateWith({
        portalData: { acme: { tenants: [longer, invoice] } },
        favourites: [`acme/tenant/${longer.id}`],
      });
      const [section] = there('invoice s3', { to: 's3', tenant: 'invoice', page: service }, state);
      assert.deepEqual(
        section?.rows.map(({ target }) => target.name),
        ['invoice', 'invoice-prod'],
      );
    });

    describe('of one account', () => {
      const tenants = [
        { ...billing, name: 'alpha', plan: null },
        { ...billing, id: 'x-beta', name: 'beta', plan: null },
        { ...billing, id: 'x-invoice', name: 'invoice', plan: null },
        { ...billing, id: 'x-invoice-prod', name: 'invoice-prod', plan: null },
      ];
      const keyOf = (/** @type {string} */ id) => `acme/tenant/${id}`;
      /** @param {string} to @param {any} over @param {any} [page] @param {any} [inFront] */
      const ranked = (to, over, page = null, inFront = page) => {
        const state = stateWith({ portalData: { acme: { tenants } }, ...over });
        const model = new PopupModel();
        model.take(state, Object.keys(state));
        const account = to.split(':')[4] || null;
        const place = /** @type {any} */ ({ to, tenant: '', page: { kind: 'x', account } });
        const view = { state, query: to, place, page, inFront, limit: 9, now };
        const [section] = model.sections(view);
        return section?.rows.map(({ target }) => target.name);
      };
      const plain = 'arn:aws:sqs:us-west-2:123456789012:jobs';

      it('offers it first as tenants known to be in that account, last as those in others', () => {
        const accounts = {
          [keyOf(billing.id)]: '210987654321',
          [keyOf('x-invoice-prod')]: '123456789012',
        };
        const favourites = [keyOf(billing.id)];
        assert.deepEqual(ranked(plain, { accounts, favourites }), [
          'invoice-prod',
          'beta',
          'invoice',
          'alpha',
        ]);
      });

      it('then as the tenant whose name is in the resource’s, the longest one first', () => {
        const favourites = [keyOf(billing.id)];
        const jobs = (/** @type {string} */ name) => `${plain}-${name}-jobs`;
        assert.equal(ranked(jobs('invoice'), { favourites })?.[0], 'invoice');
        assert.equal(ranked(jobs('invoice-prod'), { favourites })?.[0], 'invoice-prod');
        const accounts = { [keyOf('x-beta')]: '123456789012' };
        assert.equal(ranked(jobs('invoice'), { accounts })?.[0], 'beta');
      });

      it('then as the page’s tenant, then as one with a live session', () => {
        const live = { target: { portal: 'acme', role: 'tenant', tenant: 'x-invoice', name: '' } };
        const sessions = { s: { ...live, expiresAt: now + 60_000, endedBecause: null } };
        const page = { portal: 'acme', tenant: 'x-beta' };
        assert.deepEqual(ranked(plain, { sessions }, page)?.slice(0, 2), ['beta', 'invoice']);
        assert.equal(ranked(plain, { sessions }, null, page)?.[0], 'beta');
      });

      it('takes tenants of one plan to be in one account as long as nothing else is known', () => {
        const inPlan = tenants.map((tenant, at) => ({ ...tenant, plan: at < 2 ? 'a' : 'b' }));
        const portalData = { acme: { tenants: inPlan } };
        const accounts = { [keyOf('x-invoice')]: '123456789012' };
        assert.deepEqual(ranked(plain, { portalData, accounts }), [
          'invoice',
          'invoice-prod',
          'alpha',
          'beta',
        ]);
      });
    });

    it('puts it below tenants that the search names, as rows of their own', () => {
      const sections = there('invoice', { to: 'invoice', tenant: '', page: service });
      assert.deepEqual(
        sections.map(({ id }) => id),
        ['matches', 'there'],
      );
      const keys = sections.flatMap(({ rows }) => rows.map(({ key }) => key));
      assert.equal(new Set(keys).size, keys.length);
    });
  });

  it('offers administrator consoles where the portal allows and the user is one', () => {
    const administrator = { administrator: true };
    const both = { admin_jit: true, duplo_ops: true };
    assert.deepEqual(listed(administrated(administrator, both)).at(-1), [
      'admin',
      ['admin', 'duplo_ops'],
    ]);
    assert.deepEqual(listed(administrated(administrator, { admin_jit: true })).at(-1), [
      'admin',
      ['admin'],
    ]);
    const none = [['all', ['invoice']]];
    assert.deepEqual(listed(administrated(administrator, {})), none);
    assert.deepEqual(listed(administrated({ administrator: false }, both)), none);
    assert.deepEqual(listed(administrated(null, null)), none);
  });

  it('finds administrator consoles by what they are called', () => {
    const state = administrated({ administrator: true }, { admin_jit: true, duplo_ops: true });
    assert.deepEqual(listed(state, { query: 'admin ac' }), [['admin', ['admin']]]);
  });

  it('shows on its row what is under way and what failed', () => {
    const target = targetOf(invoice);
    const request = { target, how: 'go', tabId: 1 };
    const rowOf = (/** @type {any} */ over) => {
      const model = new PopupModel();
      model.take(stateWith(over), ['portals']);
      const sections = model.sections({
        state: stateWith(over),
        query: 'inv',
        page: null,
        limit: 9,
        now,
      });
      return sections[0]?.rows[0];
    };
    assert.equal(rowOf({})?.state, 'idle');
    assert.equal(rowOf({ intents: { a: request } })?.state, 'opening');
    assert.equal(rowOf({ signIns: { acme: { wanted: request } } })?.state, 'waiting');
    const failure = { request, error: { code: 'busy' } };
    assert.equal(rowOf({ failure })?.failure, failure);
    const session = { target, expiresAt: now + 540_000, endedBecause: null };
    assert.deepEqual(rowOf({ sessions: { s: session } })?.time, {
      text: '9m',
      level: 'soon',
      until: now + 540_000,
    });
    assert.equal(rowOf({ sessions: { s: { ...session, endedBecause: 'replaced' } } })?.time, null);
  });
});

describe('the popup’s last line', () => {
  it('tells the end of the portal’s session only when it is near', () => {
    const endsIn = (/** @type {number} */ minutes) => {
      const portal = { ...acme, session_expires_at: now / 1000 + 60 * minutes };
      return whoIsSignedIn(stateWith({ portals: [portal] }), 'acme', now);
    };
    assert.equal(endsIn(31), 'acme · bob@example.com');
    assert.match(endsIn(29), /^acme · bob@example\.com · until /);
  });

  it('says of a portal without AWS that it has none', () => {
    const placeOf = (/** @type {any} */ features) => {
      const state = administrated(null, features);
      const model = new PopupModel();
      model.take(state, ['portalData']);
      const [first] = model.sections({ state, query: 'inv', page: null, limit: 10, now });
      return first?.rows[0]?.place;
    };
    assert.match(placeOf({ aws: false }) ?? '', /acme · no AWS$/);
    for (const features of [{ aws: true }, {}, null])
      assert.match(placeOf(features) ?? '', /acme$/);
  });

  it('says the same of a tenant that is in another cloud', () => {
    const model = new PopupModel();
    const state = stateWith({ elsewhere: [`acme/tenant/${invoice.id}`] });
    model.take(state, Object.keys(state));
    const sections = model.sections({ state, query: '', page: null, limit: 10, now });
    const places = sections.flatMap(({ rows }) =>
      rows.map(({ target, place }) => [target.name, place]),
    );
    const placed = Object.fromEntries(places);
    assert.match(placed.invoice, / · no AWS$/);
    assert.doesNotMatch(placed.billing, /no AWS/);
  });

  it('says who is signed in, and nobody where the portal has to be signed in to', () => {
    const target = targetOf(invoice);
    const ended = { s: { target, over: null, expiresAt: now } };
    assert.equal(whoIsSignedIn(stateWith(), 'acme'), 'acme · bob@example.com');
    const out = [
      stateWith({ portals: [{ ...acme, signed_in: false }] }),
      stateWith({ sessions: ended, renewals: { s: { phase: 'sign_in' } } }),
    ];
    for (const state of out) assert.equal(whoIsSignedIn(state, 'acme'), 'acme · signed out');
  });
});
