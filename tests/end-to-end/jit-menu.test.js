import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clipboardText } from './driver/clipboard.js';
import { eventually, until } from './driver/until.js';
import { back, choose, menuEntries, openMenu } from './menu.js';
import {
  authorizeForList,
  consoleOf,
  grantPage,
  openConsoles,
  openList,
  portalCalls,
} from './person.js';
import { story } from './stage.js';
import { TELLS, USUAL_PORTAL } from './switches.js';

const SECRET = '#menu .code';
const JIT = /\/(GetAwsConsoleTokenUrl|jitAccess\/|GetJITAwsConsoleAccessUrl)/;

/** @param {import('./stage.js').Stage} stage @returns {string[]} the calls that make AWS access */
const jitCalls = (stage) => portalCalls(stage).filter((call) => JIT.test(call));

/** @param {import('./stage.js').Stage} stage */
const configFile = ({ home }) => join(home.dir, '.aws/config');

/** @param {import('./driver/surface.js').Surface} popup everything in the popup: text, attributes, values */
const markup = (popup) => popup.evaluate(() => document.documentElement.outerHTML);

/** @param {string} text @param {Set<string>} secrets @returns {string[]} those that stand in the text */
const found = (text, secrets) => [...secrets].filter((secret) => text.includes(secret));

