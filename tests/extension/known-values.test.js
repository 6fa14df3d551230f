import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adminTargets } from '../../extension/src/domain/admin-targets.js';
import {
  nearestContainerColour,
  nearestGroupColour,
} from '../../extension/src/domain/browser-colours.js';
import { chipCorner } from '../../extension/src/domain/chip-corner.js';
import { factsInPage, whoseRole } from '../../extension/src/domain/page-identity.js';
import { isListed, policyOf } from '../../extension/src/domain/policy.js';
import { palette, targetColour } from '../../extension/src/domain/target-colour.js';
import { roundedTimeLeft } from '../../extension/src/domain/time-left.js';

describe('the chip’s corner', () => {
  it('is one of four', () => {
    for (const corner of ['top-left', 'top-right', 'bottom-left', 'bottom-right'])
      assert.equal(chipCorner(corner), corner);
    for (const kept of [null, undefined, 7, 'left', 'top', 'javascript:', {}, ['top-left']])
      assert.equal(chipCorner(kept), null, JSON.stringify(kept));
  });

  it('is the nearest one where an earlier version kept a place', () => {
    assert.equal(chipCorner({ side: 'right', edge: 'top', x: 40, y: 100 }), 'top-right');
    assert.equal(chipCorner({ side: 'left', edge: 'bottom', x: 300, y: 56 }), 'bottom-left');
    assert.equal(chipCorner({ side: 'right', x: 40, y: 100 }), null);
  });
});

describe('a tenant’s colour', () => {
  it('is the user’s, else one of the palette, the same each time and not one for all', () => {
    assert.equal(targetColour('acme/tenant/a', { 'acme/tenant/a': '#010203' }), '#010203');
    const keys = Array.from({ length: 200 }, (_, at) => `acme/tenant/${at}-${at * 7919}`);
    const colours = keys.map((key) => targetColour(key, { other: '#010203' }));
    assert.deepEqual(new Set(colours), new Set(palette));
    assert.deepEqual(
      colours,
      keys.map((key) => targetColour(key, {})),
    );
    assert.notEqual(targetColour('acme/tenant/ab', {}), targetColour('acme/tenant/ba', {}));
  });

  it('is called by the name that the browser has for what looks most like it', () => {
    assert.deepEqual(
      palette.map((colour) => `${nearestGroupColour(colour)} ${nearestContainerColour(colour)}`),
      [
        'blue blue',
        'cyan turquoise',
        'green green',
        'yellow yellow',
        'orange orange',
        'pink pink',
        'purple purple',
      ],
    );
    for (const [colour, name] of /** @type {const} */ ([
      ['#606060', 'grey'],
      ['#ffb000', 'yellow'],
      ['#ff9030', 'orange'],
      ['#00ff00', 'green'],
      ['#0000ff', 'blue'],
    ]))
      assert.equal(nearestGroupColour(colour), name);
  });
});

describe('the administrator’s roles', () => {
  const roles = (/** @type {any} */ data, signedIn = true) =>
    adminTargets(/** @type {any} */ ([{ name: 'acme', signed_in: signedIn }]), data).map(
      ({ role }) => role,
    );
  const user = { name: 'bob', administrator: true };
  const both = { admin_jit: true, duplo_ops: true };

  it('are those that the portal offers, to its administrators that are signed in', () => {
    assert.deepEqual(roles({ acme: { user, features: both } }), ['admin', 'duplo_ops']);
    assert.deepEqual(roles({ acme: { user, features: { admin_jit: true } } }), ['admin']);
    assert.deepEqual(roles({ acme: { user, features: { duplo_ops: true } } }), ['duplo_ops']);
    const [target] = adminTargets(/** @type {any} */ ([{ name: 'acme', signed_in: true }]), {
      acme: /** @type {any} */ ({ user, features: both }),
    });
    assert.deepEqual(target, { portal: 'acme', role: 'admin', tenant: null, name: '' });
  });

  it('are none for others, signed out, or where nothing is known', () => {
    assert.deepEqual(roles({ acme: { user, features: both } }, false), []);
    for (const known of [
      { user: { ...user, administrator: false }, features: both },
      { user: null, features: both },
      { user, features: null },
      undefined,
    ])
      assert.deepEqual(roles({ acme: known }), []);
    assert.deepEqual(roles({}), []);
  });
});

