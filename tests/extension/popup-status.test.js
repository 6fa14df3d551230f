import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  localDefaults,
  sessionDefaults,
} from '../../extension/src/background/state/state-store.js';
import { PopupModel } from '../../extension/src/pages/popup/popup-model.js';
import { listedRows } from '../../extension/src/pages/popup/popup-rows.js';
import { statusCards } from '../../extension/src/pages/popup/popup-status.js';
import { whoIsSignedIn } from '../../extension/src/pages/popup/popup-who.js';
import { makePage } from './fakes/fake-page.js';
import { acme, invoice, targetOf } from './fakes/fake-platform.js';
import { useLanguage } from './fakes/fake-words.js';

const now = 1_790_000_000_000;
const administrator = {
  tenants: [],
  tenantsReadAt: now,
  user: { name: 'bob@example.com', administrator: true },
  features: { admin_jit: true },
};
const error = { code: 'busy', message: '', hint: '' };

/** @param {any} over @param {string} [query] @returns {any[]} the cards of the popup */
function cards(over, query = '') {
  makePage();
  const state = /** @type {any} */ ({
    ...localDefaults,
    ...sessionDefaults,
    portals: [acme],
    portalData: { acme: administrator },
    ...over,
  });
  const model = new PopupModel();
  model.take(state, Object.keys(state));
  const sections = model.sections({ state, query, page: null, limit: 100, now });
  const rows = listedRows(sections, query);
  const view = { state, query, rows, online: true, failureInRow: false, awsAccess: [], rules: [] };
  return statusCards(/** @type {any} */ (view), /** @type {any} */ ({}));
}

/** @param {any} over @param {string} [query] */
const said = (over, query) => cards(over, query).map(({ textContent }) => textContent);

describe('what the popup says above its list', () => {
  afterEach(() => useLanguage('en'));

  it('is nothing above an administrator’s console that a search has found', () => {
    assert.deepEqual(said({}, 'admin'), []);
    assert.match(said({}, 'payments')[0] ?? '', /^No tenant matches “payments”/);
  });

  it('is that there are no tenants, even where there are administrators’ consoles', () => {
    assert.match(said({})[0] ?? '', /^No tenants on acmebob@example.com is signed in/);
  });

  for (const language of ['en', 'de'])
    it(`is not that somebody is in where the portal has to be signed in to, in ${language}`, () => {
      useLanguage(language);
      const out = {
        sessions: { s: { target: targetOf(invoice), expiresAt: now } },
        renewals: { s: { phase: 'sign_in' } },
      };
      const all = said(out);
      assert.equal(all.length, 1);
      assert.doesNotMatch(all[0] ?? '', /bob/);
    });

  it('and below it is nobody’s name once the portal’s session is over', () => {
    const portals = [{ ...acme, session_expires_at: now / 1000 }];
    const who = (/** @type {number} */ at) =>
      whoIsSignedIn(
        /** @type {any} */ ({ ...localDefaults, ...sessionDefaults, portals }),
        'acme',
        at,
      );
    assert.match(who(now - 1), /^acme · bob@example.com · until /);
    assert.equal(who(now), 'acme · signed out');
    const longAgo = [{ ...acme, session_expires_at: 1 }];
    assert.match(said({ portals: longAgo })[0] ?? '', /^Sign in to acme/);
  });

  it('has no two buttons with one id', () => {
    const portals = ['acme', 'beta', 'gamma'].map((name) => ({ ...acme, name }));
    const failure = { at: 0, portal: 'acme', request: null, error };
    const signIns = { beta: { portal: 'beta' }, gamma: { portal: 'gamma' } };
    const portalErrors = { acme: error, beta: error, gamma: error };
    const ids = (/** @type {any} */ node) =>
      [node.getAttribute('id'), ...node.children.flatMap(ids)].filter(Boolean);
    for (const over of [{ failure }, { signIns }]) {
      const all = cards({ portals, portalErrors, ...over }).flatMap(ids);
      assert.ok(all.length >= 3, `${all}`);
      assert.deepEqual(all, [...new Set(all)]);
    }
  });
});
