import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakePlatform } from './fakes/fake-platform.js';

describe('the chip’s script', () => {
  /** @type {FakePlatform} */
  let around;
  const registered = () => around.browser.api.scripting.getRegisteredContentScripts({});

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('runs on consoles and nowhere else, with its parts in the order of their need', async () => {
    const [{ js, matches, runAt }] = await registered();
    for (const file of js)
      assert.ok(existsSync(new URL(`../../extension/${file}`, import.meta.url)));
    assert.deepEqual(js.slice(0, 3), [
      'src/chip/durations.js',
      'src/chip/sentences.js',
      'src/chip/chip-words.js',
    ]);
    assert.equal(js.at(-1), 'src/chip/chip.js');
    assert.equal(new Set(js).size, 6);
    assert.ok(matches.length > 0);
    for (const pattern of matches) assert.match(pattern, /^https:\/\/\*\.console\./);
    assert.equal(runAt, 'document_end');
  });

  it('goes and comes with its setting', async () => {
    await around.browser.send('change_settings', { chip: false });
    around.browser.events.onChanged.fire({ settings: {} }, 'local');
    await settle();
    assert.deepEqual(await registered(), []);
    await around.browser.send('change_settings', { chip: true });
    around.browser.events.onChanged.fire({ settings: {} }, 'local');
    await settle();
    assert.equal((await registered()).length, 1);
  });

  it('goes at once where the organisation has come to want none', async () => {
    around.browser.managed.data = { chip: false };
    around.browser.events.onChanged.fire({ chip: {} }, 'managed');
    await settle();
    assert.deepEqual(await registered(), []);
  });
});
