import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { filesBelow } from '../program/files.js';
import { EXE, WindowsUser } from './windows.js';

const NAME = 'org.jit_console.host';
const CHROME = `Google\\Chrome\\NativeMessagingHosts\\${NAME}`;
const FIREFOX = `Mozilla\\NativeMessagingHosts\\${NAME}`;

describe('install on Windows', () => {
  /** @type {WindowsUser} */
  let user;
  /** The manifest that a registry key names. @param {string} key */
  const manifest = (key) => {
    const path = /REG_SZ\s+C:(\S+)/.exec(user.registry('query', key, '/ve'))?.[1];
    assert.ok(path, `${key} names nothing`);
    const file = join(user.env.WINEPREFIX, 'drive_c', path.replaceAll('\\', '/'));
    return JSON.parse(readFileSync(file, 'utf8'));
  };
  const findings = async () => {
    const { stdout } = await user.run(['doctor', '--json']);
    return JSON.parse(stdout).findings.filter(({ subject }) => subject === 'browser');
  };

  beforeEach(() => {
    user = new WindowsUser();
    mkdirSync(join(user.local, 'Google/Chrome/User Data'), { recursive: true });
    mkdirSync(join(user.roaming, 'Mozilla/Firefox'), { recursive: true });
  });
  afterEach(() => user.remove());

  test('registers this program with the installed browsers, and doctor finds nothing wrong', async () => {
    const missing = (await findings()).map(({ code }) => code);
    assert.deepEqual(missing, ['manifest_missing', 'manifest_missing']);
    const installed = await user.run(['install']);
    assert.equal(installed.code, 0, installed.stderr);
    for (const key of [CHROME, FIREFOX]) assert.equal(manifest(key).path, EXE);
    assert.ok(manifest(CHROME).allowed_origins);
    assert.ok(manifest(FIREFOX).allowed_extensions);
    assert.equal(user.registry('query', 'Vivaldi'), '');
    assert.deepEqual(await findings(), []);
  });

  test('uninstall leaves neither files nor keys', async () => {
    await user.run(['install']);
    const removed = await user.run(['uninstall']);
    assert.equal(removed.code, 0, removed.stderr);
    assert.deepEqual(
      [...filesBelow(user.local), ...filesBelow(user.roaming)].filter((file) =>
        /jit.console/.test(file),
      ),
      [],
    );
    for (const key of ['Google', 'Mozilla']) assert.equal(user.registry('query', key), '');
  });

  test("uninstall leaves others' keys, and the manifest while another browser's key names it", async () => {
    user.registry(
      'add',
      'Google\\Chrome\\NativeMessagingHosts\\org.other',
      '/ve',
      '/d',
      'C:\\other.json',
      '/f',
    );
    mkdirSync(join(user.local, 'Chromium/User Data'), { recursive: true });
    await user.run(['install', '--browser', 'chrome', '--browser', 'chromium']);
    await user.run(['uninstall', '--browser', 'chrome']);
    assert.equal(user.registry('query', CHROME), '');
    assert.match(
      user.registry('query', 'Google\\Chrome\\NativeMessagingHosts\\org.other', '/ve'),
      /other\.json/,
    );
    assert.equal(manifest(`Chromium\\NativeMessagingHosts\\${NAME}`).path, EXE);
    await user.run(['uninstall']);
    assert.equal(user.registry('query', 'Chromium'), '');
    assert.match(
      user.registry('query', 'Google\\Chrome\\NativeMessagingHosts\\org.other', '/ve'),
      /other\.json/,
    );
  });

  test('doctor reads policies from the registry', async () => {
    await user.run(['install']);
    const policies = 'Policies\\Google\\Chrome';
    user.registry('add', `${policies}\\NativeMessagingBlocklist`, '/v', '1', '/d', '*', '/f');
    user.registry(
      'add',
      policies,
      '/v',
      'NativeMessagingUserLevelHosts',
      '/t',
      'REG_DWORD',
      '/d',
      '0',
      '/f',
    );
    const codes = (await findings()).map(({ code }) => code).sort();
    assert.deepEqual(codes, ['policy_blocks_host', 'policy_user_level']);
  });

  test('the program of another manifest is run for its version, and what is none is told', async () => {
    await user.run(['install', '--program', 'C:\\windows\\system32\\hostname.exe']);
    const codes = new Set((await findings()).map(({ code }) => code));
    assert.equal(codes.size, 1);
    assert.ok(![...codes][0].includes('missing'), [...codes][0]);
  });
});
