import assert from 'node:assert/strict';
import { clipboardText } from './driver/clipboard.js';
import { until } from './driver/until.js';
import { consoleOf, openConsoles, openList } from './person.js';
import { Sessions } from './sessions.js';
import { story } from './stage.js';

const BUCKETS = 'https://us-west-2.console.aws.amazon.com/s3/buckets/a%2Fb?region=us-west-2#/c';
const QUEUES = 'https://us-west-2.console.aws.amazon.com/sqs/v3/home?region=us-west-2';

/** @param {import('./driver/surface.js').Surface} popup @param {string} text as the clipboard gives it to a field of one line */
function paste(popup, text) {
  return popup.evaluate((all) => {
    document.querySelector('#search').focus();
    document.execCommand('insertText', false, all.replaceAll('\n', ''));
  }, text);
}

story('a window’s pages for a colleague', { signedIn: ['acme'] }, (stage, check) => {
  let text = '';

  check('are copied as one text, which holds no session and no secret', async () => {
    const sessions = await Sessions.begin(stage, { signIn: false });
    await stage.signIn('acme', 'alice@example.com');
    await sessions.readLists();
    await sessions.opened('dev01', { to: BUCKETS });
    await sessions.opened('billing', { to: QUEUES });
    await sessions.page.activate();
    const popup = await openList(stage);
    await popup.press('ArrowLeft');
    await popup.waitForText('#panel h2', /^Open now$/);
    await popup.waitForText('#panel .open-now', /dev01/);
    await popup.waitForText('#panel .open-now', /billing/);
    await popup.click('#copy-pages');
    await popup.waitForText('#panel .panel-status', /^Pages copied: 2\./);
    text = await clipboardText(stage.browser, popup);
    assert.match(text, /dev01 · acme · us-west-2 · https:\/\/us-west-2\.console\.aws/);
    assert.match(text, /billing · acme · us-west-2 · /);
    assert.doesNotMatch(text, /\d{12}-[a-z0-9]{8}\./);
    const [, data = ''] = /\.([A-Za-z0-9_-]+)$/.exec(text) ?? [];
    const whole = text + Buffer.from(data, 'base64url').toString();
    assert.deepEqual(
      [...stage.sim.secrets].filter((secret) => whole.includes(secret)),
      [],
    );
    await popup.press('Escape');
    await popup.waitUntilHidden('#panel');
  });

  check('are listed for another person with what they may not open; the rest opens', async () => {
    const sessions = await Sessions.begin(stage, { portal: { deniedTenants: ['billing'] } });
    await sessions.readLists();
    await sessions.page.activate();
    const popup = await openList(stage);
    await paste(popup, text);
    await popup.waitForText('#panel [data-access=no_tenant]', /gives you no access to this tenant/);
    await popup.waitForText('#panel [data-access=open]', /^dev01 acme us-west-2 · s3/);
    await popup.waitForText('#open-shared:focus', /^Open 1 of 2$/);
    assert.equal(sessions.asked, 0);
    assert.deepEqual(await openConsoles(stage), []);
    await popup.press('Enter');
    const shown = await consoleOf(stage, 'duploservices-dev01');
    await until('the page', async () =>
      (await shown.url()).endsWith('/s3/buckets/a%2Fb?region=us-west-2#/c'),
    );
    assert.deepEqual([sessions.minted, sessions.asked], [1, 1]);
    assert.equal((await openConsoles(stage)).length, 1);
  });

  check('open one after another, each as its own tenant', async () => {
    const sessions = await Sessions.begin(stage);
    await sessions.readLists();
    await sessions.page.activate();
    const popup = await openList(stage);
    await paste(popup, text);
    await popup.waitForText('#open-shared:focus', /^Open 2 of 2$/);
    await popup.press('Enter');
    await consoleOf(stage, 'duploservices-dev01');
    await consoleOf(stage, 'duploservices-billing');
    assert.deepEqual([sessions.minted, sessions.asked], [2, 2]);
  });

  check('that were cut off open nothing, and are told from good ones', async () => {
    const sessions = await Sessions.begin(stage);
    const popup = await openList(stage);
    await paste(popup, text.slice(0, -3));
    await popup.waitForText('#panel .sentence', /^This link is incomplete or damaged\./);
    assert.equal(await popup.shows('#open-shared'), false);
    await popup.press('Escape');
    await popup.waitUntilHidden('#panel');
    await popup.waitFor('#search:focus');
    assert.equal(sessions.asked, 0);
  });
});
