import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { hideable, policyOf } from '../../extension/src/domain/policy.js';
import {
  effectiveSettings,
  lockedSettings,
  renewalModeOf,
  settingsDefaults,
} from '../../extension/src/domain/settings.js';
import { invoice, targetOf } from './fakes/fake-platform.js';

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

  it('never renew by themselves what is to be confirmed', () => {
    const admin = targetOf(invoice);
    admin.role = 'admin';
    const settings = effectiveSettings({ confirmAdministrator: true }, {});
    assert.equal(renewalModeOf(settings, admin), 'ask');
    assert.equal(renewalModeOf(settings, targetOf(invoice)), 'automatic');
    assert.equal(renewalModeOf({ ...settings, renewal: 'off' }, admin), 'off');
    assert.equal(renewalModeOf(effectiveSettings({}, {}), admin), 'automatic');
  });

  it('are all in the schema that policies are written to', () => {
    const file = new URL('../../extension/managed-schema.json', import.meta.url);
    const { properties } = JSON.parse(readFileSync(file, 'utf8'));
    const names = [...Object.keys(settingsDefaults), ...Object.keys(policyOf({})), 'locked'];
    assert.deepEqual(Object.keys(properties).sort(), names.sort());
    assert.deepEqual(properties.hide.items.enum, hideable);
  });
});
