import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { projectVersion } from '../../extension/build.js';

const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');

describe('the papers of a release', () => {
  it('are a changelog in the form of Keep a Changelog', () => {
    const headings = read('CHANGELOG.md').match(/^#+ .*$/gm) ?? [];
    assert.equal(headings[0], '# Changelog');
    assert.equal(headings[1], '## [Unreleased]');
    for (const heading of headings.slice(2))
      assert.match(
        heading,
        /^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$|^### (Added|Changed|Deprecated|Removed|Fixed|Security)$/,
      );
  });

  it('and their steps name only options and files that there are', () => {
    const steps = read('installer/RELEASING.md');
    for (const [, option] of steps.matchAll(/-D(\w+)=/g))
      assert.match(read('CMakeLists.txt'), new RegExp(`^(set|option)\\(${option} `, 'm'));
    for (const [, path] of steps.matchAll(
      /`((?:installer|extension|tests|manifests|\.github)\/[\w./-]+)`/g,
    ))
      assert.ok(read(String(path)), path);
    assert.match(read('extension/build.js'), /process\.env\.JIT_CONSOLE_HOMEPAGE/);
    assert.match(read('extension/store/listing.md'), /installer\/RELEASING\.md/);
  });

  it('name the version as the workflow’s own line reads it', () => {
    const line = /sed -nE '(s\/.*?p)' CMakeLists\.txt/.exec(read('.github/workflows/release.yml'));
    const file = new URL('CMakeLists.txt', root).pathname;
    const said = String(execFileSync('sed', ['-nE', String(line?.[1]), file])).trim();
    assert.equal(said, projectVersion(read('CMakeLists.txt')));
  });
});

describe('the page for administrators', () => {
  const page = read('installer/ROLLOUT.md');

  it('names only files, codes and policies that there are', () => {
    for (const [, path] of page.matchAll(/`((?:tests|policies)\/[\w./-]+\.\w+)`/g))
      assert.ok(read(path?.startsWith('policies/') ? `installer/${path}` : String(path)), path);
    const protocol = read('PROTOCOL.md');
    const [, codes = ''] = /Fleet tools look for ([\s\S]*?) `signed_out`/.exec(page) ?? [];
    for (const [, code] of codes.matchAll(/`(\w+)`/g))
      assert.ok(protocol.includes(`\`${code}\``), code);
    assert.match(protocol, /^\| `findings` \| 58 \|/m);
    const [, first = ''] = /## 1\. Decide\n([\s\S]*?)\n## 2/.exec(page) ?? [];
    const policies = read('installer/policies/README.md');
    for (const [, name] of first.matchAll(/`(\w+)`/g))
      assert.ok(policies.includes(`\`${name}\``), name);
  });

  it('has an example that is a policy in form', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const admx = read('installer/policies/windows/jit-console.admx');
    for (const name of Object.keys(JSON.parse(example)))
      assert.ok(admx.includes(`<policy name="${name}"`), name);
  });
});

describe('the workflows', () => {
  for (const name of readdirSync(new URL('.github/workflows/', root)))
    it(`of ${name} use actions by their hashes, and may write nothing that they don’t need to`, () => {
      const text = read(`.github/workflows/${name}`);
      for (const [line] of text.matchAll(/uses: .*/g))
        assert.match(line, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      assert.match(text, /^permissions:\n {2}contents: read$/m);
    });
});
