import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clipboardText } from './driver/clipboard.js';
import { eventually, until } from './driver/until.js';
import { back, choose, menuEntries, openMenu } from './menu.js';
import { openList, portalCalls } from './person.js';
import { story } from './stage.js';
import { TELLS } from './switches.js';

const SECRET = '#menu .code';
const OFFERED = ['Kubernetes Access from my Workstation', 'Temporary Kubernetes Credentials'];

/** @param {import('./stage.js').Stage} stage */
const kubeconfig = ({ home }) => join(home.dir, '.kube/config');

/** @param {import('./stage.js').Stage} stage @param {RegExp} path @returns {number} how often the portal was asked for it */
const asked = (stage, path) => portalCalls(stage).filter((call) => path.test(call)).length;

/** @param {import('./driver/surface.js').Surface} popup everything in the popup: text, attributes, values */
const markup = (popup) => popup.evaluate(() => document.documentElement.outerHTML);

/** @param {string} text @param {Set<string>} secrets @returns {string[]} those that stand in the text */
const found = (text, secrets) => [...secrets].filter((secret) => text.includes(secret));

/** The menu with what Kubernetes adds to it. @param {import('./stage.js').Stage} stage @param {string} letters @param {RegExp} row */
async function openWholeMenu(stage, letters, row) {
  const popup = await openMenu(stage, letters, row);
  await popup.waitFor('[data-entry=kube_credentials]');
  return popup;
}

