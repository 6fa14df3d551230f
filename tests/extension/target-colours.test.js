import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TargetColours } from '../../extension/src/background/sessions/target-colours.js';
import { nearestContainerColour } from '../../extension/src/domain/browser-colours.js';
import { settingsDefaults } from '../../extension/src/domain/settings.js';
import {
  colourGiven,
  palette,
  productionColour,
  targetColour,
} from '../../extension/src/domain/target-colour.js';
import { storesWith } from './fakes/fake-stores.js';

const keys = Array.from({ length: 40 }, (_, at) => `acme/tenant/t${at}`);
const target = (/** @type {number} */ at) =>
  /** @type {const} */ ({ portal: 'acme', role: 'tenant', tenant: `t${at}`, name: `t${at}` });

/** Opens targets one after another, all of which stay open. @param {string[]} opened */
function openAll(opened, chosen = {}) {
  /** @type {Record<string, string>} */
  const given = {};
  for (const [at, key] of opened.entries())
    given[key] = colourGiven(key, chosen, given, opened.slice(0, at));
  return opened.map((key) => targetColour(key, chosen, given));
}

describe('the colours of open tenants', () => {
  it('are different as long as there are enough', () => {
    for (let from = 0; from + palette.length <= keys.length; from++) {
      const colours = openAll(keys.slice(from, from + palette.length));
      assert.equal(new Set(colours).size, palette.length);
    }
  });

  it('are as different as can be with more tenants, and neighbours’ always', () => {
    const colours = openAll(keys);
    for (const [at, colour] of colours.entries()) assert.notEqual(colour, colours[at + 1]);
    for (const colour of palette)
      assert.ok(colours.filter((one) => one === colour).length <= keys.length / palette.length + 1);
  });

  it('leave out what looks like a colour that the user chose for one of them', () => {
    const [first = '', ...others] = keys.slice(0, palette.length);
    for (const like of ['#1d4ed9', '#0f766e', '#7f22cf']) {
      const looks = openAll([first, ...others], { [first]: like }).map(nearestContainerColour);
      assert.equal(new Set(looks).size, palette.length);
    }
  });

  it('stay while they are open, and after that where nobody else has them', () => {
    const [a = '', b = ''] = keys;
    const given = { [a]: '#1d4ed8', [b]: '#1d4ed8' };
    assert.equal(colourGiven(a, {}, given, [a, b]), '#1d4ed8');
    assert.equal(colourGiven(a, {}, given, []), '#1d4ed8');
    assert.notEqual(colourGiven(a, {}, given, [b]), '#1d4ed8');
  });

  it('are never red, which marks production', () => {
    assert.ok(!openAll(keys).some((colour) => nearestContainerColour(colour) === 'red'));
    assert.equal(nearestContainerColour(productionColour), 'red');
  });
});

describe('a tenant’s colour in the background', () => {
  /** @param {object} [settings] @param {object} [session] */
  function start(settings = {}, session = {}) {
    const { session: store } = storesWith(session);
    const read = async () => ({ ...settingsDefaults, ...settings });
    return new TargetColours(/** @type {any} */ ({ session: store, settings: { read } }));
  }

  it('differs for tenants that are opened at once', async () => {
    const colours = start();
    const all = await Promise.all(palette.map((_, at) => colours.of(target(at))));
    assert.equal(new Set(all).size, palette.length);
    assert.deepEqual(await Promise.all(palette.map((_, at) => colours.of(target(at)))), all);
  });

  it('is the user’s where there is one, and isn’t given to others that are open', async () => {
    const colours = start(
      { colours: { 'acme/tenant/t0': palette[3] } },
      { sessions: { one: { target: target(0) } }, intents: {} },
    );
    assert.equal(await colours.of(target(0)), palette[3]);
    for (let at = 1; at < palette.length; at++)
      assert.notEqual(await colours.of(target(at)), palette[3]);
  });

  it('is red beside a production tenant’s name, unless the user chose one', async () => {
    const colours = start({ colours: { 'acme/tenant/t0': '#123456' } });
    assert.equal(await colours.ofName(target(1), true), productionColour);
    assert.notEqual(await colours.ofName(target(1), false), productionColour);
    assert.equal(await colours.ofName(target(0), true), '#123456');
  });
});
