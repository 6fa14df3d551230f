import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerNotification } from '../../extension/src/background/notices/notification-clicks.js';
import { accessHandlers } from '../../extension/src/background/portals/target-access.js';
import { HostError } from '../../extension/src/host/host-error.js';
import { consolePage, invoice, signInUrl, targetOf } from './fakes/fake-platform.js';

describe('a click on a notification does what it offers', () => {
  /** @param {string} id @param {any} [session] @param {boolean} [hasTab] it still shows a page of AWS's */
  async function clicked(id, session, hasTab = true) {
    /** @type {any[]} */
    const done = [];
    const registry = {
      get: async (/** @type {string} */ key) => (key === 'a key' ? session : undefined),
    };
    const renewals = {
      reopen: async (/** @type {any} */ _, /** @type {string} */ by) =>
        hasTab && done.push('reopen', by) > 0,
      stop: async (/** @type {number} */ tab) => void done.push('stop', tab),
    };
    const signInFlow = {
      start: async (/** @type {any[]} */ ...args) => void done.push('start', ...args),
    };
    const opener = { open: async (/** @type {any} */ request) => void done.push(request) };
    const parts = /** @type {any} */ ({ opener, registry, renewals, signInFlow });
    return [await answerNotification(id, parts), ...done];
  }

  it('and is about something else where its session is gone', async () => {
    const session = { tabIds: [4, 5] };
    assert.deepEqual(await clicked('renew a key', session), [true, 'reopen', 'notification']);
    assert.deepEqual(await clicked('renew gone', session), [false]);
    const target = targetOf(invoice);
    const led = await clicked('renew a key', { tabIds: [4, 5], target }, false);
    assert.deepEqual(led, [true, { target, how: 'go', tabId: 5, by: 'notification' }]);
    assert.deepEqual(await clicked('countdown a key', session), [true, 'stop', 4, 'stop', 5]);
    assert.deepEqual(await clicked('countdown gone'), [true]);
    assert.deepEqual(await clicked('portal acme'), [true, 'start', 'acme', null, null]);
    assert.deepEqual(await clicked('failure'), [false]);
  });
});

describe('what a tenant’s menu asks of the host', () => {
  /** @param {any} answers by method; a string: the code of an error @param {string[]} [hide] */
  function access(answers, hide = []) {
    /** @type {any[]} */
    const journal = [];
    const host = {
      policy: async () => ({ hide }),
      request: async (/** @type {string} */ method, /** @type {any} */ params) => {
        journal.push(method, params);
        if (typeof answers[method] === 'string') throw new HostError(answers[method], 'x');
        return answers[method];
      },
    };
    const directory = {
      markSignedOut: async (/** @type {string} */ name) => void journal.push('out', name),
    };
    const askedFrom = async () => ({ by: 'popup' });
    return {
      journal,
      handlers: accessHandlers(/** @type {any} */ ({ host, directory, askedFrom })),
    };
  }
  const target = targetOf(invoice);

  it('are its resources', async () => {
    const { handlers, journal } = access({ list_resources: { resources: ['r'], more: 1 } });
    assert.deepEqual(await handlers.list_resources({ target }), { resources: ['r'], links: [] });
    assert.deepEqual(journal, ['list_resources', { portal: 'acme', tenant: invoice.id }]);
  });

  it('are its links, but none that lead elsewhere than their kind', async () => {
    const links = [
      { name: 'a', to: 'https://wiki.example/', in_console: false },
      { name: 'b', to: 'javascript:alert(1)', in_console: false },
      { name: 'c', to: consolePage, in_console: true },
      { name: 'd', to: 'https://console.aws.amazon.com.example/', in_console: true },
      { name: 'e', to: 'arn:aws:s3:::files', in_console: true },
    ];
    const { handlers } = access({ list_resources: { resources: [], links } });
    const { links: kept } = await handlers.list_resources({ target });
    assert.deepEqual(
      kept.map(({ name }) => name),
      ['a', 'c', 'e'],
    );
  });

  it('is a sign-in URL on AWS’s own hosts, and where the policy shows it', async () => {
    const answer = { url: signInUrl('t'), destination: consolePage };
    const good = access({ open_console: answer });
    assert.deepEqual(await good.handlers.get_console_url({ target }), { url: answer.url });
    for (const over of [
      { url: 'https://evil.example/' },
      { destination: 'https://evil.example/' },
    ]) {
      const bad = access({ open_console: { ...answer, ...over } });
      await assert.rejects(bad.handlers.get_console_url({ target }), { code: 'console_url' });
    }
    const hidden = access({ open_console: answer }, ['sign_in_url']);
    const refused = { code: 'policy_forbids', message: /sign_in_url is hidden/ };
    await assert.rejects(hidden.handlers.get_console_url({ target }), refused);
    assert.deepEqual(hidden.journal, []);
  });

  it('marks the portal as signed out where its session has ended', async () => {
    const over = access({ get_credentials: 'sign_in_needed' });
    await assert.rejects(over.handlers.get_credentials({ target, fresh: false }), {
      code: 'sign_in_needed',
    });
    assert.deepEqual(over.journal.slice(2), ['out', 'acme']);
    const busy = access({ get_credentials: 'busy' });
    await assert.rejects(busy.handlers.get_credentials({ target, fresh: false }), { code: 'busy' });
    assert.equal(busy.journal.length, 2);
  });
});