story("a tenant's Kubernetes", { signedIn: ['acme'] }, (stage, check) => {
  const mine =
    '# by hand\napiVersion: v1\nkind: Config\ncurrent-context: dev\ncontexts:\n- name: dev\n  context: {cluster: dev, user: dev}\n';

  check('a portal that takes its time to say so holds nobody up', async () => {
    const fault = { path: '/v3/features/tenant/', hang: true, times: 1 };
    stage.sim.portal('acme').fault(fault);
    const popup = await openMenu(stage, 'dev', /dev01/);
    await until('the portal to be asked', () => asked(stage, /features\/tenant/) === 1);
    await choose(popup, 'length');
    await popup.waitForText('#menu .length', /^AWS sessions last/);
    await back(popup);
    // Then nobody has said no.
    await popup.waitFor('[data-entry=kube_credentials]');
    await choose(popup, 'url');
    await popup.waitFor('#copy-url:focus');
  });

  check('is offered where the portal says that the tenant has it, and nowhere else', async () => {
    const { sim } = stage;
    let popup = await openMenu(stage, 'qa', /qa/);
    await eventually(async () => assert.deepEqual((await menuEntries(popup)).slice(-2), OFFERED));
    await popup.close();
    await popup.waitUntilClosed();
    sim.portal('acme').set({ kubernetes: false });
    sim.clearRequests();
    popup = await openMenu(stage, 'qa', /qa/);
    await until('the portal to be asked', () => asked(stage, /features\/tenant/) === 1);
    // Later answers have come by then.
    await choose(popup, 'length');
    await popup.waitForText('#menu .length', /^AWS sessions last/);
    await back(popup);
    const entries = await menuEntries(popup);
    assert.deepEqual(
      entries.filter((entry) => OFFERED.includes(entry)),
      TELLS.features ? [] : OFFERED,
      entries.join(),
    );
    sim.portal('acme').set({ kubernetes: true });
  });

  check('a context is shown before it is written, and removed without a trace', async () => {
    const file = kubeconfig(stage);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, mine);
    const popup = await openWholeMenu(stage, 'qa', /qa/);
    await choose(popup, 'kubernetes');
    const shown = await popup.waitForText(SECRET, /- name: "acme-qa"/);
    assert.match(shown, /- "kube-credential".*- "acme".*- "--tenant".*- "qa"/s);
    assert.deepEqual(found(await markup(popup), stage.sim.secrets), []);
    assert.equal(readFileSync(file, 'utf8'), mine);
    await until('the focus on the button', () =>
      popup.evaluate(() => document.activeElement?.id === 'write-profile'),
    );
    await popup.press('Enter');
    await popup.waitForText('#menu .panel-status', /^Context acme-qa added\.$/);
    await popup.waitForText('#menu .command', /^kubectl --context acme-qa get pods/);
    const written = readFileSync(file, 'utf8');
    assert.ok(written.startsWith(mine.slice(0, 10)) && written.includes('acme-qa'), written);
    assert.match(written, /^current-context: dev$/m);
    assert.deepEqual(found(written, stage.sim.secrets), []);
    const history = JSON.parse(await stage.cli('history', '--json'));
    assert.equal(history[0].what, 'profile');
    assert.equal(history[0].service, 'kubernetes');
    assert.equal(history[0].by, 'popup');

    await popup.click('[data-profile=acme-qa] .remove');
    // The safe answer comes first and has the focus.
    await popup.waitForText(
      '[data-profile=acme-qa]:has(button:focus)',
      /Remove context acme-qa\?.* Keep Remove$/,
    );
    await popup.press('Tab');
    await popup.press('Enter');
    await popup.waitForText('#menu .panel-status', /^Context acme-qa removed\.$/);
    assert.equal(readFileSync(file, 'utf8'), mine);
  });

  check('credentials are masked, copied in each form, and recorded', async () => {
    const { browser, sim } = stage;
    const { id } = sim.portal('acme').tenants.find(({ name }) => name === 'billing');
    // Of this tenant only: what the check before has left may still ask for its own.
    const access = new RegExp(`${id}/k8s/jitAccess`);
    const popup = await openWholeMenu(stage, 'bil', /billing/);
    await choose(popup, 'kube_credentials');
    await popup.waitForText('#menu .until', /^Valid until .+ \(1[45] minutes left\)$/);
    await popup.waitForText(SECRET, /token: "•+"/);
    assert.deepEqual(found(await markup(popup), sim.secrets), []);
    const forms = {
      kubeconfig:
        /^apiVersion: v1\nkind: Config\n.*server: "https:.*token: ".*current-context: "acme-billing"/s,
      token: /^eyJ[\w.-]+$/,
      json: /^\{"apiVersion":"client\.authentication\.k8s\.io\/v1","kind":"ExecCredential"/,
    };
    for (const [form, pattern] of Object.entries(forms)) {
      await popup.click(`#menu .choice:has([value=${form}]) span`);
      await popup.click('#copy-credentials');
      await popup.waitForText('#menu .panel-status', /^Copied, including the secret token\./);
      await popup.waitForText('#menu', /stays in the clipboard until you copy something else/);
      const text = (await clipboardText(browser, popup)).trimEnd();
      assert.match(text, pattern, form);
      assert.equal(found(text, sim.secrets).length, 1);
      assert.deepEqual(found(await markup(popup), sim.secrets), []);
    }
    assert.equal(asked(stage, access), 1);
    const history = JSON.parse(await stage.cli('history', '--json'));
    assert.equal(history[0].what, 'credentials');
    assert.equal(history[0].service, 'kubernetes');
    await popup.click('#renew-credentials');
    await until('new ones', () => asked(stage, access) === 2);
    await popup.waitForText(SECRET, /•/);
  });

  check('a cluster that can’t be trusted, or is gone, is said in a sentence', async () => {
    const { sim } = stage;
    sim.portal('acme').set({ kubernetesAuthority: false });
    const popup = await openWholeMenu(stage, 'qa', /qa/);
    await choose(popup, 'kubernetes');
    const said = await popup.waitForText(
      '#menu [role=alert]',
      /qa has no Kubernetes cluster that jit-console can use\./,
    );
    assert.match(said, /names no certificate authority/);
    assert.match(said, /Ask an administrator of acme\./);
    await back(popup);
    sim.portal('acme').set({ kubernetes: false, kubernetesAuthority: true });
    await choose(popup, 'kube_credentials');
    const why = TELLS.features ? /qa has no Kubernetes cluster/ : /Kubernetes is not enabled/;
    await popup.waitForText('#menu [role=alert]', why);
    sim.portal('acme').set({ kubernetes: true });
    await popup.close();
    await (await openList(stage)).close();
  });
});
