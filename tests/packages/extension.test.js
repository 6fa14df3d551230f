import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { packageIn, ROOT } from './built-packages.js';

/** Got when it is used: it is larger than all other tools together. */
const LINTER = 'web-ext@8.10.0';

describe('the package for Firefox', () => {
  test('is as Mozilla wants it', () => {
    const output = mkdtempSync(join(tmpdir(), 'jit-console-xpi-'));
    execFileSync(process.execPath, [join(ROOT, 'extension/build.js'), '--package', output]);
    const args = ['--source-dir', packageIn(output, /\.xpi$/), '--no-config-discovery'];
    const text = execFileSync('npx', ['--yes', LINTER, 'lint', ...args, '--output', 'json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { errors, warnings, notices } = JSON.parse(String(text));
    assert.deepEqual([errors, warnings], [[], []]);
    // Tab groups are optional, and asked for only where the browser has them.
    const known = /^PERMISSION_FIREFOX_(ANDROID_)?UNSUPPORTED_BY_MIN_VERSION$/;
    assert.deepEqual(
      notices.filter(
        ({ code, description }) => !known.test(code) || !/tabGroups/.test(description),
      ),
      [],
    );
    rmSync(output, { recursive: true });
  });
});
