import { readFileSync } from 'node:fs';

/** Text that is HTML already; everything else is escaped by `html`. */
class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** @param {unknown} value */
function escapeText(value) {
  if (Array.isArray(value)) return value.map(escapeText).join('');
  if (value instanceof Markup) return value.text;
  return String(value ?? '').replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/**
 * Builds HTML; every value put in is escaped unless it was made by `html` itself.
 * @param {TemplateStringsArray} texts
 * @param {...unknown} values
 */
export function html(texts, ...values) {
  return new Markup(
    texts
      .map((text, index) => text + (index < values.length ? escapeText(values[index]) : ''))
      .join(''),
  );
}

/** Data for a page's script, in an element of its own. @param {string} id @param {unknown} value */
export function dataElement(id, value) {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="${id}">${new Markup(json)}</script>`;
}

/**
 * @param {{title: string, style: string, script?: string, head?: Markup|string, body: Markup}} page
 *   style and script are names of files in assets/
 */
export function page({ title, style, script, head = '', body }) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/__simulator/${style}">
${head}
</head>
<body>
${body}
${script ? html`<script type="module" src="/__simulator/${script}"></script>` : ''}
</body>
</html>
`.toString();
}

const ASSETS = ['portal.css', 'portal-app.js', 'portal-grant.js', 'aws.css', 'aws-console.js'];

/**
 * Answers requests for the pages' own styles and scripts.
 * @param {import('./exchange.js').Exchange} exchange
 * @returns {boolean} false when it is no such request
 */
export function serveAsset(exchange) {
  const name = exchange.path.replace('/__simulator/', '');
  if (!ASSETS.includes(name)) return false;
  const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
  const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  exchange.reply(200, { 'content-type': `${type}; charset=utf-8` }, bytes);
  return true;
}
