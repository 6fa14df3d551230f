import assert from 'node:assert/strict';
import { consoleOf, openList } from './person.js';
import { story } from './stage.js';

story('names that nobody expects', { signedIn: ['acme'], tenants: 5000 }, (stage, check) => {
  for (const [letters, name] of [
    ['data pl', 'Data Platform'],
    ['web.', 'web.eu'],
    ['ACME-o', 'ACME-Ops'],
    ['فريق', 'فريق المنصة'],
    ['04999', 'tenant-04999'],
  ])
    check(`${name}: it is found among five thousand, and opened`, async () => {
      stage.sim.portal('acme').set({ oddTenants: true });
      const popup = await openList(stage);
      await popup.evaluate(paste, letters);
      await popup.waitForText('[role=option][aria-selected=true]', new RegExp(`^${name}`));
      await popup.press('Enter');
      const page = await consoleOf(stage, `duploservices-${name.replace(/[^\w.-]/g, '-')}`);
      const { title } = await stage.browser.waitForBadge(page, ({ text }) => /m$/.test(text));
      assert.ok(title.startsWith(`${name} on acme, AWS session until `), title);
    });
});

/** Runs in the popup. @param {string} text put into the search at once, as a paste does, since no key has these letters */
function paste(text) {
  const search = document.querySelector('#search');
  search.value = text;
  search.dispatchEvent(new Event('input', { bubbles: true }));
}
