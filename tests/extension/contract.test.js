import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { HostClient } from '../../extension/src/host/host-client.js';
import { FakeClock, settle } from './fakes/fake-clock.js';
import { FakeHost } from './fakes/fake-host.js';

const folder = new URL('../contract/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const contracts = files.map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const page = readFileSync(new URL('../../PROTOCOL.md', import.meta.url), 'utf8');

/** A reply, one after an event, and an error. What is in them the type check looks at (tests/contract/types.js). */
const frames = [
  'list_tenants: sorted by name',
  'list_tenants: nobody is signed in',
  'sign_in: the token was handed over',
];

/** Ids are the client's own: replies and events are given the one it chose. */
const withId = (/** @type {any} */ message, /** @type {any} */ from, /** @type {number} */ to) =>
  JSON.parse(JSON.stringify(message), (key, value) =>
    (key === 'id' || key === 'request') && value === from ? to : value,
  );

/** @param {string} title */
function exampleNamed(title) {
  const [wanted, name] = title.split(': ');
  const { cases } = contracts.find(({ method }) => method === wanted);
  return cases.find((/** @type {any} */ one) => one.name === name);
}

describe('contract', () => {
  it('has a file of examples for every method of the protocol', () => {
    const methods = page.slice(page.indexOf('## Methods'), page.indexOf('## Events'));
    const named = [...methods.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    assert.ok(named.length >= 9);
    assert.deepEqual(contracts.map(({ method }) => method).sort(), named.sort());
    assert.deepEqual(files.sort(), named.map((name) => `${name}.json`).sort());
  });

  for (const title of frames)
    it(`is what the extension's client takes: ${title}`, async () => {
      const { request, reply, events = [] } = exampleNamed(title);
      const host = new FakeHost();
      const client = new HostClient({
        connect: host.connect,
        reason: host.reason,
        clock: new FakeClock(),
      });
      /** @type {any[]} */
      const heard = [];
      const { method, params } = request;
      const asked = client.request(method, params, {
        onEvent: (event, data) => heard.push({ event, data }),
      });
      const outcome = asked.then(
        (result) => ({ result }),
        ({ code, message, hint }) => ({ error: { code, message, hint } }),
      );
      await settle();
      assert.deepEqual(host.journal, [{ id: 1, method, params }]);
      for (const event of events) host.port.say(withId(event, request.id, 1));
      host.port.say(withId(reply, request.id, 1));
      const { id: _, ...expected } = reply;
      assert.deepEqual(await outcome, expected);
      assert.deepEqual(heard, withId(events, request.id, 1));
    });

  it('answers what was asked', () => {
    for (const { method, cases } of contracts)
      for (const { name, request, reply } of cases) {
        assert.equal(request.method, method, name);
        assert.equal(reply.id, request.id, name);
      }
  });

  it('uses only codes of the protocol', () => {
    const used = contracts.flatMap(({ cases }) => cases).flatMap(({ reply }) => reply.error ?? []);
    for (const { code } of used) assert.match(page, new RegExp(`^\\| \`${code}\` \\|`, 'm'));
  });
});
