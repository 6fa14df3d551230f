import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { invoice, signInUrl, targetOf } from './fakes/fake-platform.js';
import { error, FakeSessionEnd, label } from './fakes/fake-session-end.js';

const minute = 60_000;

describe('a renewal at a word', () => {
  /** @type {FakeSessionEnd} */
  let around;

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });

  it('is announced, and renewed at a word', async () => {
    around.settings({ warnMinutes: 3 });
    const tab = await around.opened();
    await around.clock.advance(6 * minute);
    await around.ring();
    assert.deepEqual(around.notes(), []);
    await around.clock.advance(minute + 1);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await around.ring();
    assert.equal(around.notes().length, 1);
    assert.match(around.notes()[0].id, /^renew default acme\/tenant\//);
    const { title, message } = around.browser.notes.get(around.notes()[0].id);
    assert.match(title, /^invoice: AWS session ends at \d/);
    assert.match(message, /^Renewing signs in again through acme/);
    around.browser.events.onButtonClicked.fire(around.notes()[0].id, 0);
    await settle();
    assert.equal(around.asked(), 2);
    assert.equal(around.updates().at(-1).id, tab);
  });

  it('is announced with the word for production, whatever is announced', async () => {
    const said = () => {
      const { id, message } = around.notes().at(-1);
      return `${around.browser.notes.get(id)?.title} ${message}`;
    };
    const production = ['invoice'];
    around.settings({ warnMinutes: 3, chip: false, production });
    await around.opened();
    await around.clock.advance(7 * minute + 1);
    await around.ring();
    assert.match(said(), /^PROD invoice: AWS session ends at /);
    around.host.answers.open_console = () => error('sign_in_needed');
    await around.clock.advance(3 * minute);
    await around.ring();
    assert.match(said(), /^PROD invoice: AWS session ended /);
    await around.clock.advance(minute);
    assert.match(said(), /^Sign in to acme .*PROD invoice/);
    around.settings({ renewal: 'ask', production });
    await around.opened();
    await around.end();
    assert.match(said(), /^PROD invoice: AWS session ended /);
  });

  it('is left alone with renewal off, and asked about with ask; for a portal too', async () => {
    around.settings({ renewal: 'off' });
    await around.opened();
    await around.end();
    await around.clock.advance(minute);
    assert.equal(around.asked(), 1);
    around.settings({ renewal: 'off', renewalByPortal: { acme: 'ask' } });
    await around.ring();
    assert.equal(around.phase(), 'asked');
    assert.equal(around.asked(), 1);
    assert.equal(
      around.browser.notes.get(around.notes().at(-1).id).title,
      'invoice: AWS session ended',
    );
    around.browser.events.onClicked.fire(around.notes().at(-1).id);
    await settle();
    assert.equal(around.asked(), 2);
  });

  it('is followed, at a word, in the tab that was used last', async () => {
    around.settings({ renewal: 'off' });
    const tab = await around.opened();
    const { id } = around.browser.addTab({ openerTabId: tab, pendingUrl: `https://${label}/ec2` });
    await around.arrive(id, `https://${label}/ec2`);
    for (const last of [id, tab]) {
      around.browser.lookAt(last);
      await around.lookAt(1);
    }
    await around.end();
    await around.open(targetOf(invoice));
    assert.equal(around.updates().at(-1).id, tab);
  });

  it('shows a countdown in a notification where there is no chip, which stops it', async () => {
    around.settings({ chip: false });
    await around.opened();
    await around.end();
    const [note] = around.notes().filter(({ id }) => id.startsWith('countdown '));
    around.browser.events.onClicked.fire(note.id);
    await settle();
    await around.clock.advance(minute);
    assert.equal(around.asked(), 1);
  });

  it('is followed from the popup in the tab that is still there', async () => {
    around.settings({ renewal: 'off' });
    const tab = await around.opened();
    await around.end();
    await around.open(targetOf(invoice));
    assert.equal(around.asked(), 2);
    assert.deepEqual(around.updates().at(-1), {
      call: 'tabs.update',
      id: tab,
      url: signInUrl('token-2'),
      active: true,
    });
    assert.equal(around.browser.calls('tabs.create').length, 1);
  });

  it('goes on in its tab though Chromium frees that one’s memory meanwhile', async () => {
    const tab = await around.opened();
    around.browser.lookAt(1);
    await around.end();
    const { open_console: answer } = around.host.answers;
    delete around.host.answers.open_console;
    await around.open(targetOf(invoice));
    const renewed = around.browser.discard(tab);
    await settle();
    const { params } = around.host.asked('open_console');
    around.host.answer('open_console', answer?.(params, 0));
    await settle();
    assert.equal(around.browser.openTabs.size, 2);
    assert.equal(around.updates().at(-1)?.id, renewed);
  });

  it('is not taken for asked where the clock was set back', async () => {
    const tab = await around.opened();
    around.browser.lookAt(1);
    await settle();
    await around.open(targetOf(invoice));
    assert.equal(around.browser.openTabs.get(tab).active, true);
    around.settings({ renewal: 'off' });
    around.clock.jump(-60 * minute);
    const { stamp } = around.browser.pages.of(tab);
    await around.browser.send('page_ended', { stamp }, around.browser.senderOf(tab));
    await around.clock.advance(minute);
    assert.equal(around.asked(), 1);
  });

  for (const code of ['sign_in_needed', null])
    it(`is somebody's own where they ask while it is under way: ${code ?? 'signed in'}`, async () => {
      const tab = await around.opened();
      around.browser.lookAt(tab);
      await around.end();
      const { open_console: answer } = around.host.answers;
      delete around.host.answers.open_console;
      await around.clock.advance(minute);
      assert.equal(around.phase(), 'running');
      around.browser.lookAt(1);
      void around.open(targetOf(invoice));
      await settle();
      assert.equal(around.asked(), 2);
      const { params } = around.host.asked('open_console');
      around.host.answer('open_console', code ? error(code) : answer?.(params, 0));
      await settle();
      assert.equal(around.host.count('sign_in'), code ? 1 : 0);
      assert.equal(around.browser.openTabs.get(tab).active, code === null);
    });

  it('is somebody’s own at whatever moment of its failure they ask', async () => {
    for (let calls = 0, isAsked = true; isAsked; calls += 1) {
      around = new FakeSessionEnd();
      await around.ready();
      const tab = await around.opened();
      around.browser.lookAt(tab);
      await around.end();
      delete around.host.answers.open_console;
      await around.clock.advance(minute);
      assert.equal(around.phase(), 'running');
      around.browser.lookAt(1);
      await settle();
      const { gate } = around.browser;
      const hasAsked = gate.at(calls, () => void around.open(targetOf(invoice)));
      around.host.answer('open_console', error('sign_in_needed'));
      around.host.answers.open_console = () => error('sign_in_needed');
      await settle();
      isAsked = hasAsked();
      if (isAsked) assert.equal(around.host.count('sign_in'), 1, `after ${calls} calls`);
    }
  });

  it('is somebody’s own where its page takes long to say whether it holds text', async () => {
    const tab = await around.opened();
    around.browser.lookAt(tab);
    await around.end();
    delete around.host.answers.open_console;
    await around.clock.advance(minute);
    around.browser.lookAt(1);
    await settle();
    around.browser.inPages.set(tab, { silent: true });
    void around.open(targetOf(invoice));
    await settle();
    around.host.answer('open_console', error('sign_in_needed'));
    around.host.answers.open_console = () => error('sign_in_needed');
    await settle();
    await around.clock.advance(20_000);
    assert.equal(around.host.count('sign_in'), 1);
  });
});