describe('what a page says of who is signed in', () => {
  const arn = 'arn:aws-us-gov:sts::123456789012:assumed-role/duplo-x/bob@example.com';
  const told = (/** @type {object} */ over) =>
    factsInPage(JSON.stringify({ sessionARN: arn, ...over }));

  it('is taken only of a role’s session, whole', () => {
    assert.deepEqual(told({})?.who, { account: '123456789012', name: 'duplo-x/bob@example.com' });
    for (const other of [
      `x${arn}`,
      `${arn}/more`,
      `${arn} `,
      arn.replace('sts', 'iam'),
      arn.replace('9012', '901'),
    ])
      assert.equal(told({ sessionARN: other }), null, other);
  });

  it('is whether it keeps several sessions, where it says so', () => {
    assert.equal(told({ prismModeEnabled: true })?.multiSession, true);
    assert.equal(told({ prismModeEnabled: false })?.multiSession, false);
    assert.equal(told({ prismModeEnabled: 1 })?.multiSession, null);
    assert.equal(told({})?.multiSession, null);
  });

  it('is nothing where it is too long, or no text', () => {
    const fitting = told({ pad: '' }) && { pad: 'x'.repeat(9_800) };
    assert.ok(told(fitting ?? {}));
    assert.equal(told({ pad: 'x'.repeat(10_000) }), null);
    assert.equal(factsInPage({ sessionARN: arn }), null);
  });

  it('names the tenant whose role it is, in whatever case', () => {
    assert.equal(whoseRole('duploservices-Invoice/bob', ['invoice']), 'invoice');
    assert.equal(whoseRole('duploservices-invoice/bob', ['INVOICE']), 'INVOICE');
    assert.equal(whoseRole('duploservices-invoice/bob-prod', ['prod', 'voice']), null);
    assert.equal(whoseRole('x-a-prod/bob', ['a-prod', 'prod']), 'a-prod');
  });
});

describe('a policy', () => {
  it('takes an origin in whatever form, by https only', () => {
    const listed = (/** @type {object} */ entry) => policyOf({ portals: [entry] }).portals;
    const url = 'https://acme.example';
    assert.deepEqual(listed({ url }), [{ url, apiUrl: url, name: null }]);
    for (const entry of [
      { url: 7 },
      { url: 'http://acme.example' },
      { url, apiUrl: 'http://acme.example' },
      { url, apiUrl: '' },
      { url, apiUrl: 7 },
      { apiUrl: url },
    ])
      assert.deepEqual(listed(entry), [], JSON.stringify(entry));
    assert.equal(listed({ url, name: 7 })[0]?.name, null);
    assert.equal(listed({ url, name: 'acme' })[0]?.name, 'acme');
  });

  it('lists a portal by its pages and its API together', () => {
    const policy = policyOf({
      portals: [{ url: 'https://a.example', apiUrl: 'https://api.example' }],
    });
    assert.ok(isListed(policy, { url: 'https://a.example/', api_url: 'https://api.example/x' }));
    assert.ok(!isListed(policy, { url: 'https://a.example' }));
    assert.ok(!isListed(policy, { url: 'https://b.example', api_url: 'https://api.example' }));
    assert.ok(
      isListed(policyOf({ portals: [{ url: 'https://a.example' }] }), { url: 'https://a.example' }),
    );
  });

  it('hides what it names, in our order, and bounds sessions by whole minutes', () => {
    const hide = ['aws_profiles', 'everything', 'administrator'];
    assert.deepEqual(policyOf({ hide }).hide, ['administrator', 'aws_profiles']);
    const longest = (/** @type {unknown} */ minutes) =>
      policyOf({ longestSessionMinutes: minutes }).longestSessionMinutes;
    assert.deepEqual([14, 15, 16, 719, 720, 721, 60.5, '60'].map(longest), [
      15,
      15,
      16,
      719,
      720,
      720,
      null,
      null,
    ]);
    assert.equal(policyOf({ onlyListedPortals: 1 }).onlyListedPortals, false);
  });
});

describe('the time left in words', () => {
  it('is rounded down as on the badge: hours from two on, minutes, steps of 15 seconds', () => {
    const [second, minute, hour] = [1000, 60_000, 3_600_000];
    for (const [left, told] of /** @type {const} */ ([
      [3 * hour - 1, 2 * hour],
      [2 * hour, 2 * hour],
      [2 * hour - 1, 119 * minute],
      [minute, minute],
      [minute - 1, 45 * second],
      [15 * second - 1, 0],
      [-1, 0],
      [-hour, 0],
    ]))
      assert.equal(roundedTimeLeft(left), told, String(left));
  });
});