story("a tenant's menu", { signedIn: ['acme'] }, (stage, check) => {
  check("has the portal's entries, only by the arrows, and is left by Escape", async () => {
    const popup = await openMenu(stage, 'dev', /dev01/);
    await eventually(async () =>
      assert.deepEqual(await menuEntries(popup), [
        'Open JIT AWS Console',
        'Resources and services…',
        'Copy AWS Console URL',
        'Temporary AWS Credentials',
        'AWS Access from my Workstation',
        'Session length',
        'Kubernetes Access from my Workstation',
        'Temporary Kubernetes Credentials',
      ]),
    );
    await popup.press('ArrowUp');
    await popup.press('ArrowRight');
    await popup.waitForText('#menu h2', /^Temporary Kubernetes Credentials$/);
    await back(popup);
    await popup.press('ArrowLeft');
    await until('the search', () => popup.evaluate(() => document.activeElement?.id === 'search'));
    await popup.waitUntilHidden('#menu');
    await until('the list', () => popup.shows('#list'));
    await popup.press('ArrowLeft');
    await popup.press('ArrowRight');
    assert.equal(await popup.shows('#menu'), false, 'the arrow belongs to the text before its end');
  });

  check('is opened by the mouse too', async () => {
    const popup = await openList(stage);
    await popup.press('ArrowDown');
    await popup.click('[aria-selected=true] .to-menu');
    await popup.waitForText('#menu [role=menuitem]:focus', /^Open JIT AWS Console$/);
    await popup.click('#menu-back');
    await popup.waitUntilHidden('#menu');
    assert.deepEqual(await openConsoles(stage), []);
  });

  check('opens the console, and a further page in the same session without a request', async () => {
    let popup = await openMenu(stage, 'dev', /dev01/);
    await choose(popup, 'open');
    const page = await consoleOf(stage, 'duploservices-dev01');
    await stage.browser.waitForBadge(page, ({ text }) => text !== '');
    await popup.waitUntilClosed();
    stage.sim.clearRequests();
    popup = await openMenu(stage, 'dev', /dev01/);
    await choose(popup, 'page');
    await until('two consoles', async () => (await openConsoles(stage)).length === 2);
    assert.deepEqual(jitCalls(stage), []);
  });

  check('copies an address that signs in once, after saying what it is', async () => {
    const { browser } = stage;
    const popup = await openMenu(stage, 'sta', /staging/);
    await choose(popup, 'url');
    await popup.waitForText('#menu .card-warning', /secret for 15 minutes/);
    assert.deepEqual(jitCalls(stage), []);
    await popup.press('Enter');
    await popup.waitForText('#menu .panel-status', /^Copied\. It works once/);
    await popup.waitForText('#menu', /stays in the clipboard until you copy something else/);
    assert.doesNotMatch(await markup(popup), /SigninToken/);
    const url = await clipboardText(browser, popup);
    assert.match(url, /^https:\/\/[a-z0-9.-]*signin\.aws\.amazon\.com\/federation\?.*SigninToken=/);
    assert.equal(jitCalls(stage).length, 1);
    await popup.close();
    await browser.openTab(url);
    await consoleOf(stage, 'duploservices-staging');
  });

  check('shows credentials masked, in each form, and with their end', async () => {
    const { browser, sim } = stage;
    const popup = await openMenu(stage, 'bil', /billing/);
    await choose(popup, 'credentials');
    await popup.waitForText('#menu .until', /^Valid until .+ \((59|60) minutes left\)$/);
    await popup.waitForText(SECRET, /AWS_SECRET_ACCESS_KEY='•+'/);
    assert.deepEqual(found(await markup(popup), sim.secrets), []);
    const forms = {
      env: /^export AWS_ACCESS_KEY_ID='ASIA/,
      fish: /^set -gx AWS_ACCESS_KEY_ID 'ASIA/,
      powershell: /^\$Env:AWS_ACCESS_KEY_ID = 'ASIA/,
      ini: /^\[[\w.@+-]+\]\naws_access_key_id = ASIA/,
      json: /^\{\s*"AccessKeyId": "ASIA/,
    };
    for (const [form, pattern] of Object.entries(forms)) {
      await popup.click(`#menu .choice:has([value=${form}]) span`);
      await popup.click('#copy-credentials');
      await popup.waitForText('#menu .panel-status', /^Copied/);
      const text = await clipboardText(browser, popup);
      assert.match(text, pattern, form);
      assert.equal(found(text, sim.secrets).length, 2, 'the key and the session token');
      assert.deepEqual(found(await markup(popup), sim.secrets), []);
    }
    assert.equal(jitCalls(stage).length, 1);
  });

  check(
    'shows them on request, hides them again, and keeps them no longer than they are looked at',
    async () => {
      const { sim } = stage;
      const popup = await openMenu(stage, 'bil', /billing/);
      await choose(popup, 'credentials');
      await popup.waitForText(SECRET, /•/);
      await popup.click('#show-credentials');
      await popup.waitForText(SECRET, /AWS_SECRET_ACCESS_KEY='[^•]/);
      assert.equal(found(await markup(popup), sim.secrets).length, 2);
      await popup.click('#show-credentials');
      await popup.waitForText(SECRET, /•/);
      await popup.click('#show-credentials');
      await back(popup);
      assert.deepEqual(found(await markup(popup), sim.secrets), []);
      await choose(popup, 'credentials');
      await popup.waitForText(SECRET, /•/);
      assert.deepEqual(jitCalls(stage), [], 'the host had them still');
      await popup.click('#renew-credentials');
      await until('new ones', () => jitCalls(stage).length === 1);
      await popup.waitForText(SECRET, /•/);
    },
  );

  check('writes a profile after showing its lines, and takes it out again', async () => {
    const file = configFile(stage);
    const mine =
      '# by hand\n[default]\nregion=eu-central-1 ; mine\n\n[profile work]\noutput = json\n';
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, mine);
    const popup = await openMenu(stage, 'qa', /qa/);
    await choose(popup, 'workstation');
    const shown = await popup.waitForText(SECRET, /\[profile acme-qa\]/);
    assert.match(shown, /credential_process = .*jit-console credentials acme --tenant qa/);
    await popup.waitForText('#menu', new RegExp(`added to ${file}`));
    assert.equal(readFileSync(file, 'utf8'), mine);
    await until('the focus on the button', () =>
      popup.evaluate(() => document.activeElement?.id === 'write-profile'),
    );
    const lines = await popup.evaluate((s) => document.querySelector(s).textContent, SECRET);
    await popup.press('Enter');
    await popup.waitForText('#menu .panel-status', /^Profile acme-qa added\.$/);
    const written = readFileSync(file, 'utf8');
    assert.ok(written.startsWith(mine) && written.endsWith(lines), written);

    await popup.click('[data-profile=acme-qa] .remove');
    // The safe answer comes first and has the focus.
    await popup.waitForText(
      '[data-profile=acme-qa]:has(button:focus)',
      /Remove profile acme-qa\?.* Keep Remove$/,
    );
    await popup.press('Tab');
    await popup.press('Enter');
    await popup.waitForText('#menu .panel-status', /^Profile acme-qa removed\.$/);
    assert.equal(readFileSync(file, 'utf8'), mine);
  });

  check("leaves a profile alone that isn't its own, and says what to do", async () => {
    const file = configFile(stage);
    const popup = await openMenu(stage, 'qa', /qa/);
    await choose(popup, 'workstation');
    await popup.waitForText(SECRET, /\[profile acme-qa\]/);
    await popup.fill('#profile-name', 'work');
    await popup.waitForText(
      '#menu [role=alert]',
      /can.t change that AWS profile\..* Choose another name/,
    );
    await popup.waitFor('#write-profile:disabled');
    // Right below its field, which says so, too.
    await popup.waitFor(
      'label:has(#profile-name[aria-invalid=true]) + #profile-lines [role=alert]',
    );
    await popup.fill('#profile-name', 'qa');
    await popup.waitForText(SECRET, /\[profile qa\]/);
    await popup.waitFor('#profile-name[aria-invalid=false]');
    rmSync(file);
    await popup.click('#write-profile');
    await popup.waitForText('#menu .panel-status', /^Profile qa added\.$/);
    assert.ok(existsSync(file));
    await popup.fill('#profile-name', 'qa2');
    await popup.waitForText(SECRET, /\[profile qa2\]/);
    await popup.waitFor('#menu .panel-status:empty');
    await popup.click('#write-profile');
    await popup.waitForText('#menu .panel-status', /^Profile qa2 added\.$/);
  });

  check('asks for another name where the suggested one is taken', async () => {
    writeFileSync(configFile(stage), '[profile acme-qa]\noutput = json\n');
    const popup = await openMenu(stage, 'qa', /qa/);
    await choose(popup, 'workstation');
    await popup.waitForText('#menu [role=alert]', /can.t change that AWS profile/);
    await popup.waitFor('#profile-name:focus');
    await popup.fill('#profile-name', 'qa3');
    await popup.waitForText(SECRET, /\[profile qa3\]/);
  });

  check('says how long sessions are, what decides it, and leads there', async () => {
    const { browser, sim } = stage;
    sim.portal('acme').set({ validity: 1800 });
    const popup = await openMenu(stage, 'sea', /search/);
    await choose(popup, 'length');
    const length = TELLS.details ? /^AWS sessions last 30 minutes here\.$/ : /last 60 minutes here/;
    await popup.waitForText('#menu .length', length);
    await popup.waitForText('#menu', /Decided by AWS Access Token Validity/);
    await popup.waitForText('#menu', /AWS allows 15 minutes to 12 hours/);
    await popup.press('Enter');
    await browser.waitForPage("the portal's page", (at) => at.startsWith(sim.portal('acme').url));
    await popup.waitUntilClosed();
    sim.portal('acme').set({ validity: 3600, ...USUAL_PORTAL });
  });

  check('says so where non-administrators get no JIT access', async () => {
    stage.sim.portal('acme').set({ nonAdminJit: false });
    const popup = await openMenu(stage, 'che', /checkout/);
    await choose(popup, 'credentials');
    const said = await popup.waitForText(
      '#menu [role=alert]',
      TELLS.cause
        ? /acme gives you no AWS access to checkout\. acme says “AWS JIT access is disabled for non-admin.*Ask the portal.s administrator/
        : /acme doesn.t allow you to open checkout\. acme says “.*JIT access is disabled.*Ask the portal.s administrator/,
    );
    assert.doesNotMatch(said, /may be turned off/);
    stage.sim.portal('acme').set({ nonAdminJit: true });
    await popup.click('.retry');
    await popup.waitForText(SECRET, /•/);
  });

  check('leads to the sign-in where the portal wants one', async () => {
    stage.sim.portal('acme').revokeTokens();
    const popup = await openMenu(stage, 'def', /default/);
    await choose(popup, 'credentials');
    await popup.waitForText(
      '#menu [role=alert]',
      /Your sign-in to acme has expired\..* Sign in to acme\./,
    );
    await popup.press('Enter');
    const page = await grantPage(stage, 'acme');
    const list = await authorizeForList(stage, page);
    await list.close();
    const again = await openMenu(stage, 'def', /default/);
    await choose(again, 'credentials');
    await again.waitForText(SECRET, /•/);
  });
});

story('a menu whose portal takes its time', { signedIn: ['acme'] }, (stage, check) => {
  check('is left by Escape while an address is still being made', async () => {
    const { sim } = stage;
    sim.portal('acme').fault({ path: 'GetAwsConsoleTokenUrl', hang: true, times: 1 });
    const popup = await openMenu(stage, 'dev', /dev01/);
    await choose(popup, 'url');
    await popup.waitFor('#copy-url:focus');
    await popup.press('Enter');
    await sim.waitForRequest(({ path }) => JIT.test(path));
    await back(popup);
  });
});
