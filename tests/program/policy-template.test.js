import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { MachinePolicy } from './machine-policy.js';
import { CALLER, Home, HostProcess, PROGRAM } from './program.js';

const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');
const admx = read('installer/policies/windows/jit-console.admx');
const adml = read('installer/policies/windows/en-US/jit-console.adml');

/** What the machine's policy has besides the browser's. */
const ofMachineOnly = ['extensionIds', 'systemLog', 'vaults'];
const KEY = 'Software\\Policies\\jit-console';

/** @param {string} text @param {RegExp} pattern @returns {string[]} what its first group matched, sorted */
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found = '']) => found).sort();
/** @param {string[]} list */
const once = (list) => [...new Set(list)].sort();
const policies = [...admx.matchAll(/<policy name="(\w+)"[\s\S]*?<\/policy>/g)].map(
  ([text, name = '']) => ({ name, text }),
);

/** Texts that need a form of their own. @type {Record<string, unknown>} */
const texts = {
  portals: [{ url: 'https://acme.duplocloud.net', caFile: '/etc/ssl/certs/ca-certificates.crt' }],
  renewalByPortal: { acme: 'ask' },
  colours: { 'acme/tenant/x': '#aa3300' },
};
/** @type {Record<string, string[]>} */
const lists = {
  hide: ['credentials', 'api_tokens'],
  vaults: ['keyring'],
  locked: ['renewal'],
  production: ['live', '123456789012'],
  extensionIds: ['b'.repeat(32), 'jit-console@acme.example'],
};

/**
 * What the host reads from the registry where the policy is enabled.
 * @param {{ name: string, text: string }} policy
 * @returns {unknown}
 */
function enabled({ name, text }) {
  const [, least] = /<decimal id[^>]* minValue="(\d+)"/.exec(text) ?? [];
  if (least !== undefined) return Number(least);
  const [, word] = /<item [^>]*><value><string>(\w+)</.exec(text) ?? [];
  if (word !== undefined) return word;
  if (text.includes('<enabledValue><decimal value="1"/>')) return 1;
  return text.includes('<list ') ? lists[name] : texts[name];
}

describe('the template for group policy', () => {
  const home = new Home();
  after(() => home.remove());

  test('has every name of a policy, and no other', () => {
    const { properties } = JSON.parse(read('extension/managed-schema.json'));
    const names = policies.map(({ name }) => name).sort();
    assert.deepEqual(names, [...Object.keys(properties), ...ofMachineOnly].sort());
    for (const { name, text } of policies) {
      const place = text.includes('<list ')
        ? `<list id="${name}" key="${KEY}\\${name}" valuePrefix=""/>`
        : `valueName="${name}"`;
      assert.ok(text.includes(place), name);
      assert.ok(text.includes(`key="${KEY}"`), name);
      const { enum: words, minimum, maximum } = properties[name] ?? {};
      if (words) assert.deepEqual(all(text, /<value><string>(\w+)</g), words.toSorted());
      if (minimum !== undefined) assert.ok(text.includes(`minValue="${minimum}"`), name);
      if (maximum !== undefined) assert.ok(text.includes(`maxValue="${maximum}"`), name);
    }
  });

  test('has words for all that an administrator sees', () => {
    const strings = all(adml, /<string id="(\w+)"/g);
    assert.deepEqual(once(all(admx, /\$\(string\.(\w+)\)/g)), strings);
    assert.deepEqual(strings, once(strings));
    const shown = all(admx, /\$\(presentation\.(\w+)\)/g);
    assert.deepEqual(shown, all(adml, /<presentation id="(\w+)"/g));
    assert.deepEqual(shown, all(adml, /refId="(\w+)"/g));
    assert.deepEqual(shown, all(admx, /<(?:text|decimal|list|enum) id="(\w+)"/g));
  });

  test('writes what the host takes', async () => {
    const policy = new MachinePolicy(
      Object.fromEntries(policies.map((one) => [one.name, enabled(one)])),
    );
    const host = new HostProcess(home, [PROGRAM, CALLER], policy.command);
    const hello = await host.frame((frame) => frame.event === 'hello');
    assert.equal(hello.data.policy?.onlyListedPortals, true);
    assert.equal(hello.data.policy.renewal, 'automatic');
    assert.deepEqual(hello.data.policy.production, ['live', '123456789012']);
    // As booleans: the extension takes no others.
    const { confirmProduction, chip } = hello.data.policy;
    assert.deepEqual([confirmProduction, chip], [true, true]);
    const reply = await host.ask({ id: 1, method: 'list_portals', params: {} });
    assert.deepEqual(
      reply.result?.portals.map((/** @type {any} */ { name }) => name),
      ['acme'],
    );
    host.child.stdin.end();
    assert.equal(await host.exited, 0, host.stderr);
    policy.remove();
  });
});
