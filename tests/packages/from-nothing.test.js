import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { until } from '../end-to-end/driver/until.js';
import { VirtualDisplay } from '../end-to-end/driver/virtual-display.js';
import { hostFound } from './browsers.js';
import { buildPackages, packageIn } from './built-packages.js';
import { CleanRoot } from './clean-root.js';
import { Organisation, updateServer } from './organisation.js';

describe('a machine with nothing on it', () => {
  /** What is put away again, the last first. @type {(() => unknown)[]} */
  const putAway = [];
  after(async () => {
    for (const away of putAway.reverse()) await away();
  });

  test('has the first console by one click and one approval, in both browsers', async () => {
    const packages = process.env.JIT_CONSOLE_PACKAGES ?? buildPackages();
    const root = CleanRoot.make();
    putAway.push(() => root.remove());
    for (const path of ['/usr/bin/jit-console', '/usr/bin/chromium', '/usr/bin/firefox-esr'])
      assert.equal(existsSync(root.path(path)), false, path);
    cpSync(packageIn(packages, /\.deb$/), root.path('/root/jit-console.deb'));
    Organisation.excludePackagedExtension(root);
    root.install('/root/jit-console.deb', 'chromium', 'firefox-esr');

    const organisation = await Organisation.of(root);
    putAway.push(() => organisation.close());
    const server = await updateServer(root.path('/srv/extension'));
    putAway.push(() => server.close());
    organisation.forceInstall(server, packageIn(packages, /\.xpi$/));

    const display = await VirtualDisplay.start({ width: 1280, height: 900 });
    putAway.push(() => display.close());
    const chromium = await organisation.startChromium('bob', display);
    await hostFound(chromium)
      .then(() => organisation.firstConsole(chromium, display))
      .finally(() => chromium.close());
    assert.ok(organisation.isForced('bob').chromium);

    const firefox = await organisation.startFirefox('ann');
    await hostFound(firefox)
      .then(() => organisation.firstConsole(firefox))
      .finally(() => firefox.close());
    assert.ok(organisation.isForced('ann').firefox);

    for (const person of ['bob', 'ann'])
      assert.deepEqual((await organisation.doctor(person)).findings, []);

    organisation.takeBack();
    const later = await organisation.startChromium('bob', display);
    await until(
      'Chromium to remove the extension',
      () => !organisation.isForced('bob').chromium,
    ).finally(() => later.close());
    const alsoLater = await organisation.startFirefox('ann');
    await until(
      'Firefox to remove the extension',
      () => !organisation.isForced('ann').firefox,
    ).finally(() => alsoLater.close());
  });
});
