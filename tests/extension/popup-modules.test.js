import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const popup = fileURLToPath(new URL('../../extension/src/pages/popup', import.meta.url));

/** How many modules the first rows may wait for. */
const most = 55;

/** @param {string} file @param {Set<string>} found all that it imports, and what that does */
function imported(file, found = new Set()) {
  const source = readFileSync(file, 'utf8');
  for (const [, path = ''] of source.matchAll(/^(?:import|export)\b[^;']*?'(\.[^']+)';/gm)) {
    const module = join(dirname(file), path);
    if (found.has(module)) continue;
    found.add(module);
    imported(module, found);
  }
  return found;
}

describe('the popup', () => {
  const modules = [...imported(join(popup, 'popup.js'))].map((file) => relative(popup, file));

  it('shows its first rows without the modules of menus and panels', () => {
    const ofMenus = modules.filter((path) => path.startsWith('menu/'));
    assert.deepEqual(ofMenus, []);
    assert.ok(modules.length <= most, `${modules.length}`);
  });
});
