import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  countTenants,
  findTenant,
  packTenants,
  tenantsOf,
} from '../../extension/src/domain/tenant-table.js';

const tenant = fc.record(
  {
    id: fc.uuid(),
    name: fc.string({ unit: 'grapheme' }),
    plan: fc.option(fc.string({ minLength: 1 })),
  },
  { noNullPrototype: true },
);
const lists = fc.uniqueArray(tenant, { selector: ({ id }) => id, maxLength: 20 });

describe('a table of tenants', () => {
  it('gives back what was put in, by name', () => {
    fc.assert(
      fc.property(lists, (tenants) => {
        const data = { tenants: packTenants(tenants) };
        const lower = tenantsOf(data).map(({ name }) => name.toLowerCase());
        assert.deepEqual(lower, [...lower].sort());
        assert.equal(countTenants(data), tenants.length);
        assert.equal(tenantsOf(data).length, tenants.length);
        for (const one of tenants) assert.deepEqual(findTenant(data, one.id), one);
        assert.equal(findTenant(data, 'another'), undefined);
      }),
    );
  });

  it('is three strings, however many there are', () => {
    const many = Array.from({ length: 500 }, (_, nth) => ({
      id: `${nth}`,
      name: `t${nth}`,
      plan: null,
    }));
    assert.deepEqual(
      Object.values(packTenants(many))
        .map((part) => typeof part)
        .sort(),
      ['number', 'string', 'string', 'string'],
    );
  });

  it('stays a list where a name has two lines', () => {
    const odd = [{ id: 'a', name: 'two\nlines', plan: null }];
    assert.deepEqual(packTenants(odd), odd);
  });

  it('is read from the list that an earlier version kept', () => {
    const tenants = [{ id: 'b', name: 'Web', plan: 'prod' }];
    assert.deepEqual(tenantsOf({ tenants }), tenants);
    assert.equal(countTenants({ tenants }), 1);
    assert.deepEqual(findTenant({ tenants }, 'b'), tenants[0]);
    assert.equal(countTenants(undefined), 0);
  });
});
