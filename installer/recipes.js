/**
 * Fills in the recipes of Homebrew, Arch Linux, Nix and winget from the files of a release: its version, addresses and
 * checksums. What a release lacks gets no recipe.
 *
 *     node installer/recipes.js RELEASE ADDRESS OUTPUT
 *         RELEASE: the folder with its files    ADDRESS: where people download them    OUTPUT: a folder
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { projectVersion } from '../extension/build.js';

const here = dirname(fileURLToPath(import.meta.url));
const FOLDERS = ['homebrew', 'aur', 'nix', 'winget'];

/** @param {string} msi @returns {string} the product's code, as Windows lists it */
function productCode(msi) {
  const table = String(execFileSync('msiinfo', ['export', msi, 'Property']));
  const [, code] = /^ProductCode\t(\{[0-9A-F-]{36}\})\r?$/m.exec(table) ?? [];
  if (!code) throw new Error(`${msi} has no product code`);
  return code;
}

/**
 * @param {string} release
 * @param {string} address
 * @param {string} version
 * @returns {Record<string, string>} what stands for each name; nothing for files that the release lacks
 */
function valuesOf(release, address, version) {
  /** @type {Record<string, string>} */
  const values = { VERSION: version, ADDRESS: address, HOMEPAGE: address };
  const files = {
    SOURCE: `jit-console-${version}-source.tar.gz`,
    MSI_USER: `jit-console-${version}-x64-user.msi`,
    MSI_MACHINE: `jit-console-${version}-x64.msi`,
  };
  for (const [name, file] of Object.entries(files)) {
    const path = join(release, file);
    if (!existsSync(path)) continue;
    values[name] = file;
    values[`${name}_SHA256`] = createHash('sha256').update(readFileSync(path)).digest('hex');
    if (file.endsWith('.msi')) values[`${name}_PRODUCT`] = productCode(path);
  }
  return values;
}

/**
 * @param {string} text
 * @param {Record<string, string>} values
 * @returns {string | undefined} the text filled in; nothing where a value is missing
 */
function filledIn(text, values) {
  const names = [...text.matchAll(/@([A-Z][A-Z0-9_]*)@/g)].map(([, name]) => String(name));
  if (names.some((name) => !(name in values))) return undefined;
  return text.replace(/@([A-Z][A-Z0-9_]*)@/g, (_, name) => values[name] ?? '');
}

/**
 * @param {string} release
 * @param {string} address
 * @param {string} output
 * @returns {string[]} the files made, by their path in the output
 */
export function makeRecipes(release, address, output) {
  const version = projectVersion(readFileSync(join(here, '../CMakeLists.txt'), 'utf8'));
  const values = valuesOf(release, address, version);
  const made = [];
  for (const folder of FOLDERS) {
    const templates = readdirSync(join(here, folder)).sort();
    const texts = templates.map((name) =>
      filledIn(readFileSync(join(here, folder, name), 'utf8'), values),
    );
    // A recipe of several files is whole or not there.
    if (texts.includes(undefined)) continue;
    mkdirSync(join(output, folder), { recursive: true });
    for (const [index, name] of templates.entries()) {
      const file = join(folder, name.replace(/\.in$/, ''));
      writeFileSync(join(output, file), String(texts[index]));
      made.push(file);
    }
  }
  return made;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [release, address, output] = process.argv.slice(2);
  if (!release || !address || !output)
    throw new Error('node installer/recipes.js RELEASE ADDRESS OUTPUT');
  for (const file of makeRecipes(release, address.replace(/\/$/, ''), output)) console.log(file);
}
