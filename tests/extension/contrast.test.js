import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const style = new URL('../../extension/src/pages/shared/style.css', import.meta.url);
const blocks = [...readFileSync(style, 'utf8').matchAll(/:root \{([^}]+)\}/g)];
const [light = {}, dark = {}] = blocks.map(([, text = '']) =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => found.slice(1)),
  ),
);

/** @param {string} colour `#rrggbb` @returns {number} its relative luminance, as WCAG has it */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [brighter = 0, darker = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

describe('the pages’ colours', () => {
  for (const [theme, colours] of Object.entries({ light, dark })) {
    it(`give fields’ borders a contrast of 3:1 on what they lie on: ${theme}`, () => {
      for (const ground of ['ground', 'raised'])
        assert.ok(contrast(colours.edge, colours[ground]) >= 3, ground);
    });

    it(`give words and signs a contrast of 4.5:1: ${theme}`, () => {
      for (const ground of ['ground', 'raised'])
        for (const name of ['text', 'muted', 'accent', 'live', 'soon', 'urgent'])
          assert.ok(contrast(colours[name], colours[ground]) >= 4.5, `${name} on ${ground}`);
      assert.ok(contrast(colours['accent-text'], colours.accent) >= 4.5);
    });
  }
});
