import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { mergeManifest, projectVersion } from '../../extension/build.js';
import { hostName } from '../../extension/src/browser.js';
import { awsPatterns } from '../../extension/src/domain/aws-hosts.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('extension/manifest.json'));
const ids = JSON.parse(read('manifests/ids.json'));
const words = JSON.parse(read('extension/_locales/en/messages.json'));

/**
 * @param {string} folder
 * @param {string} [base]
 * @returns {string[]} paths of the files under it, from `base`
 */
function filesUnder(folder, base = root) {
  return readdirSync(join(base, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`, base) : [`${folder}/${entry.name}`],
  );
}

/**
 * Read by the archive's directory, as browsers do.
 * @param {Buffer} bytes
 * @returns {Map<string, Buffer>} contents by path
 */
function unzipped(bytes) {
  const files = new Map();
  const end = bytes.length - 22;
  assert.equal(bytes.readUInt32LE(end), 0x06054b50);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, size, name] = [20, 24, 28].map((field) => bytes.readUInt32LE(at + field));
    const length = Number(name) & 0xffff;
    const path = String(bytes.subarray(at + 46, at + 46 + length));
    const header = bytes.readUInt32LE(at + 42);
    const start = header + 30 + bytes.readUInt16LE(header + 26);
    const content = inflateRawSync(bytes.subarray(start, start + Number(packed)));
    assert.equal(content.length, size);
    files.set(path, content);
    at += 46 + length;
  }
  return files;
}

const sources = filesUnder('extension/src').filter((path) => /\.(js|html)$/.test(path));

describe('manifest', () => {
  it('has the version of the project', () => {
    assert.equal(manifest.version, projectVersion(read('CMakeLists.txt')));
  });

  it('has the ids that the host knows', () => {
    const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex');
    const id = digest
      .slice(0, 32)
      .replace(/./g, (hex) => 'abcdefghijklmnop'.charAt(parseInt(hex, 16)));
    assert.deepEqual(ids.chromium_extension_ids, [id]);
    const firefox = JSON.parse(read('extension/manifest.firefox.json'));
    assert.deepEqual(ids.firefox_extension_ids, [firefox.browser_specific_settings.gecko.id]);
    assert.equal(hostName, ids.host_name);
  });

  it('asks for no more than it uses', () => {
    assert.deepEqual(manifest.permissions, [
      'activeTab',
      'alarms',
      'contextMenus',
      'nativeMessaging',
      'notifications',
      'scripting',
      'storage',
    ]);
    assert.deepEqual(manifest.host_permissions, awsPatterns);
    for (const key of ['externally_connectable', 'web_accessible_resources', 'content_scripts'])
      assert.equal(manifest[key], undefined);
  });

  it('justifies each permission to the stores', () => {
    const { 'permissions+': more } = JSON.parse(read('extension/manifest.firefox.json'));
    const reasons = read('extension/store/permissions.md');
    const hosts = manifest.host_permissions.map((/** @type {string} */ pattern) =>
      pattern.slice('https://'.length, -'/*'.length),
    );
    const wanted = [...manifest.permissions, ...manifest.optional_permissions, ...more];
    for (const name of wanted) assert.ok(reasons.includes(`\`${name}\``), name);
    for (const host of hosts) assert.ok(reasons.includes(host), host);
    const named = [...reasons.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap(([, names]) =>
      [...String(names).matchAll(/\w+/g)].map(([name]) => name),
    );
    assert.deepEqual(named.sort(), wanted.sort());
  });

  it('allows no script and no style but its own files', () => {
    const policy = manifest.content_security_policy.extension_pages;
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self';/);
    assert.match(policy, /style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|\*|http/);
  });

  it('lays the overlay over the base', () => {
    const merged = mergeManifest(
      { a: { b: 1, c: 2 }, d: 3, e: [1], f: [1] },
      { a: { b: null, x: 4 }, d: null, e: [2], 'f+': [2] },
    );
    assert.deepEqual(merged, { a: { c: 2, x: 4 }, e: [2], f: [1, 2] });
  });

  it('asks in Firefox for what containers need besides', () => {
    const { 'permissions+': more } = JSON.parse(read('extension/manifest.firefox.json'));
    assert.deepEqual(more, ['contextualIdentities', 'cookies']);
  });
});

describe('packages', () => {
  /** @type {string} */
  let output;
  before(() => {
    output = mkdtempSync(join(tmpdir(), 'jit-console-build-'));
    execFileSync(process.execPath, [join(root, 'extension/build.js'), output]);
  });
  after(() => rmSync(output, { recursive: true }));

  for (const browser of ['chromium', 'firefox'])
    it(`for ${browser} hold every file that they name`, () => {
      const folder = join(output, browser);
      const built = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
      const named = [
        built.background.service_worker ?? built.background.scripts[0],
        built.action.default_popup,
        built.options_ui.page,
        ...Object.values(built.icons),
        ...Object.values(built.action.default_icon),
        'src/pages/welcome/welcome.html',
        'icons/expired-16.png',
        'icons/symbols.svg',
        '_locales/en/messages.json',
      ];
      for (const path of named) assert.ok(existsSync(join(folder, path)), path);
      assert.equal('key' in built, browser === 'chromium');
      assert.equal('service_worker' in built.background, browser === 'chromium');
      assert.equal(built.background.type, 'module');
    });
});

