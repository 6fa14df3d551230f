import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  indexTenants,
  markMatches,
  searchByScore,
  searchTenants,
  searchWords,
  TypedSearch,
} from '../../extension/src/domain/tenant-search.js';

/** @type {any} */
const portals = [{ name: 'acme' }, { name: 'beta' }];

/** @param {...[string, string | null]} tenants names and plans */
const data = (...tenants) =>
  /** @type {any} */ ({
    acme: { tenants: tenants.map(([name, plan]) => ({ id: name, name, plan })) },
    beta: { tenants: [{ id: 'x', name: 'elsewhere', plan: null }] },
  });

/**
 * @param {string} query
 * @param {any} known
 * @param {{ favourites?: string[], recents?: string[] }} [used]
 * @returns {string[]} names, in their order
 */
function search(query, known, { favourites = [], recents = [] } = {}) {
  const entries = indexTenants(portals, known, favourites, recents);
  return searchTenants(entries, searchWords(query)).map(({ name }) => name);
}

describe('tenant search', () => {
  const known = data(
    ['team-invoice', 'nonprod'],
    ['preinvoice', 'prod'],
    ['invoice', 'prod'],
    ['dev01', 'invest'],
    ['Inventory', null],
  );

  it('lists everything by name without a query', () => {
    const names = ['dev01', 'elsewhere', 'Inventory', 'invoice', 'preinvoice', 'team-invoice'];
    assert.deepEqual(search('', known), names);
    assert.deepEqual(search('   ', known), names);
  });

  it('ranks start of name, start of a part, inside, then plan and portal', () => {
    const names = ['Inventory', 'invoice', 'team-invoice', 'preinvoice', 'dev01'];
    assert.deepEqual(search('INV', known), names);
  });

  it('wants every word somewhere in name, plan or portal', () => {
    assert.deepEqual(search('inv prod', known), ['invoice', 'team-invoice', 'preinvoice']);
    assert.deepEqual(search('beta', known), ['elsewhere']);
    assert.deepEqual(search('invoice beta', known), []);
  });

  it('puts favourites first, then recents, newest first, among equals', () => {
    const used = {
      favourites: ['acme/tenant/invoice'],
      recents: ['acme/tenant/preinvoice', 'acme/tenant/dev01'],
    };
    const names = ['invoice', 'preinvoice', 'dev01', 'elsewhere', 'Inventory', 'team-invoice'];
    assert.deepEqual(search('', known, used), names);
    assert.deepEqual(search('inv', known, used).slice(0, 2), ['invoice', 'Inventory']);
  });

  it('does not let a favourite pass a better match', () => {
    const used = { favourites: ['acme/tenant/preinvoice'] };
    assert.equal(search('inv', known, used)[0], 'Inventory');
  });

  it('puts a name typed in full before a favourite that only starts so', () => {
    const tenants = data(['invoice-prod', 'prod'], ['invoice', 'nonprod'], ['invoice2', 'prod']);
    const used = { favourites: ['acme/tenant/invoice-prod'], recents: ['acme/tenant/invoice2'] };
    for (const typed of ['invoice', 'Invoice', 'invoice acme'])
      assert.equal(search(typed, tenants, used)[0], 'invoice', typed);
    assert.deepEqual(search('invoice', tenants, used), ['invoice', 'invoice-prod', 'invoice2']);
  });

  it('takes words for a name whose parts they are', () => {
    const tenants = data(['invoice', 'prod'], ['invoice-prod', 'main'], ['prod-invoice', 'main']);
    assert.equal(search('invoice prod', tenants)[0], 'invoice-prod');
    assert.equal(search('prod invoice', tenants)[0], 'prod-invoice');
  });

  it('marks nothing for words that found it by its plan or portal', () => {
    assert.deepEqual(markMatches('dev01', ['production']), [{ text: 'dev01', marked: false }]);
  });

  it('marks what was found, and loses no letter', () => {
    assert.deepEqual(markMatches('Team-Invoice', ['inv', 'te']), [
      { text: 'Te', marked: true },
      { text: 'am-', marked: false },
      { text: 'Inv', marked: true },
      { text: 'oice', marked: false },
    ]);
    assert.deepEqual(markMatches('İstanbul', ['st']), [{ text: 'İstanbul', marked: false }]);
    assert.deepEqual(markMatches('', ['a']), []);
  });
});

describe('search while typing', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-', ' '), maxLength: 4 });
  const tenants = fc.array(fc.tuple(letters, fc.option(letters)), { maxLength: 12 });

  it('finds at each keystroke what that query finds on its own, in that order', () => {
    fc.assert(
      fc.property(tenants, fc.array(letters, { maxLength: 6 }), (some, queries) => {
        const entries = indexTenants(portals, data(...some), [], []);
        const typed = new TypedSearch(entries);
        for (const query of queries.flatMap((text) => [text.slice(0, 1), text.slice(0, 2), text])) {
          const words = searchWords(query);
          assert.deepEqual(typed.byScore(words), searchByScore(entries, words));
        }
      }),
    );
  });

  it('looks at nothing but what the query before found', () => {
    const some = ['apple', 'apricot', 'pear'].map(
      (name) => /** @type {[string, null]} */ ([name, null]),
    );
    let looks = 0;
    const entries = indexTenants(portals, data(...some), [], []);
    for (const entry of entries) {
      const { lowerName } = entry;
      const look = () => {
        looks += 1;
        return lowerName;
      };
      Object.defineProperty(entry, 'lowerName', { get: look });
    }
    const typed = new TypedSearch(entries);
    const lookedAt = ['ap', 'apr', 'ap', 'apx'].map((query) => {
      looks = 0;
      typed.byScore(searchWords(query));
      return looks;
    });
    assert.deepEqual(lookedAt, [4, 2, 0, 2]);
  });
});
