import './fakes/fake-browser.js';
import './fakes/fake-words.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  localDefaults,
  sessionDefaults,
} from '../../extension/src/background/state/state-store.js';
import { keyAction } from '../../extension/src/pages/popup/popup-keys.js';
import { PopupList } from '../../extension/src/pages/popup/popup-list.js';
import { PopupModel } from '../../extension/src/pages/popup/popup-model.js';
import { RowWindow } from '../../extension/src/pages/popup/row-window.js';
import { makePage } from './fakes/fake-page.js';
import { acme } from './fakes/fake-platform.js';

const now = 1_790_000_000_000;
const arn = 'arn:aws:sqs:us-west-2:123456789012:jobs';
const queue = { kind: 'sqs_queue', account: '123456789012' };

/** As a key of the list: those that move in it. */
const KEYS = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];

/** @param {number} count @returns {{ id: string, name: string, plan: null }[]} */
function tenantsNamed(count) {
  return Array.from({ length: count }, (_, at) => ({
    id: `${at}`,
    name: `tenant-${String(at).padStart(5, '0')}`,
    plan: null,
  }));
}

/** The popup's list as popup.js puts it together, over tenants named `tenant-00000` and on. */
class Listing {
  #model = new PopupModel();
  #rows = new RowWindow(() => this.render());
  query = '';
  /** @type {PopupList} */
  list;

  /** @param {{ tenants: number, favourites?: number[], recents?: number[], administrator?: boolean }} world */
  constructor({ tenants, favourites = [], recents = [], administrator = false }) {
    const named = tenantsNamed(tenants);
    const user = { name: 'alice', administrator };
    this.state = /** @type {any} */ ({
      ...localDefaults,
      ...sessionDefaults,
      portals: [acme],
      portalData: { acme: { tenants: named, user, features: { admin_jit: true } } },
      favourites: favourites.map((at) => `acme/tenant/${at}`),
      recents: recents.map((at) => `acme/tenant/${at}`),
    });
    this.#model.take(this.state, Object.keys(this.state));
    const page = /** @type {any} */ (makePage());
    const [box, search] = [document.createElement('div'), document.createElement('input')];
    page.append(box, search);
    this.list = new PopupList(box, search, {
      nearEnd: () => this.#rows.further(),
      nearStart: (at) => this.#rows.around(at),
      placeOf: (key) => this.#model.placeOf(key),
    });
    this.render();
  }

  /** @param {number} count of tenants that the portal names meanwhile */
  tenantsCome(count) {
    const { acme: known } = this.state.portalData;
    this.state.portalData = { acme: { ...known, tenants: tenantsNamed(count) } };
    this.#model.take(this.state, ['portalData']);
    this.render();
  }

  /** @param {{ from: number, limit: number }} part */
  #sections({ from, limit }) {
    const to = this.query.split(' ').find((word) => word.startsWith('arn:'));
    const tenant = this.query.replace(/arn:\S+/, '').trim();
    const place = /** @type {any} */ (to ? { to, tenant, page: queue } : null);
    const { state, query } = this;
    return this.#model.sections({ state, query, place, page: null, from, limit, now });
  }

  render() {
    const sections = this.#sections(this.#rows);
    this.#rows.note(sections);
    this.list.show(sections, [], /** @type {any} */ ({}));
  }

  /** @returns {string[]} all rows, if all were drawn */
  get all() {
    const sections = this.#sections({ from: 0, limit: Number.POSITIVE_INFINITY });
    return sections.flatMap(({ rows }) => rows.map(({ key }) => key));
  }

  /** @param {string} query */
  type(query) {
    this.query = query;
    this.#rows.restart();
    this.list.restart();
    this.render();
  }

  /** @param {string} key */
  press(key) {
    const action = keyAction(/** @type {any} */ ({ key, ctrlKey: /Home|End/.test(key) }));
    if (action?.do === 'move') this.list.move(action.by);
    if (action?.do === 'edge') this.list.edge(action.last);
  }

  /** Looks at other rows by the wheel. @param {number} at */
  scroll(at) {
    if (at % 3 === 0) this.#rows.further();
    else this.#rows.around(at % this.all.length);
  }

  get selected() {
    return this.list.selected?.key;
  }

  get isDrawn() {
    return this.list.rows.some(({ key }) => key === this.selected);
  }
}

