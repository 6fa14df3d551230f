import assert from 'node:assert/strict';
import { startInstead } from './driver/host-manifest.js';
import { eventually, until } from './driver/until.js';
import { chooseTenant, consoleOf, openConsoles } from './person.js';
import { BROWSER, hostBinary, story } from './stage.js';

const JIT = 'GetAwsConsoleTokenUrl';

story(
  'a browser without the host',
  { signedIn: ['acme'], hostInstalled: false },
  (stage, check) => {
    check('is told the exact command, in the popup and on the first-run page', async () => {
      const { browser } = stage;
      const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
      await page.waitForText('#step-host', /jit-console install/);
      const popup = await browser.openPopup();
      await popup.waitForText('#status', /One more step: install jit-console/);
      await popup.waitForText('#status', /installer\/install\.sh .* jit-console install/);
    });

    check('works once the command has been run, without a restart', async () => {
      const { browser } = stage;
      const popup = await browser.openPopup();
      await popup.waitFor('#check-again');
      await stage.installHost();
      await popup.click('#check-again');
      await popup.waitFor('[role=option]');
      await popup.type('dev');
      await popup.waitForText('[role=option][aria-selected=true]', /dev01/);
      await popup.press('Enter');
      await consoleOf(stage, 'duploservices-dev01');
    });
  },
);

story('a host that dies', { signedIn: ['acme'] }, (stage, check) => {
  check(
    'in the middle of a request is a sentence with a way to try again, which works',
    async () => {
      const { browser, sim } = stage;
      sim.portal('acme').fault({ path: JIT, hang: true });
      const popup = await chooseTenant(stage, 'dev', /dev01/);
      await sim.waitForRequest(({ path }) => path.includes(JIT));
      const pids = browser.hostPids(hostBinary());
      assert.equal(pids.length, 1);
      process.kill(pids[0], 'SIGKILL');
      sim.portal('acme').clearFaults();
      await popup.waitForText('#list', /dev01 .* jit-console stopped unexpectedly\..* Try again/);
      assert.deepEqual(await openConsoles(stage), []);
      await popup.click('.retry');
      await consoleOf(stage, 'duploservices-dev01');
      await until('one new host', () => browser.hostPids(hostBinary()).length === 1);
    },
  );
});

story('a host that ends at once', { signedIn: ['acme'] }, (stage, check) => {
  check(
    'leads to the doctor, with what was said, in the popup and on the first-run page',
    async () => {
      const { browser } = stage;
      startInstead(stage.home, BROWSER, 'false');
      await browser.killWorker();
      const popup = await browser.openPopup();
      await popup.waitForText('#status', /jit-console stops as soon as the browser starts it\./);
      await popup.waitForText('#status', /The browser reports: .* jit-console doctor/);
      await popup.close();
      const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
      await page.waitForText(
        '#step-host[data-state=now]',
        /The browser reports: .* jit-console doctor/,
      );
      await stage.installHost();
      await page.waitForText('#step-host[data-state=done]', /installed/);
    },
  );
});

story('a worker that dies', { signedIn: ['acme'] }, (stage, check) => {
  check('between the click and the answer loses nothing: one console opens', async () => {
    const { browser, sim } = stage;
    sim.portal('acme').fault({ path: JIT, hang: true, times: 1 });
    await chooseTenant(stage, 'bil', /billing/);
    await sim.waitForRequest(({ path }) => path.includes(JIT));
    const [host] = browser.hostPids(hostBinary());
    await browser.killWorker();
    const page = await consoleOf(stage, 'duploservices-billing');
    await browser.waitForBadge(page, ({ text }) => /^(59|60)m$/.test(text));
    await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
    await until('the old host to end', () => !browser.hostPids(hostBinary()).includes(host));
  });

  check('after the popup has closed is woken by its alarm to do the same', async () => {
    const { browser, sim } = stage;
    sim.portal('acme').fault({ path: JIT, hang: true, times: 1 });
    const popup = await chooseTenant(stage, 'sea', /search/);
    await sim.waitForRequest(({ path }) => path.includes(JIT));
    await popup.close();
    await browser.killWorker();
    // Chromium's shortest period of an alarm is half a minute.
    await consoleOf(stage, 'duploservices-search', 60_000);
    await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
  });
});
