import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inToolbar } from '../../extension/src/pages/welcome/in-toolbar.js';

describe('whether the toolbar shows the button', () => {
  /** @param {() => Promise<any>} getUserSettings */
  const asked = (getUserSettings) => inToolbar({ getUserSettings });

  it('is what the browser says', async () => {
    assert.equal(await asked(async () => ({ isOnToolbar: true })), true);
    assert.equal(await asked(async () => ({ isOnToolbar: false })), false);
  });

  it('is unknown where it doesn’t tell, or refuses to', async () => {
    assert.equal(await asked(async () => ({})), null);
    assert.equal(await asked(() => Promise.reject(new Error('not now'))), null);
    assert.equal(await inToolbar(/** @type {any} */ ({})), null);
  });
});