/**
 * @param {string} key
 * @param {number} at
 * @param {number} rows
 * @returns {number} the row that it leads to
 */
function expected(key, at, rows) {
  const last = rows - 1;
  switch (key) {
    case 'ArrowDown':
      return at === last ? 0 : at + 1;
    case 'ArrowUp':
      return at === 0 ? last : at - 1;
    case 'PageDown':
      return Math.min(last, at + 10);
    case 'PageUp':
      return Math.max(0, at - 10);
    default:
      return key === 'End' ? last : 0;
  }
}

describe('keys in a long list', () => {
  it('lead from the first row to the last of five thousand, and back', () => {
    const listing = new Listing({ tenants: 5000 });
    listing.press('ArrowUp');
    assert.equal(listing.selected, 'acme/tenant/4999');
    assert.ok(listing.isDrawn);
    listing.press('ArrowDown');
    assert.equal(listing.selected, 'acme/tenant/0');
    listing.press('End');
    assert.equal(listing.selected, 'acme/tenant/4999');
    assert.ok(listing.list.rows.length < 100);
  });

  it('lead through rows that aren’t drawn yet, not to the administrator’s below them', () => {
    const listing = new Listing({ tenants: 100, administrator: true });
    for (let pressed = 0; pressed < 3; pressed += 1) listing.press('PageDown');
    assert.equal(listing.selected, 'acme/tenant/30');
  });

  it('lead to any row that a page can be opened as', () => {
    const listing = new Listing({ tenants: 5000 });
    listing.type(arn);
    listing.press('End');
    assert.equal(listing.selected, `acme/tenant/4999 ${arn}`);
    assert.ok(listing.list.rows.length < 100);
  });

  it('start from the row that was selected, however far somebody has scrolled', () => {
    const listing = new Listing({ tenants: 5000 });
    listing.scroll(4000);
    assert.equal(listing.selected, 'acme/tenant/0');
    listing.press('ArrowDown');
    assert.equal(listing.selected, 'acme/tenant/1');
  });

  for (const key of KEYS)
    it(`do nothing where there are no rows yet, which are drawn when they come: ${key}`, () => {
      const listing = new Listing({ tenants: 0 });
      listing.press(key);
      listing.tenantsCome(3);
      assert.deepEqual(
        listing.list.rows.map((row) => row.key),
        listing.all,
      );
      assert.equal(listing.selected, 'acme/tenant/0');
    });

  it('lead where they would if all rows were drawn', () => {
    const key = fc.constantFrom(...KEYS);
    const wheel = fc.nat({ max: 300 });
    const world = fc.record({
      tenants: fc.integer({ min: 1, max: 300 }),
      favourites: fc.uniqueArray(fc.nat({ max: 300 }), { maxLength: 30 }),
      recents: fc.uniqueArray(fc.nat({ max: 300 }), { maxLength: 5 }),
      administrator: fc.boolean(),
    });
    const query = fc.constantFrom('', 'tenant', '00', arn, `tenant-001 ${arn}`);
    const acts = fc.array(fc.oneof({ weight: 4, arbitrary: key }, wheel), { maxLength: 25 });
    fc.assert(
      fc.property(world, query, acts, (known, typed, done) => {
        const listing = new Listing(known);
        listing.type(typed);
        const { all } = listing;
        if (all.length === 0) return;
        let at = 0;
        for (const act of done) {
          if (typeof act === 'number') {
            listing.scroll(act);
          } else {
            listing.press(act);
            at = expected(act, at, all.length);
            assert.ok(listing.isDrawn, `after ${act}`);
          }
          assert.equal(listing.selected, all[at], `after ${act}`);
        }
      }),
    );
  });
});
