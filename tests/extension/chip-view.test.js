import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { makePage } from './fakes/fake-page.js';

await import('../../extension/src/chip/durations.js');
await import('../../extension/src/chip/sentences.js');
await import('../../extension/src/chip/chip-words.js');
await import('../../extension/src/chip/chip-view.js');
const parts = globalThis.jitConsoleChip;

it('the chip lets no script of the page look into it', () => {
  const page = makePage();
  const nothing = () => undefined;
  parts.makeView({ send: nothing, hide: nothing, move: nothing });
  const [chip] = page.children;
  assert.equal(chip?.tag, 'jit-console-chip');
  assert.equal(chip?.shadowRoot, null);
});
