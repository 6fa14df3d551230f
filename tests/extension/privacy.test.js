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

/** @param {string} folder @returns {string[]} */
const scripts = (folder) =>
  readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return scripts(path);
    return path.endsWith('.js') ? [path] : [];
  });

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
    for (const path of scripts('extension/src'))
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
