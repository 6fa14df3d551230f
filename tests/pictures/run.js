import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../end-to-end/stage.js';
import { layoutFaults } from './layout.js';
import { Pages } from './pages.js';
import { LOOKS, STATES } from './states.js';

/*
 * Pictures of every page in every state and look, as thumbnails on one page, with what the check of the layout finds:
 *
 *     node tests/pictures/run.js [WORDS]      build/pictures/index.html; WORDS: only states whose names hold them
 */

const folder = join(ROOT, 'build/pictures');
const wanted = process.argv.slice(2).join(' ');
const states = STATES.filter(({ name }) => name.includes(wanted));

/** @param {string} words */
const fileOf = (words) => `${words.replace(/\W+/g, '-')}.png`;

/** @param {import('./pages.js').Look} look @returns {Promise<Map<string, string[]>>} faults by state */
async function photograph(look) {
  const pages = await Pages.open(look.language);
  const found = new Map();
  for (const state of states) {
    const page = await pages.show(state, look).catch((error) => {
      throw new Error(`${state.name} (${look.name})`, { cause: error });
    });
    const faults = await layoutFaults(page);
    found.set(state.name, faults);
    for (const fault of faults) console.log(`${state.name} (${look.name}): ${fault}`);
    const path = join(folder, fileOf(`${state.name} ${look.name}`));
    await page.screenshot({ path: /** @type {any} */ (path), fullPage: !look.rightToLeft });
    await page.close();
  }
  await pages.close();
  return found;
}

/** @param {string} words */
const escaped = (words) => words.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);

/** @param {Map<string, Map<string, string[]>>} byLook */
function indexPage(byLook) {
  const cell = (/** @type {string} */ state, /** @type {string} */ look) => {
    const file = fileOf(`${state} ${look}`);
    const faults = byLook.get(look)?.get(state) ?? [];
    const words = faults.map((fault) => `<p>${escaped(fault)}</p>`).join('');
    return `<td><a href="${file}"><img loading="lazy" src="${file}" alt="${escaped(state)}"></a>${words}</td>`;
  };
  const looks = [...byLook.keys()];
  const rows = states.map(
    ({ name }) =>
      `<tr><th>${escaped(name)}</th>${looks.map((look) => cell(name, look)).join('')}</tr>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>jit-console: every page</title>
<style>body{font:13px system-ui;background:#ddd}img{width:220px;border:1px solid #999}td{vertical-align:top}
p{max-width:220px;color:#b00;overflow-wrap:anywhere}th{text-align:start;vertical-align:top}</style>
<table><tr><th></th>${looks.map((look) => `<th>${escaped(look)}</th>`).join('')}</tr>${rows.join('')}</table>`;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const byLook = new Map();
for (const look of LOOKS) byLook.set(look.name, await photograph(look));
writeFileSync(join(folder, 'index.html'), indexPage(byLook));
const faults = [...byLook.values()].flatMap((found) => [...found.values()].flat()).length;
console.log(
  `${states.length * LOOKS.length} pictures, ${faults} faults: ${join(folder, 'index.html')}`,
);
process.exitCode = faults > 0 ? 1 : 0;
