// Prints the fault matrix: node tests/faults/matrix.js. Fails where a row names a test that isn't there.
import { hasTest } from './named-tests.js';
import { rows } from './rows.js';

const missing = rows.filter(({ file, test }) => !hasTest(file, test));
let area = '';
for (const row of rows) {
  if (row.area !== area) console.log(`\n${row.area.toUpperCase()}`);
  area = row.area;
  console.log(
    `  ${row.broken}\n    seen: ${row.seen}\n    lost: ${row.lost}\n    ${row.file}: ${row.test}`,
  );
}
for (const { file, test } of missing) console.error(`no such test: ${file}: ${test}`);
const lossless = rows.filter(({ lost }) => lost === 'nothing').length;
const areas = new Set(rows.map((row) => row.area)).size;
console.log(
  `\n${rows.length} faults in ${areas} areas: ${rows.length - missing.length} with a test, ${lossless} lose nothing`,
);
process.exitCode = missing.length > 0 ? 1 : 0;
