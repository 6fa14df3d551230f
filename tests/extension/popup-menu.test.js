import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { masked } from '../../extension/src/domain/masked-text.js';
import { menuAction, menuEntries } from '../../extension/src/pages/popup/menu/entries.js';
import { keyAction } from '../../extension/src/pages/popup/popup-keys.js';
import { text } from '../../extension/src/text.js';
import { invoice, targetOf } from './fakes/fake-platform.js';

const admin = { portal: 'acme', role: 'admin', tenant: null, name: '' };
const live = { text: '9m', level: 'soon', until: 0 };

/** @param {any} target @param {any} [time] */
const labels = (target, time = null) =>
  menuEntries({ target, time }).map(({ label }) => text(label));

describe("a row's menu", () => {
  it("has the portal's own entries for a tenant", () => {
    assert.deepEqual(labels(targetOf(invoice)), [
      'Open JIT AWS Console',
      'Resources and services…',
      'Copy AWS Console URL',
      'Temporary AWS Credentials',
      'AWS Access from my Workstation',
      'Session length',
    ]);
  });

  it('ends with Kubernetes where the tenant has it', () => {
    const row = /** @type {any} */ ({ target: targetOf(invoice), time: null });
    const without = labels(targetOf(invoice));
    assert.deepEqual(
      menuEntries(row, [], true).map(({ label }) => text(label)),
      [...without, 'Kubernetes Access from my Workstation', 'Temporary Kubernetes Credentials'],
    );
    const left = (/** @type {any} */ hidden) =>
      menuEntries(row, hidden, true)
        .map(({ id }) => id)
        .filter((id) => id.startsWith('kube'));
    assert.deepEqual(left(['aws_profiles']), ['kube_credentials']);
    assert.deepEqual(left(['credentials']), []);
  });

  it('has the sign-out only where there is a live session, before what comes late', () => {
    const target = targetOf(invoice);
    const ids = (/** @type {any} */ time) =>
      menuEntries(/** @type {any} */ ({ target, time }), [], true).map(({ id }) => id);
    assert.equal(ids(live).at(-3), 'sign_out');
    assert.ok(!ids(null).includes('sign_out'));
    assert.ok(!ids({ ...live, level: 'ended' }).includes('sign_out'));
  });

  it('lacks what a policy hides', () => {
    const row = /** @type {any} */ ({ target: targetOf(invoice), time: null });
    const ids = (/** @type {any} */ hidden) => menuEntries(row, hidden).map(({ id }) => id);
    assert.deepEqual(ids(['credentials']), ['open', 'places', 'url', 'workstation', 'length']);
    assert.deepEqual(ids(['sign_in_url', 'aws_profiles']), [
      'open',
      'places',
      'credentials',
      'length',
    ]);
  });

  it("has the portal's own entries for an administrator", () => {
    assert.deepEqual(labels(admin), [
      'JIT Admin AWS Console',
      'Resources and services…',
      'Copy Admin AWS Console URL',
      'Temporary Admin AWS Credentials',
      'Admin AWS Access from my Workstation',
      'Session length',
    ]);
    assert.equal(labels({ ...admin, role: 'duplo_ops' })[0], 'JIT Duplo-ops AWS Console');
  });

  it('offers a further page where there is a live session', () => {
    const ids = (/** @type {any} */ time) =>
      menuEntries({ target: targetOf(invoice), time }).map(({ id }) => id);
    assert.deepEqual(ids(live), [
      'open',
      'page',
      'places',
      'url',
      'credentials',
      'workstation',
      'length',
      'sign_out',
    ]);
    assert.ok(!ids({ ...live, level: 'ended' }).includes('page'));
  });

  it('is gone through by the keyboard', () => {
    const action = (/** @type {string} */ key, held = {}) =>
      menuAction({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });
    assert.deepEqual(action('ArrowDown'), { do: 'move', by: 1 });
    assert.deepEqual(action('End'), { do: 'edge', last: true });
    assert.deepEqual(action('ArrowRight'), { do: 'choose' });
    assert.deepEqual(action('ArrowLeft'), { do: 'back' });
    assert.deepEqual(action('Escape'), { do: 'back' });
    assert.equal(action('ArrowLeft', { altKey: true }), null);
    assert.equal(action('Enter'), null);
  });

  it('opens by the right arrow once the caret is at the end of what was typed', () => {
    const press = (/** @type {number} */ from, to = from, held = {}) =>
      keyAction(
        /** @type {any} */ ({
          key: 'ArrowRight',
          target: { value: 'inv', selectionStart: from, selectionEnd: to },
          ...held,
        }),
      );
    assert.deepEqual(press(3), { do: 'menu' });
    assert.equal(press(2), null);
    assert.equal(press(0, 3), null);
    assert.equal(press(3, 3, { shiftKey: true }), null);
  });
});

describe('masking', () => {
  it('hides every secret wherever it stands, the longer ones first', () => {
    const shown = masked("A='key'\nB='key-and-more'\nC='key'", ['key', 'key-and-more']);
    assert.equal(shown, "A='••••••••'\nB='••••••••'\nC='••••••••'");
  });

  it('hides nothing for a secret that is not there', () => {
    assert.equal(masked('region = us-west-2', ['']), 'region = us-west-2');
  });
});
