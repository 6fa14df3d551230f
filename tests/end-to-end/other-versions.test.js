import { join } from 'node:path';
import { startInstead } from './driver/host-manifest.js';
import { choose, openMenu } from './menu.js';
import { chooseTenant, consoleOf } from './person.js';
import { BROWSER, hostBinary, ROOT, story } from './stage.js';

/**
 * Puts a host of another version in the place of the one that the browser knows.
 * @param {import('./stage.js').Stage} stage
 * @param {{hello?: object, lacks?: string[]}} settings see driver/other-host.js
 */
function replaceHost({ home }, settings) {
  const stand = join(ROOT, 'tests/end-to-end/driver/other-host.js');
  const command = `'${process.execPath}' '${stand}' '${hostBinary()}' '${JSON.stringify(settings)}'`;
  startInstead(home, BROWSER, command);
}

/** The worker's end is the end of the host that it talked to. @param {import('./stage.js').Stage} stage */
async function openPopupAnew({ browser }) {
  await browser.killWorker();
  return browser.openPopup();
}

story('a host of another version', { signedIn: ['acme'] }, (stage, check) => {
  check('that is too old is said to be, with what to do', async () => {
    replaceHost(stage, { hello: { version: '0.0.1', protocol: 0 } });
    const popup = await openPopupAnew(stage);
    await popup.waitForText('#status', /is too old for this extension\. Update jit-console on/);
  });

  check('that is too new is said to be, with what to do', async () => {
    replaceHost(stage, { hello: { version: '9.0.0', protocol: 2 } });
    const popup = await openPopupAnew(stage);
    await popup.waitForText('#status', /is newer than this extension\. Update this extension/);
  });

  check('that is newer and speaks the same protocol works', async () => {
    replaceHost(stage, { hello: { version: '9.0.0', capabilities: ['open_console', 'else'] } });
    const popup = await openPopupAnew(stage);
    await popup.waitFor('#list [role=option]');
    await popup.close();
    await chooseTenant(stage, 'dev', /dev01/);
    await consoleOf(stage, 'duploservices-dev01');
  });

  check('that is older works, and names what it is too old for', async () => {
    replaceHost(stage, { hello: { version: '0.0.9' }, lacks: ['get_credentials'] });
    await stage.browser.killWorker();
    await chooseTenant(stage, 'bil', /billing/);
    await consoleOf(stage, 'duploservices-billing');
    const popup = await openMenu(stage, 'bil', /billing/);
    await choose(popup, 'credentials');
    await popup.waitForText(
      '#menu',
      /The installed jit-console is too old for this\..* Update jit-console\./,
    );
  });
});
