/* How many calls of the browser it costs what happens to somebody with 1, 30 and 200 tabs of ten sessions, counted with the
 * fake browser of tests/extension. Prints the figures and writes them to build/benchmark/painter.json.
 *
 *     node tests/benchmark/painter.js
 */
import { happenings, ManyTabs } from '../extension/fakes/many-tabs.js';
import { keep } from './measured.js';

const rows = Object.fromEntries(Object.keys(happenings).map((what) => [what, {}]));
for (const tabs of [1, 30, 200]) {
  const costs = await (await ManyTabs.with(tabs)).costs();
  for (const [what, { calls }] of Object.entries(costs)) rows[what][`${tabs} tabs`] = calls.length;
}
console.table(rows);
keep('painter', { calls: rows });
