import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { hideable, policyOf } from '../../extension/src/domain/policy.js';
import {
  effectiveSettings,
  lockedSettings,
  mergeSettings,
  needsConfirmation,
  renewalModeOf,
  settingsDefaults,
} from '../../extension/src/domain/settings.js';
import { invoice, targetOf } from './fakes/fake-platform.js';

/** @param {import('../../extension/src/types.js').Target} target */
const of = (target, plan = 'nonprod') => ({ target, plan, account: null });

describe('settings under a policy', () => {
  it('are the user’s over the policy’s', () => {
    const { renewal, chip } = effectiveSettings({ renewal: 'off', chip: false }, { chip: true });
    assert.deepEqual({ renewal, chip }, { renewal: 'off', chip: true });
  });

  it('are the policy’s where it locked them', () => {
    const policy = { renewal: 'off', locked: ['renewal', 'history'] };
    const { renewal, history } = effectiveSettings(policy, { renewal: 'ask', history: false });
    assert.deepEqual({ renewal, history }, { renewal: 'off', history: true });
    assert.deepEqual(lockedSettings(policy), ['renewal', 'history']);
  });

  it('pass over what a policy can’t lock', () => {
    for (const policy of [null, undefined, {}, { locked: 'renewal' }, { locked: [7, 'toString'] }])
      assert.deepEqual(lockedSettings(policy), []);
  });

  it('never automatically renew what has to be confirmed', () => {
    const admin = targetOf(invoice);
    admin.role = 'admin';
    const settings = effectiveSettings({ confirmAdministrator: true }, {});
    assert.equal(renewalModeOf(settings, of(admin)), 'ask');
    assert.equal(renewalModeOf(settings, of(targetOf(invoice))), 'automatic');
    assert.equal(renewalModeOf({ ...settings, renewal: 'off' }, of(admin)), 'off');
    assert.equal(renewalModeOf(effectiveSettings({}, {}), of(admin)), 'automatic');
  });

  it('are all in the schema that policies are written to', () => {
    const file = new URL('../../extension/managed-schema.json', import.meta.url);
    const { properties } = JSON.parse(readFileSync(file, 'utf8'));
    const names = new Set([
      ...Object.keys(settingsDefaults),
      ...Object.keys(policyOf({})),
      'locked',
    ]);
    assert.deepEqual(Object.keys(properties).sort(), [...names].sort());
    assert.deepEqual(properties.hide.items.enum, hideable);
  });
});

