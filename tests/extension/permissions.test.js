import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';

const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');
const manifest = JSON.parse(read('extension/manifest.json'));
const firefox = JSON.parse(read('extension/manifest.firefox.json'));

/** @param {string} folder @returns {string[]} scripts below it */
const scripts = (folder) =>
  readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return scripts(path);
    return path.endsWith('.js') ? [path] : [];
  });

/** @param {ts.Node} node @returns {boolean} whether it is the browser's API object, by whatever way it is reached */
function isApi(node) {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isApi(node.expression);
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  return ts.isIdentifier(name) && name.text === 'api';
}

/** @returns {Set<string>} parts of the browser's API that the code calls for, and `runtime.connectNative` */
function reached() {
  const found = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      if (isApi(node.expression)) found.add(node.name.text);
      if (node.name.text === 'connectNative') found.add('connectNative');
      if (node.name.text === 'clipboard' || node.name.text === 'execCommand')
        found.add('clipboard');
    }
    if (
      ts.isVariableDeclaration(node) &&
      ts.isObjectBindingPattern(node.name) &&
      node.initializer &&
      isApi(node.initializer)
    )
      for (const { propertyName, name } of node.name.elements)
        found.add((propertyName ?? name).getText());
    ts.forEachChild(node, visit);
  };
  for (const path of scripts('extension/src'))
    visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true));
  return found;
}

/** Parts of the API that need no permission of the same name. */
const FREE = ['action', 'commands', 'omnibox', 'permissions', 'runtime', 'windows', 'i18n'];
/** Permissions by another name than the part of the API that they open. @type {Record<string, string>} */
const OPENED = {
  nativeMessaging: 'connectNative',
  clipboardRead: 'clipboard',
  clipboardWrite: 'clipboard',
  // What it allows on a page at a person's click is done by that part.
  activeTab: 'scripting',
  // Wanted by tabs in containers.
  cookies: 'contextualIdentities',
};

describe('the permissions of the manifests', () => {
  const asked = [
    ...manifest.permissions,
    ...manifest.optional_permissions,
    ...firefox['permissions+'],
  ];
  const parts = reached();

  it('are each called for by the code', () => {
    for (const name of asked) assert.ok(parts.has(OPENED[name] ?? name), name);
  });

  it('are all that the code calls for', () => {
    const opened = [...asked.map((name) => OPENED[name] ?? name), ...asked, ...FREE];
    assert.deepEqual(
      [...parts].filter((part) => !opened.includes(part)),
      [],
    );
  });

  it('let the code ask for no optional one that the manifest lacks', () => {
    for (const path of scripts('extension/src'))
      for (const [, names] of read(path).matchAll(/\bpermissions: \[([^\]]*)\]/g))
        for (const [, name] of String(names).matchAll(/'(\w+)'/g))
          assert.ok(asked.includes(name), `${path}: ${name}`);
  });

  it('have one mark of AWS’s asked for by its name, and no other cookie read or written, as the paper says', () => {
    assert.equal(parts.has('cookies'), false);
    const calls = scripts('extension/src').flatMap((path) => {
      const text = read(path);
      const uses = text.match(/\.cookieStore\b|\bdocument\.cookie\b|\bapi\.cookies\b/g) ?? [];
      return uses.map((use) => `${path}: ${use}`);
    });
    assert.deepEqual(calls, ['extension/src/content/opt-in-cookie.js: .cookieStore']);
    const asks = read('extension/src/content/opt-in-cookie.js').match(/\bstore\.\w+\([^)]*\)/g);
    assert.deepEqual(asks, ["store.get('aws-prism-opt-in')"]);
    const paper = read('extension/store/permissions.md');
    assert.match(paper, /`scripting` \| .*`aws-prism-opt-in`/);
    assert.match(paper, /No cookie is read or written by it\./);
  });
});
