import { pathToFileURL } from 'node:url';
import { CHANCES } from './chances.js';
import { FURTHER } from './switches.js';
import { ROWS } from './unkind.js';

/** @param {RegExp} [told] @returns {string} as a person reads it */
const words = (told) => (told?.source ?? '').replaceAll('\\', '').replace('n.t', 'n’t');

/** @returns {string} what README.md says of switches, what is lost under each, and what a person is told */
export function unkindTable() {
  const fixed = [...ROWS, ...FURTHER].map(({ name, what, lost = 'nothing', told, toldBy }) => [
    name ? `\`${name}\`: ${what}` : what,
    lost,
    toldBy ?? words(told),
  ]);
  const byChance = Object.entries(CHANCES).map(([name, { what, lost, told }]) => [
    `\`${name}\`: ${what}`,
    lost,
    told,
  ]);
  const lines = [['otherwise', 'lost', 'told'], ['---', '---', '---'], ...fixed, ...byChance];
  return lines.map((cells) => `| ${cells.join(' | ')} |`.replace('|  |', '| |')).join('\n');
}

// node tests/end-to-end/unkind-table.js
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(unkindTable());