describe('the place of the program’s packages', () => {
  const built = (/** @type {string | undefined} */ homepage) => {
    const output = mkdtempSync(join(tmpdir(), 'jit-console-build-'));
    const env = { ...process.env, JIT_CONSOLE_HOMEPAGE: homepage };
    try {
      execFileSync(process.execPath, [join(root, 'extension/build.js'), output], {
        env,
        stdio: 'pipe',
      });
      const read = (/** @type {string} */ browser) =>
        JSON.parse(readFileSync(join(output, browser, 'manifest.json'), 'utf8')).homepage_url;
      return [read('chromium'), read('firefox')];
    } finally {
      rmSync(output, { recursive: true });
    }
  };

  it('is in the manifest where it is set at build time, and nowhere else', () => {
    const place = 'https://downloads.example/jit-console';
    assert.deepEqual(built(place), [place, place]);
    assert.deepEqual(built(''), [undefined, undefined]);
  });

  it('is an https address, or nothing is built', () => {
    for (const wrong of ['http://downloads.example', 'downloads.example', 'javascript:alert(1)'])
      assert.throws(() => built(wrong), /is no https address/);
  });
});

describe('packages for stores', () => {
  it('hold the same as the folders, in the same bytes each time', () => {
    const output = mkdtempSync(join(tmpdir(), 'jit-console-packages-'));
    const build = (/** @type {string[]} */ ...args) =>
      execFileSync(process.execPath, [join(root, 'extension/build.js'), ...args]);
    build(join(output, 'folders'));
    for (const name of ['one', 'other']) build('--package', join(output, name));
    const version = projectVersion(read('CMakeLists.txt'));
    for (const [browser, ending] of /** @type {const} */ ([
      ['chromium', 'zip'],
      ['firefox', 'xpi'],
    ])) {
      const file = `jit-console-${version}-${browser}.${ending}`;
      const bytes = readFileSync(join(output, 'one', file));
      assert.ok(bytes.equals(readFileSync(join(output, 'other', file))));
      const packed = unzipped(bytes);
      const folder = join(output, 'folders', browser);
      const names = filesUnder('', folder).map((path) => path.slice(1));
      assert.deepEqual([...packed.keys()].sort(), names.sort());
      for (const [path, content] of packed) {
        if (path === 'manifest.json') continue;
        assert.ok(content.equals(readFileSync(join(folder, path))), path);
      }
      const { key: _, ...rest } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
      assert.deepEqual(JSON.parse(String(packed.get('manifest.json'))), rest);
    }
    rmSync(output, { recursive: true });
  });
});

describe('sources', () => {
  it('use every sentence they have, and have every one they use', () => {
    const all = sources.map((path) => read(path)).join('\n') + JSON.stringify(manifest);
    const used = new Set([
      ...[...all.matchAll(/\btext\(\s*'(\w+)'/g)].map(([, key]) => key),
      ...[...all.matchAll(/data-(?:text|label)="(\w+)"/g)].map(([, key]) => key),
      ...[...all.matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key),
    ]);
    const missing = [...used].filter((key) => key && !(key in words));
    assert.deepEqual(missing, []);
    const unused = Object.keys(words).filter(
      (key) =>
        !key.startsWith('error_') &&
        !new RegExp(`['"\`]${key}['"\`]|__MSG_${key}__`).test(all) &&
        !/^section_/.test(key),
    );
    assert.deepEqual(unused, []);
  });

  it('never have a string become markup or code', () => {
    for (const path of sources) {
      assert.doesNotMatch(
        read(path),
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser/,
        path,
      );
      if (!path.endsWith('.html')) continue;
      assert.doesNotMatch(read(path), /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, path);
    }
  });

  it('export nothing that no other file uses, nor a test', () => {
    const tests = filesUnder('tests/extension').map((path) => read(path));
    const texts = new Map(sources.map((path) => [path, read(path)]));
    const unused = [...texts].flatMap(([path, own]) => {
      const others = [...texts].filter(([other]) => other !== path).map(([, text]) => text);
      const names = [...own.matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm)];
      return names
        .map(([, name]) => String(name))
        .filter(
          (name) => ![...others, ...tests].some((text) => new RegExp(`\\b${name}\\b`).test(text)),
        )
        .map((name) => `${path}: ${name}`);
    });
    assert.deepEqual(unused, []);
  });

  it('stay short enough to be read at once', () => {
    for (const path of sources)
      assert.ok(read(path).split('\n').length <= 300, `${path} has more than 300 lines`);
  });

  it('name the browser’s API object in one file', () => {
    for (const path of sources.filter((source) => !source.endsWith('/browser.js')))
      assert.doesNotMatch(
        read(path)
          .replace(/^\s*(\/\*)?\*.*$/gm, '')
          .replace(/\/\*\*.*\*\//g, ''),
        /\b(chrome|browser)\.(?!js['"])\w/,
        path,
      );
  });
});
