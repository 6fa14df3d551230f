import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProduction, isProductionTarget, planOf } from '../../extension/src/domain/production.js';
import { settingsDefaults } from '../../extension/src/domain/settings.js';
import { targetKey } from '../../extension/src/domain/target-key.js';
import { targetOf } from './fakes/fake-platform.js';

const tenant = (/** @type {string} */ name) => targetOf({ id: '1', name });

/** @param {string} name @param {string[]} [rules] */
const isNamed = (name, rules = settingsDefaults.production) =>
  isProduction({ target: tenant(name) }, rules);

describe('production, as far as a name tells', () => {
  for (const name of [
    'prod',
    'PROD',
    'production',
    'prd',
    'prod2',
    'prod-01',
    'billing-prod',
    'prod-billing',
    'billing_prod_eu',
    'eu.prod.billing',
    'billing prod',
    'billingProd',
    'ProdEU',
    'prod-preview',
    'nonstop-prod',
  ])
    it(`is ${name}`, () => assert.equal(isNamed(name), true));

  for (const name of [
    'product',
    'products-api',
    'reproduce',
    'producer',
    'productivity',
    'nonprod',
    'non-prod',
    'non_prod',
    'NonProd',
    'non-production',
    'no-prod',
    'not-prod',
    'preprod',
    'pre-prod',
    'PreProd',
    'pre.production',
    'prod-like',
    'prodlike',
    'dev',
    'staging',
    'invoice',
    '',
  ])
    it(`isn’t ${name || 'an empty name'}`, () => assert.equal(isNamed(name), false));
});

describe('production', () => {
  it('is what the plan, the name or the account says', () => {
    const rules = ['prod', '123456789012'];
    const target = tenant('billing');
    assert.equal(isProduction({ target, plan: 'prod-eu' }, rules), true);
    assert.equal(isProduction({ target, plan: 'nonprod' }, rules), false);
    assert.equal(isProduction({ target, plan: null, account: null }, rules), false);
    assert.equal(isProduction({ target, account: '123456789012' }, rules), true);
    assert.equal(isProduction({ target, account: '210987654321' }, rules), false);
    assert.equal(isProduction({ target: tenant('prod'), plan: 'nonprod' }, rules), true);
  });

  it('is what the rules say, whole words in their order', () => {
    assert.equal(isNamed('billing-live', ['live']), true);
    assert.equal(isNamed('olive', ['live']), false);
    assert.equal(isNamed('eu-live-1', ['EU Live']), true);
    assert.equal(isNamed('live-eu', ['eu-live']), false);
    assert.equal(isNamed('prod', []), false);
    assert.equal(isNamed('prod', ['', ' - ']), false);
  });

  it('is told of a target by its listed plan, its name and the account seen in its console', () => {
    const listed = (/** @type {string} */ plan) => ({
      acme: /** @type {any} */ ({ tenants: [{ id: '1', name: 'billing', plan }] }),
    });
    const target = targetOf({ id: '1', name: 'billing' });
    const accounts = { [targetKey(target)]: '123456789012' };
    assert.equal(planOf(target, listed('prod')), 'prod');
    assert.equal(planOf(target, listed('')), undefined);
    assert.equal(planOf(target, {}), undefined);
    const is = (/** @type {any} */ state, /** @type {string[]} */ rules) =>
      isProductionTarget(target, { accounts: {}, portalData: {}, ...state }, rules);
    assert.equal(is({ portalData: listed('prod') }, ['prod']), true);
    assert.equal(is({ portalData: listed('nonprod') }, ['prod']), false);
    assert.equal(is({}, ['billing']), true);
    assert.equal(is({ accounts }, ['123456789012']), true);
    assert.equal(is({}, ['123456789012']), false);
  });

  it('is never an administrator’s role', () => {
    const target = /** @type {const} */ ({ portal: 'prod', role: 'admin', tenant: null, name: '' });
    assert.equal(isProduction({ target, account: '123456789012' }, ['123456789012']), false);
  });
});
