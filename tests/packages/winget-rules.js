import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/* What winget wants of its manifests: schemas/JSON/manifests/v1.6.0 of https://github.com/microsoft/winget-cli. */

const VERSION = /^\d{1,5}(\.\d{1,5}){0,3}$/;
const HTTPS = /^https:\/\/.{1,2040}$/;
const LOCALE = /^[a-zA-Z]{2,3}(-[a-zA-Z]{1,8})*$/;
const words = (/** @type {number} */ least, /** @type {number} */ most) =>
  new RegExp(`^.{${least},${most}}$`);

const COMMON = {
  PackageIdentifier: /^[^.\s\\/:*?"<>|]{1,32}(\.[^.\s\\/:*?"<>|]{1,32}){1,7}$/,
  PackageVersion: /^[^\\/:*?"<>|]{1,128}$/,
  ManifestVersion: /^1\.6\.0$/,
};

/** By type: the fields that a manifest must have. @type {Record<string, Record<string, RegExp>>} */
const REQUIRED = {
  version: { ...COMMON, DefaultLocale: LOCALE },
  defaultLocale: {
    ...COMMON,
    PackageLocale: LOCALE,
    Publisher: words(2, 256),
    PackageName: words(2, 256),
    License: words(3, 512),
    ShortDescription: words(3, 256),
  },
  installer: COMMON,
};

/** By type: fields that it may have besides. @type {Record<string, Record<string, RegExp>>} */
const OPTIONAL = {
  version: {},
  defaultLocale: { PackageUrl: HTTPS },
  installer: {
    InstallerType: /^(msix|msi|appx|exe|zip|inno|nullsoft|wix|burn|pwa|portable)$/,
    MinimumOSVersion: VERSION,
    Platform: /^Windows\.(Desktop|Universal)$/,
    UpgradeBehavior: /^(install|uninstallPrevious)$/,
  },
};

const INSTALLER = {
  Architecture: /^(x86|x64|arm|arm64|neutral)$/,
  InstallerUrl: HTTPS,
  InstallerSha256: /^[A-Fa-f0-9]{64}$/,
};
const OF_INSTALLERS = { Scope: /^(user|machine)$/, ProductCode: words(1, 255) };

/**
 * @param {Record<string, unknown>} found
 * @param {Record<string, RegExp>} required
 * @param {Record<string, RegExp>} optional
 * @param {string} where
 */
function checkFields(found, required, optional, where) {
  for (const name of Object.keys(required)) assert.ok(name in found, `${where}: no ${name}`);
  for (const [name, value] of Object.entries(found)) {
    const form = required[name] ?? optional[name];
    assert.ok(form, `${where}: ${name} is not known`);
    for (const one of [value].flat()) {
      assert.equal(typeof one, 'string', `${where}: ${name} is no text`);
      assert.match(String(one), form, `${where}: ${name}`);
    }
  }
}

/**
 * Throws where the manifests in a folder aren't as winget wants them.
 * @param {string} folder
 */
export function checkWinget(folder) {
  const manifests = readdirSync(folder).map((name) => {
    const program = 'puts JSON.generate(YAML.safe_load(File.read(ARGV[0])))';
    const args = ['-ryaml', '-rjson', '-e', program, join(folder, name)];
    return { name, content: JSON.parse(String(execFileSync('ruby', args))) };
  });
  const [first] = manifests;
  const types = manifests.map(({ content }) => content.ManifestType).sort();
  assert.deepEqual(types, ['defaultLocale', 'installer', 'version']);
  for (const { name, content } of manifests) {
    const { ManifestType: type, Installers: installers, ...fields } = content;
    assert.ok(name.startsWith(fields.PackageIdentifier), name);
    assert.equal(fields.PackageIdentifier, first?.content.PackageIdentifier);
    assert.equal(fields.PackageVersion, first?.content.PackageVersion);
    checkFields(fields, REQUIRED[type] ?? {}, OPTIONAL[type] ?? {}, name);
    assert.equal(Array.isArray(installers), type === 'installer', name);
    for (const one of installers ?? []) checkFields(one, INSTALLER, OF_INSTALLERS, name);
  }
}
