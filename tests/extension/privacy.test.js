import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { FakeEntries, portalPage, queue } from './fakes/fake-entries.js';
import { invoice } from './fakes/fake-platform.js';

const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');
const statement = read('extension/docs/PRIVACY.md');
const firefox = JSON.parse(read('extension/manifest.firefox.json'));
const { data_collection_permissions: declared, strict_min_version: oldest } =
  firefox.browser_specific_settings.gecko;

/**
 * @param {string} heading
 * @returns {string[][]} the cells of its table, without the head
 */
function rowsUnder(heading) {
  const [, rest = ''] = statement.split(`## ${heading}\n`);
  const [section = ''] = rest.split('\n## ');
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) => line.slice(2, -2).split(' | '));
}

/** @param {string} cell @returns {string[]} the words in back quotes */
const quoted = (cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, word]) => String(word));

/** @returns {Set<string>} every parameter of every method of the host, as the types have them */
function sentFields() {
  const file = fileURLToPath(new URL('extension/src/types/host.d.ts', root));
  const program = ts.createProgram([file], { strict: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const fields = new Set();
  for (const node of source?.statements ?? []) {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'HostMethods') continue;
    for (const method of node.members) {
      const params = checker.getTypeAtLocation(method).getProperty('params');
      assert.ok(params);
      for (const { name } of checker.getTypeOfSymbolAtLocation(params, node).getProperties())
        fields.add(name);
    }
  }
  return fields;
}

/** @param {string} folder @returns {string[]} what is written in JavaScript and C++ there */
const sources = (folder) =>
  readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.(js|cpp)$/.test(path) ? [path] : [];
  });

/** The program's files that make requests, and whom they ask, as the statement calls them. */
const ASKED = {
  'host/system/portal/portal_call.cpp': 'your portal',
  'host/system/aws/aws_federation.cpp': "AWS's sign-in hosts",
  'host/system/aws/ecr_api.cpp': "AWS's container registry",
  'host/commands/doctor/doctor_network.cpp': "AWS's sign-in hosts",
  'host/commands/doctor/portal_observation.cpp': "AWS's sign-in hosts",
};

/** The program's own files, by their names in host/system/files/paths.h, and what the statement says of them. */
const KEPT = {
  vault_file: /encrypted file: the sign-in to the portal/,
  vault_key_file: /the encrypted file's key/,
  keyring_file: /encrypted file: the sign-in to the portal/,
  credential_cache: /encrypted cache: temporary AWS keys .*Kubernetes.*ECR/,
  credential_cache_key_file: /runtime folder: the encrypted cache's key/,
  config_file: /portals/,
  portal_facts: /tenants' names and ids, who signed in and until when, .*which registry/,
  believed_projects_file: /projects.*agreed/,
  history_file: /history/,
};

describe('the privacy statement', () => {
  it('names every field that goes to the program, and no other', () => {
    const named = rowsUnder('What the extension sends to the program').flatMap(([cell = '']) =>
      quoted(cell),
    );
    assert.deepEqual(named.sort(), [...sentFields()].sort());
  });

  it('and Firefox’s question before the installation name the same kinds of data', () => {
    const kinds = rowsUnder('What the extension sends to the program').flatMap((cells) =>
      quoted(cells[2] ?? ''),
    );
    assert.deepEqual([...new Set(kinds)].sort(), declared.required.toSorted());
    assert.equal(declared.optional, undefined);
    // No older one asks.
    assert.ok(Number.parseInt(oldest, 10) >= 140, oldest);
  });

  it('has every optional way of reading that the manifest asks for', () => {
    const { optional_permissions: optional } = JSON.parse(read('extension/manifest.json'));
    const reads = rowsUnder('What the extension reads').map(([of]) => of);
    assert.equal(optional.includes('tabs'), reads.includes('open tabs'));
    assert.equal(optional.includes('clipboardRead'), reads.includes('the clipboard'));
  });

  it('names whom the program asks, wherever a request of its is made', () => {
    const askers = sources('host').filter((path) => /^\s+HttpRequest \w+;$/m.test(read(path)));
    assert.deepEqual(
      askers.filter((path) => !path.endsWith('/http_within.cpp')).sort(),
      Object.keys(ASKED).sort(),
    );
    const named = rowsUnder('What the program sends').map(([to = '']) => to.replace(/ \(.*/, ''));
    for (const [path, party] of Object.entries(ASKED)) assert.ok(named.includes(party), path);
  });

  it('names each kind of file that the program keeps', () => {
    const paths = [...read('host/system/files/paths.h').matchAll(/path (\w+)\(\) const/g)];
    const names = paths.map(([, name]) => String(name)).filter((name) => !name.includes('lock'));
    assert.deepEqual(names.sort(), Object.keys(KEPT).sort());
    const kept = rowsUnder('What is kept, and where').map(([where, what]) => `${where}: ${what}`);
    for (const [name, words] of Object.entries(KEPT))
      assert.ok(
        kept.some((row) => words.test(row)),
        name,
      );
  });

  it('and its picture name the same parties', () => {
    const picture = read('extension/docs/data-flow.svg');
    for (const party of ['Web pages', 'Extension', 'Program jit-console', 'Your portal', 'AWS'])
      assert.ok(picture.includes(`class="name">${party}<`), party);
    assert.deepEqual(
      [...picture.matchAll(/class="name">([^<]+)</g)].length,
      6,
      'the parties and the computer',
    );
  });
});

describe('the extension', () => {
  it('talks to the program only: no script of it sends anything anywhere', () => {
    // Its own files come from its package.
    for (const path of sources('extension/src'))
      assert.doesNotMatch(
        read(path),
        /\bfetch\((?!api\.runtime\.getURL\()|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|importScripts/,
        path,
      );
  });

  it('sends nothing of a portal’s page but the ARN that the page is about', async () => {
    const around = new FakeEntries();
    await around.ready();
    around.show(portalPage, `CANARY of the page ${queue} and more CANARY`);
    await around.click(`open page acme/tenant/${invoice.id}`);
    assert.equal(around.asked().to, queue);
    assert.doesNotMatch(JSON.stringify(around.host.journal), /CANARY|app-integration/);
  });

  it('sends nothing of a selection but the one ARN in it', async () => {
    const around = new FakeEntries();
    await around.ready();
    await around.click('likely selection', { selectionText: `CANARY (${queue}) CANARY` });
    assert.equal(around.asked().to, queue);
    assert.doesNotMatch(JSON.stringify(around.host.journal), /CANARY/);
  });
});
