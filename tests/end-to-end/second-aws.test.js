import assert from 'node:assert/strict';
import { chooseTenant } from './person.js';
import { consoleOf, openAsAdministrator, world } from './second-world.js';
import { BROWSER, story } from './stage.js';

/* AWS's limits and partitions, by an AWS that was written apart from the simulator: tests/second-portal/README.md. */

const both = { portals: ['meridian', 'quarry'], world };

story('an AWS with room for five', both, (stage, check) => {
  check('asks which session is to end, where a browser has them side by side', async () => {
    const { browser } = stage;
    await stage.signIn('meridian', 'ada@meridian.example');
    await stage.signIn('quarry');
    await openAsAdministrator(stage);
    for (const tenant of ['reports', 'orders', 'billing-eu', 'pit']) {
      await chooseTenant(stage, tenant, new RegExp(`^${tenant}`));
      const page = await consoleOf(stage, tenant);
      await browser.waitForBadge(page, ({ text }) => /[mh]$/.test(text));
    }
    await chooseTenant(stage, 'shaft', /^shaft/);
    // In Firefox each has a container.
    if (BROWSER === 'chromium') {
      const question = await browser.waitForPage('the question', (at) =>
        at.includes('/question.html'),
      );
      await question.waitForText('#why', /^AWS allows five sign-ins at a time in this browser/);
      await question.click('#sessions button');
    }
    const page = await consoleOf(stage, 'shaft');
    await browser.waitForBadge(page, ({ text }) => /m$/.test(text));
    const { sessions } = await stage.sim.state();
    assert.equal(sessions.filter(({ live }) => live).length, BROWSER === 'chromium' ? 5 : 6);
  });
});

story('a portal in other partitions', { portals: ['harbor'], world }, (stage, check) => {
  for (const [tenant, host] of [
    ['pier', 'us-gov-east-1.console.amazonaws-us-gov.com'],
    ['quay', 'cn-northwest-1.console.amazonaws.cn'],
    ['mole', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
  ])
    check(`opens ${tenant} at ${host}`, async () => {
      await stage.signIn('harbor');
      await chooseTenant(stage, tenant, new RegExp(`^${tenant}`));
      const page = await consoleOf(stage, tenant);
      assert.ok(new URL(await page.url()).host.endsWith(`.${host}`), await page.url());
      const { title } = await stage.browser.waitForBadge(page, ({ text }) => /m$/.test(text));
      assert.match(title, new RegExp(`${tenant} on harbor, AWS session until `));
    });
});
