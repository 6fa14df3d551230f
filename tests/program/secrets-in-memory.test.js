import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { json, PlainPortal } from './plain-portal.js';
import { Home, HostProcess } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const KEYS = {
  AccessKeyId: 'ASIAMEMORYCANARY0001',
  SecretAccessKey: 'memory/canary+of/the+secret+key/0001',
  SessionToken: `memory-canary-of-the-session-token-${'x'.repeat(900)}`,
};

/**
 * How often each text stands in the memory that a process can write.
 *
 * @param {number} pid
 * @param {string[]} texts
 */
function copiesIn(pid, texts) {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const counts = texts.map(() => 0);
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
    if (!range || line.includes('[vvar')) continue;
    const start = BigInt(`0x${range[1]}`);
    const bytes = Buffer.alloc(Number(BigInt(`0x${range[2]}`) - start));
    readSync(memory, bytes, 0, bytes.length, /** @type {any} */ (start));
    texts.forEach((text, i) => {
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) counts[i] += 1;
    });
  }
  closeSync(memory);
  return counts;
}

// Only root may read the memory of a process that hides it.
describe(
  'what the host keeps in memory',
  { skip: process.getuid?.() !== 0 && 'needs root' },
  () => {
    const home = new Home();
    const portal = new PlainPortal();
    before(async () => {
      portal.token = `memory-canary-of-the-token-${'y'.repeat(600)}`;
      portal.answers[`/subscriptions/${API}/GetAwsConsoleTokenUrl`] = json({
        ...KEYS,
        Validity: 3600,
      });
      await portal.start(home.dir);
      await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
      const { code, stderr } = await home.run(['sign-in', '--token-stdin'], {
        input: portal.token,
      });
      assert.equal(code, 0, stderr);
    });
    after(async () => {
      await portal.close();
      home.remove();
    });

    test('after the sign-out it holds neither the token nor AWS’s keys', async () => {
      const host = new HostProcess(home);
      const got = await host.ask({ id: 1, method: 'get_credentials', params: { tenant: API } });
      assert.equal(got.result?.secret_access_key, KEYS.SecretAccessKey, JSON.stringify(got.error));
      await host.ask({ id: 2, method: 'list_tenants' });
      await host.ask({ id: 3, method: 'sign_out' });
      await host.ask({ id: 4, method: 'list_portals' });
      const secrets = [portal.token, ...Object.values(KEYS)];
      assert.deepEqual(copiesIn(Number(host.child.pid), secrets), [0, 0, 0, 0]);
      host.child.stdin.end();
      await host.exited;
    });
  },
);