describe('settings', () => {
  it('are the user’s over the organisation’s over the defaults, as far as they fit', () => {
    const policy = { renewal: 'ask', warnMinutes: 10, chip: 'no', unknown: 1 };
    const own = { warnMinutes: 999, isolation: 'off', colours: { a: 'red' } };
    const merged = mergeSettings(policy, own);
    assert.equal(merged.renewal, 'ask');
    assert.equal(merged.warnMinutes, 10);
    assert.equal(merged.isolation, 'off');
    assert.equal(merged.chip, true);
    assert.deepEqual(merged.colours, {});
    assert.ok(!('unknown' in merged));
  });

  it('are passed over where they are of another kind', () => {
    for (const value of [null, 'automatic', 7, { acme: 'sometimes' }])
      assert.deepEqual(mergeSettings({ renewalByPortal: value }).renewalByPortal, {});
    assert.deepEqual(lockedSettings({ locked: 'chip' }), []);
  });

  it('take no minutes of warning that there can’t be', () => {
    for (const warnMinutes of [-1, 1.5, 61, '5', null])
      assert.equal(mergeSettings({ warnMinutes }).warnMinutes, 5, String(warnMinutes));
    for (const warnMinutes of [0, 60])
      assert.equal(mergeSettings({ warnMinutes }).warnMinutes, warnMinutes);
  });

  it('are each taken only as what they may be', () => {
    /** @type {Record<string, [unknown[], unknown[]]>} the values that it may have, and some that it may not */
    const each = {
      renewal: [
        ['automatic', 'ask', 'off'],
        ['', 'never', null, true],
      ],
      renewalByPortal: [
        [{}, { acme: 'off' }, { acme: 'automatic' }],
        [{ acme: 'x' }, [7], ''],
      ],
      isolation: [
        ['automatic', 'off'],
        ['', 'ask', true, null],
      ],
      colours: [
        [{ a: '#1d4ed8' }],
        [{ a: '#1D4ED8' }, { a: '1d4ed8' }, { a: '#1d4ed80' }, { a: 'x#1d4ed8' }],
      ],
    };
    for (const name of [
      'signOutWithoutAsking',
      'confirmAdministrator',
      'chip',
      'tabGroups',
      'history',
    ])
      each[name] = [
        [true, false],
        ['true', 0, 1, null],
      ];
    for (const [name, [taken, passedOver]] of Object.entries(each)) {
      const read = (/** @type {unknown} */ value) =>
        /** @type {any} */ (mergeSettings({ [name]: value }))[name];
      for (const value of taken) assert.deepEqual(read(value), value, `${name}: ${value}`);
      const standard = /** @type {any} */ (settingsDefaults)[name];
      for (const value of passedOver) assert.deepEqual(read(value), standard, `${name}: ${value}`);
    }
  });

  it('are these where nobody chose', () => {
    assert.deepEqual(mergeSettings(null, undefined, {}), {
      renewal: 'automatic',
      renewalByPortal: {},
      warnMinutes: 5,
      isolation: 'automatic',
      signOutWithoutAsking: false,
      confirmAdministrator: false,
      production: ['prod', 'production', 'prd'],
      confirmProduction: false,
      chip: true,
      tabGroups: false,
      history: true,
      colours: {},
    });
  });

  it('renew as is set for the portal, before what is set for all', () => {
    const mode = (/** @type {object} */ own) =>
      renewalModeOf(effectiveSettings({}, own), of(targetOf(invoice)));
    assert.equal(mode({ renewal: 'ask' }), 'ask');
    assert.equal(mode({ renewal: 'ask', renewalByPortal: { acme: 'off' } }), 'off');
    assert.equal(mode({ renewal: 'off', renewalByPortal: { beta: 'ask' } }), 'off');
  });

  it('have administrators’ roles confirmed, and tenants never', () => {
    const settings = effectiveSettings({}, { confirmAdministrator: true });
    const roles = /** @type {const} */ (['admin', 'duplo_ops', 'tenant']);
    const asked = roles.filter((role) =>
      needsConfirmation(settings, { ...targetOf(invoice), role }, true),
    );
    assert.deepEqual(asked, ['admin', 'duplo_ops']);
    assert.equal(
      needsConfirmation(effectiveSettings({}, {}), { ...targetOf(invoice), role: 'admin' }, false),
      null,
    );
  });

  it('have production tenants confirmed, and renewed only after a question', () => {
    const settings = effectiveSettings({}, { confirmProduction: true });
    const target = targetOf(invoice);
    assert.equal(needsConfirmation(settings, target, true), 'production');
    assert.equal(needsConfirmation(settings, target, false), null);
    assert.equal(needsConfirmation(effectiveSettings({}, {}), target, true), null);
    assert.equal(renewalModeOf(settings, of(target, 'prod')), 'ask');
    assert.equal(renewalModeOf(settings, of(target)), 'automatic');
  });

  it('take rules for production that are words, and no others', () => {
    const { production } = settingsDefaults;
    for (const wrong of ['prod', [7], ['prod', null], ['x'.repeat(101)], new Array(101).fill('a')])
      assert.deepEqual(mergeSettings({ production: wrong }).production, production);
    assert.deepEqual(mergeSettings({ production: ['live'] }).production, ['live']);
    assert.deepEqual(mergeSettings({ production: [] }).production, []);
  });
});
