import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { bothPolicies, isAllowed, policyOf } from '../../extension/src/domain/policy.js';
import { effectiveSettings } from '../../extension/src/domain/settings.js';
import { settle } from './fakes/fake-clock.js';
import { acme, FakePlatform, invoice, signInUrl, targetOf } from './fakes/fake-platform.js';

const beta = {
  ...acme,
  name: 'beta',
  url: 'https://beta.duplocloud.net',
  api_url: 'https://beta.duplocloud.net',
  host: 'beta.duplocloud.net',
};
/** @type {any} */
const admin = { portal: 'acme', role: 'admin', tenant: null, name: '' };
const listed = [{ url: acme.url }];

describe('a policy', () => {
  it('is passed over where it can’t be understood', () => {
    const nothing = {
      portals: [],
      onlyListedPortals: false,
      longestSessionMinutes: null,
      hide: [],
      confirmAdministrator: false,
      requireReason: false,
      recordEverything: false,
    };
    for (const managed of [
      null,
      undefined,
      {},
      {
        portals: 'acme',
        onlyListedPortals: 'yes',
        longestSessionMinutes: '60',
        hide: 'credentials',
      },
      { portals: [null, 7, {}, { url: 'acme' }, { url: 'http://acme.duplocloud.net' }] },
      { hide: ['everything', 7] },
    ])
      assert.deepEqual(policyOf(managed), nothing);
  });

  it('lists portals by their origins', () => {
    const { portals } = policyOf({
      portals: [
        { url: 'https://Acme.duplocloud.net/app/?x=1', name: '' },
        { url: 'https://beta.example', apiUrl: 'https://api.beta.example:8443/', name: 'b' },
      ],
    });
    assert.deepEqual(portals, [
      { url: acme.url, apiUrl: acme.url, name: null },
      { url: 'https://beta.example', apiUrl: 'https://api.beta.example:8443', name: 'b' },
    ]);
  });

  it('allows nothing where it lists no portal that can be understood', () => {
    const policy = policyOf({ onlyListedPortals: true, portals: [{ url: 'nonsense' }] });
    assert.equal(isAllowed(policy, acme), false);
  });

  it('does not take a portal for a listed one whose tokens go elsewhere', () => {
    const policy = policyOf({ onlyListedPortals: true, portals: listed });
    assert.equal(isAllowed(policy, acme), true);
    assert.equal(isAllowed(policy, { ...acme, api_url: beta.url }), false);
    assert.equal(isAllowed(policyOf({ portals: listed }), beta), true);
  });

  it('of the browser and one of the machine forbid together what either forbids', () => {
    const browser = {
      hide: ['sign_in_url'],
      longestSessionMinutes: 30,
      renewal: 'off',
      locked: ['chip'],
    };
    const machine = {
      portals: [{ url: beta.url, apiUrl: beta.url, name: null }],
      onlyListedPortals: true,
      longestSessionMinutes: 60,
      hide: ['credentials'],
      confirmAdministrator: true,
      renewal: 'ask',
      recordEverything: true,
    };
    assert.deepEqual(bothPolicies(browser, null), browser);
    const both = bothPolicies(browser, machine);
    assert.deepEqual(policyOf(both), {
      portals: [{ url: beta.url, apiUrl: beta.url, name: null }],
      onlyListedPortals: true,
      longestSessionMinutes: 30,
      hide: ['credentials', 'sign_in_url', 'aws_profiles'],
      confirmAdministrator: true,
      requireReason: false,
      recordEverything: true,
    });
    const locked = ['chip', 'confirmAdministrator', 'history'];
    assert.deepEqual([both.renewal, both.locked, both.history], ['ask', locked, true]);
    const asked = policyOf(bothPolicies({}, { requireReason: true }));
    assert.deepEqual([asked.requireReason, asked.hide], [true, ['aws_profiles']]);
  });

  it('of the machine says what production is, before the browser’s and the user’s own words', () => {
    const machine = { production: ['live'], locked: ['production'] };
    const settings = effectiveSettings(bothPolicies({ production: ['core'] }, machine), {
      production: ['mine'],
    });
    assert.deepEqual(settings.production, ['live']);
  });

  it('of the machine never takes away that production is confirmed, nor does the browser’s', () => {
    for (const confirmProduction of [true, false]) {
      const browser = { confirmProduction: !confirmProduction };
      const both = bothPolicies(browser, { confirmProduction });
      assert.equal(effectiveSettings(both, {}).confirmProduction, true);
    }
  });

  it('of the machine that lists portals adds none where the browser’s allows only its own', () => {
    const browser = { portals: listed, onlyListedPortals: true };
    const machine = { portals: [{ url: beta.url }], onlyListedPortals: false };
    const policy = policyOf(bothPolicies(browser, machine));
    assert.equal(isAllowed(policy, acme), true);
    assert.equal(isAllowed(policy, beta), false);
  });

  it('keeps sessions within what AWS can do', () => {
    const longest = (/** @type {number} */ minutes) =>
      policyOf({ longestSessionMinutes: minutes }).longestSessionMinutes;
    assert.deepEqual([1, 60, 5000].map(longest), [15, 60, 720]);
  });
});

