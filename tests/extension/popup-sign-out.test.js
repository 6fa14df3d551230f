import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const labelled = (/** @type {string} */ label) => `${label}.us-west-2.console.aws.amazon.com`;
const host = labelled('123456789012-ab12cd34');
const logout = `https://${host}/console/logout!doLogout`;

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`the popup’s sign-out of an AWS session, in ${flavour}`, () => {
    /** @type {FakePlatform} */
    let around;
    /** @type {number} */
    let tab;
    const sessions = () => around.browser.session.data.sessions;
    const ends = () => Object.values(sessions()).map(({ endedBecause }) => endedBecause);
    const led = () => around.browser.calls('tabs.update').filter(({ url }) => url === logout);
    const made = () => around.browser.calls('tabs.create').filter(({ url }) => url === logout);
    const asked = () => around.host.count('open_console');

    async function signOut(keys = Object.keys(sessions())) {
      const reply = await around.browser.send('sign_out_of_aws', { sessions: keys });
      await settle();
      return reply;
    }

    beforeEach(async () => {
      around = new FakePlatform(flavour);
      await around.ready();
      await around.open(targetOf(invoice));
      tab = [...around.browser.openTabs.keys()].at(-1) ?? 0;
      await around.arrive(tab, `https://${host}/s3/buckets/x`);
      around.browser.lookAt(1);
      await settle();
    });

    it('sends one of its tabs to AWS’s own logout, and takes the session for left', async () => {
      assert.deepEqual(await signOut(), { ok: true, result: null });
      assert.deepEqual(led(), [{ call: 'tabs.update', id: tab, url: logout }]);
      assert.deepEqual(ends(), ['left']);
      assert.deepEqual(made(), []);
    });

    it('is not undone by looking at its tabs, however often, nor by its page', async () => {
      const second = around.browser.openLink(tab, `https://${host}/ec2/home`).id;
      await around.arrive(second, `https://${host}/ec2/home`);
      await signOut();
      await around.arrive(tab, logout);
      for (const id of [1, second, tab, second]) {
        around.browser.lookAt(id);
        await settle();
      }
      await around.clock.advance(60_000);
      assert.equal(asked(), 1);
      assert.deepEqual(ends(), ['left']);
    });

    it('leaves a page alone in which something was typed', async () => {
      around.browser.pages.typeInto(tab);
      await signOut();
      assert.deepEqual(led(), []);
      assert.equal(made().length, 1);
      assert.equal(made()[0].active, false);
      assert.deepEqual(ends(), ['left']);
    });

    it('reaches AWS where all tabs of the session are closed', async () => {
      around.browser.closeTab(tab);
      await settle();
      await signOut();
      assert.equal(made().length, 1);
      assert.deepEqual(await signOut(), { ok: true, result: null });
      assert.equal(made().length, 1, 'what has ended isn’t ended again');
    });

    it('ends nobody else where AWS keeps one identity and another one is there', async () => {
      const [key = ''] = Object.keys(sessions());
      const { session } = around.browser;
      session.data.sessions = { [key]: { ...sessions()[key], labelHost: null } };
      session.data.mismatches = { [tab]: { account: '1', name: 'x' } };
      await signOut();
      const outs = around.browser.journal.filter(({ url }) => /logout/.test(url ?? ''));
      assert.deepEqual(outs, []);
      assert.deepEqual(ends(), ['left']);
    });

    it('also stops what was just signing in to it again', async () => {
      around.host.answers.open_console = () => undefined;
      await around.browser.send('chip_renew', {}, around.browser.senderOf(tab));
      await settle();
      await signOut();
      around.host.answer('open_console', around.console());
      await settle();
      assert.deepEqual(ends(), ['left']);
      const signIns = around.browser.journal.filter(({ url }) => /federation/.test(url ?? ''));
      assert.equal(signIns.length, 1, 'that of the first opening');
    });

    it('ends only those that it names', async () => {
      const [invoices = ''] = Object.keys(sessions());
      await around.open(targetOf(billing));
      const other = [...around.browser.openTabs.keys()].at(-1) ?? 0;
      await around.arrive(other, `https://${labelled('123456789012-zz12cd34')}/console/home`);
      await signOut([invoices, 'nobody’s']);
      assert.deepEqual(ends().sort(), ['left', null]);
      assert.deepEqual(sessions()[invoices].endedBecause, 'left');
    });
  });
