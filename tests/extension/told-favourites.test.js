import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const keyOf = (/** @type {{ id: string }} */ { id }) => `acme/tenant/${id}`;
const asTold = (/** @type {{ id: string }} */ { id }) => ({ portal: 'acme', tenant: id });
const rest = 5000;

describe('favourites', () => {
  /** @type {FakePlatform} */
  let around;
  const told = () =>
    around.host.journal
      .filter(({ method }) => method === 'note_favourites')
      .map(({ params }) => params.favourites);
  const star = (/** @type {{ id: string }} */ tenant, favourite = true) =>
    around.browser.send('set_favourite', { key: keyOf(tenant), favourite });

  /** @param {{ capabilities?: string[], answer?: any, favourites?: string[] }} [world] */
  async function begin({
    capabilities = ['note_favourites'],
    answer = { noted: true },
    favourites = [],
  } = {}) {
    around = new FakePlatform();
    around.host.hello = { ...around.host.hello, capabilities };
    around.host.answers.note_favourites = () => answer;
    await around.browser.local.set({ favourites });
    await around.ready();
  }

  it('are told after each connection, once the click that opened it is over', async () => {
    await begin({ favourites: [keyOf(invoice), keyOf(billing)] });
    await around.open(targetOf(invoice));
    await around.clock.advance(rest - 1);
    assert.deepEqual(told(), []);
    await around.clock.advance(1);
    assert.deepEqual(told(), [[asTold(invoice), asTold(billing)]]);
    around.host.port.die('');
    await around.browser.send('refresh', { force: true });
    await around.clock.advance(rest);
    assert.deepEqual(told(), [
      [asTold(invoice), asTold(billing)],
      [asTold(invoice), asTold(billing)],
    ]);
  });

  it('are told at each change, one after another', async () => {
    await begin();
    await around.open(targetOf(invoice));
    await around.clock.advance(rest);
    around.host.answers.note_favourites = () => undefined;
    await star(invoice);
    await star(billing);
    await settle();
    assert.deepEqual(told(), [[], [asTold(invoice)]]);
    around.host.answers.note_favourites = () => ({ noted: true });
    around.host.answer('note_favourites', { noted: true });
    await settle();
    await star(invoice, false);
    await star(billing, false);
    await settle();
    assert.deepEqual(told().at(2), [asTold(billing), asTold(invoice)]);
    assert.deepEqual(told().at(-1), []);
  });

  it('start no host, and are told once there is one', async () => {
    await begin();
    await around.open(targetOf(invoice));
    await around.clock.advance(rest);
    around.host.port.die('');
    await star(invoice);
    await settle();
    assert.equal(around.host.ports.length, 1);
    await around.browser.send('refresh', { force: true });
    await around.clock.advance(rest);
    assert.deepEqual(told().at(-1), [asTold(invoice)]);
  });

  it('are not told to a host of an earlier version', async () => {
    await begin({ capabilities: [], favourites: [keyOf(invoice)] });
    await around.open(targetOf(invoice));
    await star(billing);
    await around.clock.advance(rest);
    assert.deepEqual(told(), []);
  });

  it('that a host refuses are told again after the next change', async () => {
    await begin({ answer: { error: { code: 'bad_request', message: '', hint: '' } } });
    await around.open(targetOf(invoice));
    await around.clock.advance(rest);
    await star(invoice);
    await settle();
    assert.equal(told().length, 2);
  });

  it('are told as many as the host takes, the newest', async () => {
    const keys = Array.from({ length: 600 }, (_, at) => `acme/tenant/${at}`);
    await begin({ favourites: keys });
    await around.open(targetOf(invoice));
    await around.clock.advance(rest);
    assert.equal(told()[0].length, 500);
    assert.deepEqual(told()[0][0], { portal: 'acme', tenant: '0' });
  });

  it('cost a click no call of the browser and none of the host', async () => {
    const calls = async (/** @type {string[]} */ capabilities) => {
      await begin({ capabilities, favourites: [keyOf(invoice)] });
      around.host.port.die('');
      await around.open(targetOf(invoice));
      await settle();
      assert.equal(around.host.ports.length, 2);
      return [around.browser.journal.length, around.host.journal.length];
    };
    assert.deepEqual(await calls(['note_favourites']), await calls([]));
  });
});
