/**
 * Writes the two packages, build/extension/chromium and build/extension/firefox, from this folder.
 * Nothing is compiled: files are copied, the manifest is merged and the version stamped.
 *
 *     node extension/build.js [OUTPUT]        OUTPUT: default build/extension
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const shipped = ['_locales', 'icons', 'managed-schema.json', 'src'];

/**
 * Lays `overlay` over `base`: objects are merged, `null` takes a key away, the list of `KEY+` is added to
 * that of KEY, all else replaces.
 * @param {Record<string, any>} base
 * @param {Record<string, any>} overlay
 * @returns {Record<string, any>}
 */
export function mergeManifest(base, overlay) {
  const merged = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    if (value === null) delete merged[key];
    else if (key.endsWith('+'))
      merged[key.slice(0, -1)] = [...(merged[key.slice(0, -1)] ?? []), ...value];
    else if (typeof value === 'object' && !Array.isArray(value))
      merged[key] = mergeManifest(merged[key] ?? {}, value);
    else merged[key] = value;
  }
  return merged;
}

/**
 * @param {string} cmake the text of CMakeLists.txt
 * @returns {string} the version of its `project(… VERSION x.y.z)`
 */
export function projectVersion(cmake) {
  const found = /project\s*\([^)]*\bVERSION\s+(\d+\.\d+\.\d+)/.exec(cmake);
  if (!found?.[1]) throw new Error('no project(… VERSION x.y.z) in CMakeLists.txt');
  return found[1];
}

/** @param {string} name */
function readJson(name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** @param {string} output */
function build(output) {
  const version = projectVersion(readFileSync(join(folder, '..', 'CMakeLists.txt'), 'utf8'));
  const chromium = { ...readJson('manifest.json'), version };
  const manifests = {
    chromium,
    firefox: mergeManifest(chromium, readJson('manifest.firefox.json')),
  };
  for (const [browser, manifest] of Object.entries(manifests)) {
    const target = join(output, browser);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const name of shipped)
      cpSync(join(folder, name), join(target, name), {
        recursive: true,
        filter: (path) => !path.endsWith('.d.ts'),
      });
    writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  build(process.argv[2] ?? join(folder, '..', 'build', 'extension'));
