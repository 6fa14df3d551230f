import assert from 'node:assert/strict';
import { chooseTenant } from './person.js';
import { BROWSER, story } from './stage.js';

const JIT = 'GetAwsConsoleTokenUrl';

story('the popup in German', { signedIn: ['acme'], language: 'de' }, (stage, check) => {
  check('is German throughout, and says so to screen readers', async () => {
    const popup = await stage.browser.openPopup();
    await popup.waitForText('#list', /Alle Tenants \([\d.,]+\)/i);
    assert.equal(await popup.evaluate(() => document.documentElement.lang), 'de');
    const words = await popup.evaluate(
      () => /** @type {HTMLInputElement} */ (document.querySelector('#search')).placeholder,
    );
    assert.equal(words, 'Tenant, Dienst, ARN oder Link');
    await popup.close();
  });

  check(
    'words the portal’s failures itself, with the portal’s words and none of the host’s English',
    async () => {
      stage.sim.portal('acme').fault({ path: JIT, status: 500, body: 'oops' });
      const popup = await chooseTenant(stage, 'staging', /staging/);
      const row = '[role=option][aria-selected=true]';
      const said = await popup.waitForText(
        row,
        /acme hat einen Fehler gemeldet\. acme meldet: „oops“\. Versuchen Sie es erneut; .* Administration des Portals\. Erneut versuchen/,
      );
      assert.doesNotMatch(said, /try again|returned an error/i);
      const original = await popup.evaluate(() =>
        document.querySelector('[role=option] .sentence')?.getAttribute('title'),
      );
      assert.match(original, /oops/);
      await popup.close();
    },
  );
});

story(
  'a German browser without the host',
  { signedIn: ['acme'], hostInstalled: false, language: 'de' },
  (stage, check) => {
    check('shows the command to run, in the popup', async () => {
      const popup = await stage.browser.openPopup();
      const said = await popup.waitForText('#status', /Noch ein Schritt: .* jit-console install/);
      assert.doesNotMatch(said, /One more step|Already installed/, BROWSER);
      await popup.close();
    });
  },
);
