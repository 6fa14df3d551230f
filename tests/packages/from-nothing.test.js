import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import { after, describe, test } from 'node:test';
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
    root.install('/root/jit-console.deb', 'chromium', 'firefox-esr');

    const organisation = await Organisation.of(root);
    putAway.push(() => organisation.close());
    const server = await updateServer(root.path('/srv/extension'));
    putAway.push(() => server.close());
    organisation.forceInstall(server, packageIn(packages, /\.xpi$/));

    const display = await VirtualDisplay.start({ width: 1280, height: 900 });
    putAway.push(() => display.close());
    const chromium = await organisation.startChromium('bob', display);
    putAway.push(() => chromium.close());
    await hostFound(chromium);
    await organisation.firstConsole(chromium, display);

    const firefox = await organisation.startFirefox('ann');
    putAway.push(() => firefox.close());
    await hostFound(firefox);
    await organisation.firstConsole(firefox);
  });
});
