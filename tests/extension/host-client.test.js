import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { HostClient } from '../../extension/src/host/host-client.js';
import { FakeClock, settle } from './fakes/fake-clock.js';
import { FakeHost } from './fakes/fake-host.js';

describe('host client', () => {
  /** @type {FakeHost} */
  let host;
  /** @type {FakeClock} */
  let clock;
  /** @type {HostClient} */
  let client;

  beforeEach(() => {
    host = new FakeHost();
    clock = new FakeClock();
    client = new HostClient({ connect: host.connect, reason: host.reason, clock });
  });

  it('sends nothing before the host has said hello', async () => {
    host.hello = null;
    const asked = client.request('list_portals', {});
    await settle();
    assert.deepEqual(host.journal, []);
    host.port.say({ event: 'hello', data: { version: '0.1.0', protocol: 1 } });
    assert.deepEqual(host.journal, [{ id: 1, method: 'list_portals', params: {} }]);
    host.answer('list_portals', { portals: [] });
    assert.deepEqual(await asked, { portals: [] });
  });

  it('matches replies to requests in whatever order they come', async () => {
    const first = client.request('list_tenants', { portal: 'acme' });
    const second = client.request('list_tenants', { portal: 'beta' });
    await settle();
    host.port.say({ id: 2, result: 'second' });
    host.port.say({ id: 1, result: 'first' });
    assert.deepEqual(await Promise.all([first, second]), ['first', 'second']);
    assert.equal(host.ports.length, 1);
  });

  it('turns an error reply into a HostError with code, message and hint', async () => {
    const error = { code: 'portal_tls', message: 'the certificate has expired', hint: 'tell them' };
    host.answers.list_tenants = () => ({ error });
    await assert.rejects(client.request('list_tenants', { portal: 'acme' }), {
      name: 'HostError',
      ...error,
    });
  });

  it('joins the parts of two replies that come interleaved', async () => {
    const one = client.request('list_tenants', { portal: 'acme' });
    const two = client.request('list_portals', {});
    await settle();
    const whole = JSON.stringify({ id: 1, result: { text: 'a “quoted” é 🎉' } });
    const other = JSON.stringify({ id: 2, result: { portals: [] } });
    const part = (
      /** @type {number} */ id,
      /** @type {number} */ index,
      /** @type {string} */ text,
    ) => host.port.say({ id, part: { index, count: 2, text } });
    part(1, 0, whole.slice(0, 20));
    part(2, 0, other.slice(0, 5));
    part(1, 1, whole.slice(20));
    assert.deepEqual(await one, { text: 'a “quoted” é 🎉' });
    part(2, 1, other.slice(5));
    assert.deepEqual(await two, { portals: [] });
  });

  it('gives up the port when a part is missing', async () => {
    const asked = client.request('list_portals', {});
    await settle();
    const { port } = host;
    port.say({ id: 1, part: { index: 1, count: 3, text: '…' } });
    await assert.rejects(asked, { code: 'host_lost' });
    assert.equal(port.open, false);
  });

  it('hands an event to the request it belongs to', async () => {
    /** @type {any[]} */
    const events = [];
    const onEvent = (/** @type {string} */ event, /** @type {unknown} */ data) =>
      events.push([event, data]);
    void client.request('sign_in', { portal: 'acme' }, { onEvent });
    await settle();
    host.port.say({ event: 'grant_page', data: { request: 99, url: 'not ours' } });
    host.port.say({ event: 'grant_page', data: { request: 1, url: 'ours' } });
    assert.deepEqual(events, [['grant_page', { request: 1, url: 'ours' }]]);
  });

  it('asks the host to cancel and ends as the host says', async () => {
    const stop = new AbortController();
    const asked = client.request('sign_in', { portal: 'acme' }, { signal: stop.signal });
    await settle();
    stop.abort();
    assert.deepEqual(host.journal.at(-1), { id: 2, method: 'cancel', params: { request: 1 } });
    host.port.say({ id: 1, error: { code: 'cancelled', message: 'cancelled', hint: '' } });
    host.port.say({ id: 2, result: { cancelled: true } });
    await assert.rejects(asked, { code: 'cancelled' });
  });

  it('cancels on its own a request that was never sent', async () => {
    host.hello = null;
    const stop = new AbortController();
    const asked = client.request('sign_in', { portal: 'acme' }, { signal: stop.signal });
    stop.abort();
    await assert.rejects(asked, { code: 'cancelled' });
    host.port.say({ event: 'hello', data: { version: '0.1.0', protocol: 1 } });
    assert.deepEqual(host.journal, []);
  });

  for (const said of [
    'Specified native messaging host not found.',
    'Access to the specified native messaging host is forbidden.',
    'Failed to start native messaging host.',
    'No such native application org.jit_console.host',
  ])
    it(`knows a missing host by «${said}»`, async () => {
      host.absent = said;
      await assert.rejects(client.request('list_portals', {}), { code: 'host_missing' });
    });

  it('tells a host that ends as soon as it is started, with the browser’s words', async () => {
    host.absent = 'Native host has exited.';
    await assert.rejects(client.request('list_portals', {}), {
      code: 'host_ended',
      message: 'Native host has exited.',
    });
  });

  it('fails every request under way when the host ends, and starts it again for the next', async () => {
    const first = client.request('list_portals', {});
    const second = client.request('list_tenants', { portal: 'acme' });
    await settle();
    host.port.die('Native host has exited.');
    await assert.rejects(first, { code: 'host_lost' });
    await assert.rejects(second, { code: 'host_lost' });
    host.answers.list_portals = () => ({ portals: [] });
    assert.deepEqual(await client.request('list_portals', {}), { portals: [] });
    assert.equal(host.ports.length, 2);
  });

  it('does not automatically restart a host that never answered', async () => {
    host.absent = 'Native host has exited.';
    await assert.rejects(client.request('list_portals', {}));
    await clock.advance(3_600_000);
    assert.equal(host.ports.length, 1);
  });

  it('opens a new port when the old one turns out dead on sending', async () => {
    host.answers.list_portals = () => ({ portals: [] });
    await client.request('list_portals', {});
    host.port.open = false;
    assert.deepEqual(await client.request('list_portals', {}), { portals: [] });
    assert.equal(host.ports.length, 2);
  });

  it('gives up on a host that says nothing', async () => {
    host.hello = null;
    const asked = client.request('list_portals', {});
    const refused = assert.rejects(asked, { code: 'host_ended' });
    await clock.advance(10_000);
    await refused;
    assert.equal(host.port.open, false);
  });

  it('says that a host of an older protocol is to be updated', async () => {
    host.hello = { version: '0.0.9', protocol: 0 };
    await assert.rejects(client.request('list_portals', {}), { code: 'host_too_old' });
    assert.equal(host.port.open, false);
    assert.deepEqual(host.journal, []);
  });

  it('says that the extension is to be updated for a host of a newer protocol', async () => {
    host.hello = { version: '3.0.0', protocol: 2 };
    await assert.rejects(client.request('list_portals', {}), { code: 'host_too_new' });
    assert.deepEqual(host.journal, []);
  });

  for (const [method, seconds] of /** @type {[any, number][]} */ ([
    ['open_console', 65],
    ['sign_in', 215],
  ]))
    it(`waits no longer for ${method} than the host may take, and starts another one then`, async () => {
      const asked = client.request(method, /** @type {any} */ ({}));
      await settle();
      const failed = assert.rejects(asked, { code: 'host_lost' });
      await clock.advance((seconds - 1) * 1000);
      assert.equal(host.port.open, true);
      await clock.advance(1000);
      await failed;
      assert.equal(host.port.open, false);
      assert.equal(clock.waiting, 0);
      const again = client.request('list_portals', {});
      await settle();
      assert.equal(host.ports.length, 2);
      host.answer('list_portals', { portals: [] });
      await again;
    });

  it('asks nothing later of a host that couldn’t be started', async () => {
    const [broken, connect] = [{ now: true }, host.connect];
    host.connect = () => {
      if (broken.now) throw new Error('Error when connecting to the native host');
      return connect();
    };
    client = new HostClient({ connect: () => host.connect(), reason: host.reason, clock });
    await assert.rejects(client.request('open_console', /** @type {any} */ ({})), {
      code: 'host_lost',
    });
    broken.now = false;
    const asked = client.request('list_portals', {});
    await settle();
    host.answer('list_portals', { portals: [] });
    await asked;
    assert.equal(host.count('open_console'), 0);
  });

  it('closes the port when it is idle, not while a request is under way', async () => {
    const asked = client.request('sign_in', { portal: 'acme' });
    await settle();
    await clock.advance(170_000);
    assert.equal(host.port.open, true);
    host.answer('sign_in', { portal: {} });
    await asked;
    await clock.advance(599_999);
    assert.equal(host.port.open, true);
    await clock.advance(1);
    assert.equal(host.port.open, false);
    assert.equal(clock.waiting, 0);
  });
});