describe('under a policy', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {any} */
  let tab;
  const shown = () => around.browser.local.data.portals.map((/** @type {any} */ p) => p.name);
  const asked = (/** @type {string} */ method) =>
    around.host.journal.filter((request) => request.method === method);

  /** @param {any} policy */
  async function under(policy) {
    around.browser.managed.data = policy;
    tab = await around.ready();
  }

  /** @param {string} name @param {any} params @param {RegExp} [why] as it is said */
  async function refused(name, params, why = /./) {
    const { ok, error } = await around.browser.send(name, params);
    assert.equal(ok, false);
    assert.equal(error.code, 'policy_forbids');
    assert.match(error.message, why);
  }

  beforeEach(() => {
    around = new FakePlatform();
  });

  it('its portals are added, once, by the name that is free', async () => {
    /** @type {any[]} */
    const portals = [acme];
    around.host.answers.list_portals = () => ({ portals: [...portals] });
    around.host.answers.add_portal = ({ name }) => {
      if (name === 'acme') return { error: { code: 'portal_exists', message: '', hint: '' } };
      portals.push(beta);
      return { portal: beta };
    };
    await under({
      portals: [
        { url: beta.url, name: 'acme' },
        { url: acme.url, name: 'other' },
      ],
    });
    assert.deepEqual(shown(), ['acme', 'beta']);
    await around.browser.send('refresh', { force: false });
    assert.deepEqual(asked('add_portal'), []);
    await refused('remove_portal', { portal: 'beta' }, /it lists beta/);
    assert.deepEqual(asked('remove_portal'), []);
  });

  it('its portals are added with the API address that it names, if that is another', async () => {
    around.host.answers.add_portal = () => ({ portal: beta });
    const portals = [
      { url: beta.url },
      { url: 'https://c.example', apiUrl: 'https://api.c.example', name: 'c' },
    ];
    around.browser.managed.data = { portals };
    await around.start();
    await around.browser.send('refresh', { force: false });
    assert.deepEqual(
      asked('add_portal')
        .slice(0, 2)
        .map(({ params }) => params),
      [
        { url: beta.url },
        { url: 'https://c.example', api_url: 'https://api.c.example', name: 'c' },
      ],
    );
  });

  it('its portals are added as soon as it comes', async () => {
    around.host.answers.add_portal = () => ({ portal: beta });
    tab = await around.ready();
    around.browser.managed.data = { portals: [{ url: beta.url }] };
    around.browser.events.onChanged.fire({ portals: {} }, 'managed');
    await settle();
    assert.deepEqual(asked('add_portal')[0]?.params, { url: beta.url });
  });

  it('the others are neither shown nor used where it lists the portals', async () => {
    around.host.answers.list_portals = () => ({ portals: [acme, beta] });
    await under({ portals: [{ url: acme.url }], onlyListedPortals: true });
    assert.deepEqual(shown(), ['acme']);
    await refused('add_portal', { url: 'https://gamma.duplocloud.net' }, /it lists the portals/);
    await refused('add_portal', { url: acme.url, api_url: beta.url });
    await refused('get_credentials', { target: { ...targetOf(invoice), portal: 'beta' } });
    await around.open({ ...targetOf(invoice), portal: 'beta' });
    assert.equal(around.browser.session.data.failure.error.code, 'policy_forbids');
    assert.deepEqual(asked('open_console'), []);
    await around.open(targetOf(invoice), { tabId: tab.id });
    assert.equal(asked('open_console').length, 1);
  });

  it('a portal that was replaced from a terminal is looked at again', async () => {
    await under({ portals: listed, onlyListedPortals: true });
    around.host.answers.list_portals = () => ({ portals: [{ ...acme, api_url: beta.url }] });
    await around.open(targetOf(invoice));
    assert.deepEqual(asked('open_console'), []);
  });

  it('hidden features are refused, and the administrator’s roles are not there', async () => {
    around.host.answers.get_portal = () => ({
      portal: acme,
      user: { name: 'alice', administrator: true },
      features: { admin_jit: true, duplo_ops: true },
    });
    await under({ hide: ['administrator', 'credentials', 'sign_in_url', 'aws_profiles'] });
    const { features } = around.browser.local.data.portalData.acme;
    assert.deepEqual(features, { admin_jit: false, duplo_ops: false });
    const target = targetOf(invoice);
    await refused('get_credentials', { target, fresh: false }, /credentials is hidden/);
    await refused('get_console_url', { target }, /sign_in_url is hidden/);
    await refused('get_session_length', { target: admin }, /administrator is hidden/);
    await refused('preview_aws_profile', { target });
    await refused('add_aws_profile', { target });
    await refused('list_aws_profiles', {});
    await refused('remove_aws_profile', { name: 'mine' });
    await refused('get_kubernetes_credentials', { target }, /credentials is hidden/);
    await refused('preview_kube_entry', { target });
    await refused('add_kube_entry', { target });
    await refused('list_kube_entries', {});
    await refused('remove_kube_entry', { name: 'mine' });
    await around.open(admin);
    assert.deepEqual(around.host.journal, []);
  });

  it('a session ends when it has lasted long enough, whatever the portal says', async () => {
    await under({ longestSessionMinutes: 20 });
    await around.open(targetOf(invoice));
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    const seconds = Math.floor(around.clock.now() / 1000);
    assert.equal(session.expiresAt, (seconds + 20 * 60) * 1000);
  });

  it('a session that is short already stays as it is', async () => {
    await under({ longestSessionMinutes: 120 });
    await around.open(targetOf(invoice));
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.equal(session.expiresAt, (Math.floor(around.clock.now() / 1000) + 3600) * 1000);
  });

  describe('of this machine, which the host tells', () => {
    /** @param {any} policy */
    async function told(policy) {
      around.host.hello = { ...around.host.hello, policy };
      tab = await around.ready();
    }

    it('what it hides is hidden, and forgotten with it', async () => {
      await told({ hide: ['credentials'], portals: [], onlyListedPortals: false });
      await refused('get_credentials', { target: targetOf(invoice), fresh: false });
      await refused('list_aws_profiles', {});
      assert.deepEqual(asked('get_credentials'), []);
      around.host.hello = { ...around.host.hello, policy: null };
      around.host.port.die('');
      await around.browser.send('refresh', { force: true });
      await settle();
      assert.equal(around.browser.local.data.machinePolicy, null);
    });

    it('a host that knows of no policy has none', async () => {
      await told(undefined);
      assert.equal(around.browser.local.data.machinePolicy ?? null, null);
    });

    it('an administrator’s console opens after a word, which the host is told', async () => {
      await told({ confirmAdministrator: true });
      await around.open(admin, { tabId: tab.id });
      assert.deepEqual(asked('open_console'), []);
      const [question] = /** @type {any[]} */ (
        Object.values(around.browser.session.data.questions)
      );
      await around.browser.send('answer_question', { id: question.id, answer: 'continue' });
      await settle();
      assert.deepEqual(
        asked('open_console').map(({ params }) => [params.role, params.confirmed]),
        [['admin', true]],
      );
      await around.browser.send('change_settings', { confirmAdministrator: false });
      await around.open(targetOf(invoice));
      assert.equal(asked('open_console').at(-1).params.confirmed, undefined);
    });
  });

  it('a change of it is seen at once', async () => {
    await under({});
    around.browser.managed.data = { hide: ['credentials'] };
    await refused('get_credentials', { target: targetOf(invoice), fresh: false });
  });

  describe('that wants administrators asked', () => {
    const questions = () =>
      /** @type {any[]} */ (Object.values(around.browser.session.data.questions ?? {}));
    beforeEach(() => under({ confirmAdministrator: true, locked: ['confirmAdministrator'] }));

    it('their console opens after a word, in the tab of the question', async () => {
      await around.open(admin, { tabId: tab.id });
      assert.deepEqual(asked('open_console'), []);
      const [question] = questions();
      assert.equal(question.kind, 'administrator');
      await around.browser.send('answer_question', { id: question.id, answer: 'continue' });
      await settle();
      assert.deepEqual(
        asked('open_console').map(({ params }) => params.role),
        ['admin'],
      );
      const [update] = around.browser.calls('tabs.update');
      assert.deepEqual([update.id, update.url], [question.tabId, signInUrl('token-1')]);
      assert.deepEqual(questions(), []);
    });

    it('nothing opens without it', async () => {
      await around.open(admin, { tabId: tab.id });
      const [question] = questions();
      await around.browser.send('answer_question', { id: question.id, answer: 'cancel' });
      await settle();
      assert.deepEqual(asked('open_console'), []);
      assert.deepEqual(questions(), []);
    });

    it('what failed and is tried again is asked again', async () => {
      around.host.answers.open_console = () => ({
        error: { code: 'portal_error', message: '', hint: '' },
      });
      await around.open(admin, { tabId: tab.id });
      await around.browser.send('answer_question', { id: questions()[0].id, answer: 'continue' });
      await settle();
      const { request } = around.browser.session.data.failure;
      assert.equal(request.confirmed, undefined);
    });

    it('tenants open as ever', async () => {
      await around.open(targetOf(invoice), { tabId: tab.id });
      assert.equal(asked('open_console').length, 1);
    });

    it('users can’t change that', async () => {
      await around.browser.send('change_settings', { confirmAdministrator: false });
      await around.open(admin, { tabId: tab.id });
      assert.deepEqual(asked('open_console'), []);
    });
  });
});
