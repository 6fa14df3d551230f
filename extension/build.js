/**
 * Writes the extension for each browser from this folder. Nothing is compiled: files are copied, the manifest is
 * merged and the version stamped.
 *
 *     node extension/build.js [OUTPUT]              the folders OUTPUT/chromium and OUTPUT/firefox, to load unpacked;
 *                                                   OUTPUT: default build/extension
 *     node extension/build.js --package [OUTPUT]    jit-console-VERSION-chromium.zip for the stores of Chrome and Edge
 *                                                   and jit-console-VERSION-firefox.xpi; OUTPUT: default build/packages
 *
 * JIT_CONSOLE_HOMEPAGE in the environment, an https address, is where the program's packages are to be had: the extension
 * then sends people there who lack the program. Without it the extension tells the steps for a checkout.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { zip } from './zip.js';

const folder = dirname(fileURLToPath(import.meta.url));
const shipped = ['_locales', 'icons', 'managed-schema.json', 'src'];

/** @typedef {{ path: string, bytes: Buffer }} File */

/**
 * Lays `overlay` over `base`: objects are merged, `null` removes a key, the list of `KEY+` is added to
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

/**
 * @param {string} path
 * @returns {File[]} what is shipped of it, whatever the browser, by name
 */
function filesUnder(path) {
  if (path.endsWith('.d.ts')) return [];
  if (/\.\w+$/.test(path)) return [{ path, bytes: readFileSync(join(folder, path)) }];
  const names = readdirSync(join(folder, path)).sort();
  return names.flatMap((name) => filesUnder(`${path}/${name}`));
}

/** @returns {{ version: string, packages: Record<'chromium' | 'firefox', Record<string, any>> }} their manifests */
function manifests() {
  const version = projectVersion(readFileSync(join(folder, '..', 'CMakeLists.txt'), 'utf8'));
  const homepage = process.env.JIT_CONSOLE_HOMEPAGE ?? '';
  if (homepage !== '' && !/^https:\/\/[^\s"]+$/.test(homepage))
    throw new Error(`JIT_CONSOLE_HOMEPAGE is no https address: ${homepage}`);
  const place = homepage === '' ? {} : { homepage_url: homepage };
  const chromium = { ...readJson('manifest.json'), version, ...place };
  const firefox = mergeManifest(chromium, readJson('manifest.firefox.json'));
  return { version, packages: { chromium, firefox } };
}

/**
 * @param {Record<string, any>} manifest
 * @returns {File[]}
 */
function filesWith(manifest) {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  return [{ path: 'manifest.json', bytes }, ...shipped.flatMap(filesUnder)];
}

/** @param {string} output */
function writeFolders(output) {
  for (const [browser, manifest] of Object.entries(manifests().packages)) {
    rmSync(join(output, browser), { recursive: true, force: true });
    for (const { path, bytes } of filesWith(manifest)) {
      const file = join(output, browser, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
  }
}

/** @returns {{ version: string, bytes: Buffer }} the package for the stores of Chrome and Edge */
export function storePackage() {
  const { version, packages } = manifests();
  // Stores give the extension its key, and with it its id; Edge's takes no package that brings one.
  return { version, bytes: zip(filesWith(mergeManifest(packages.chromium, { key: null }))) };
}

/** @param {string} output */
function writePackages(output) {
  const { version, packages } = manifests();
  mkdirSync(output, { recursive: true });
  const name = join(output, `jit-console-${version}`);
  writeFileSync(`${name}-chromium.zip`, storePackage().bytes);
  writeFileSync(`${name}-firefox.xpi`, zip(filesWith(packages.firefox)));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = join(folder, '..', 'build');
  const [first, second] = process.argv.slice(2);
  if (first === '--package') writePackages(second ?? join(built, 'packages'));
  else writeFolders(first ?? join(built, 'extension'));
}
