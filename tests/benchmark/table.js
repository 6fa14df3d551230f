/* Makes RESULTS.md of what the benchmarks of one run have left in build/benchmark.
 *
 *     node tests/benchmark/table.js
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../end-to-end/stage.js';

const PACKAGES = ['libcurl4', 'libssl3', 'curl', 'jq', 'python3', 'python3-requests', 'keepassxc'];

const read = (name) => JSON.parse(readFileSync(join(ROOT, `build/benchmark/${name}.json`), 'utf8'));
const [host, credentials, growth, painter] = ['host', 'credentials', 'growth', 'painter'].map(read);
const popups = [1, 100, 10_000].map((tenants) => read(`popup-${tenants}`));

const parts = [
  '# What the benchmarks measured',
  'Written by `tests/benchmark/run.sh`, which repeats all of it; [README.md](README.md) says how each figure is taken. Times are medians in ' +
    'milliseconds. Candidates took turns, so that what else the machine did met all of them: the ratios of one table say more than its figures.',
  machines(),
  '## Start',
  'From the start of a process, as a browser starts it, to its first reply; below, whole runs.',
  table(['', 'ms', 'to the bare host'], startRows()),
  '## A message to a host that runs',
  table(
    ['', 'ms'],
    Object.entries(host.message).map(([name, ms]) => [name, ms]),
  ),
  '## A click: from the request to the sign-in URL',
  'Cold: with the start of the host, TCP and TLS 1.3, three round trips to the portal. Warm: on the kept connection, one. The remainder is ' +
    'what is left without these. The small trust store is a file of one authority, the other one Debian’s.',
  table(['round trip', 'trust store', 'cold', 'remainder', 'warm', 'remainder'], clickRows()),
  '## Credentials: whole processes',
  'For a tenant named on the command line. jit-console remembers its GUID for a day; the others ask for it each time, as duploctl does.',
  table(
    ['round trip', '', 'ms', 'to jit-console'],
    credentials.rows.map(({ roundTrip, name, ms }) => [
      `${roundTrip} ms`,
      name,
      ms,
      ratio(ms, askingAt(roundTrip)),
    ]),
  ),
  '## Memory',
  'Of a process that waits for its next message, with its share of what processes share (PSS), in MB.',
  table(['', 'MB'], Object.entries(host.memory)),
  '## The popup, in Chromium',
  'An empty page of the extension, opened alternately, is what no popup can beat. “Opened” begins with the page’s navigation; a keystroke’s work ' +
    'is scripts and layout.',
  table(['tenants', '', 'median', '95th percentile', 'wanted'], popupRows()),
  '## Growth',
  'Requests to a host that runs, at a round trip of 0 ms; memory (PSS) after them.',
  table(
    ['', 'count', 'the list, ms', 'MB', 'a click, ms'],
    growth.rows.map(({ what, count, list, click }) => [
      what,
      count,
      list.ms,
      list.memory,
      click.ms,
    ]),
  ),
  'Calls of the browser, counted:',
  table(
    ['', ...Object.keys(Object.values(painter.calls)[0])],
    Object.entries(painter.calls).map(([what, counts]) => [what, ...Object.values(counts)]),
  ),
];
writeFileSync(join(ROOT, 'tests/benchmark/RESULTS.md'), `${parts.join('\n\n')}\n`);

function machines() {
  const versions = [
    ['git', 'log', '-1', '--format=jit-console %h'],
    ['node', '-p', '"node " + process.version'],
    ['chromium', '--version'],
    ...PACKAGES.map((name) => ['dpkg-query', '-W', name]),
  ].map(([command, ...args]) => said(command, args).replace('\t', ' '));
  const at = new Date().toISOString().slice(0, 10);
  return `${at}, ${host.machine}; ${host.rounds} rounds. ${versions.filter(Boolean).join('; ')}.`;
}

/** @returns {string} '': it isn't installed */
function said(command, args) {
  try {
    const options = { encoding: 'utf8', cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync(command, args, options).trim();
  } catch {
    return '';
  }
}

function startRows() {
  const bare = host.start['first reply of a bare host'];
  return Object.entries(host.start).map(([name, ms]) => [
    name,
    ms,
    name.startsWith('first') ? ratio(ms, bare) : '',
  ]);
}

function clickRows() {
  const at = (wanted) => (row) =>
    Object.entries(wanted).every(([key, value]) => row[key] === value);
  const cold = host.click.filter(at({ kind: 'cold' }));
  return cold.map(({ roundTrip, store, ms }) => {
    const warm = host.click.find(at({ roundTrip, store, kind: 'warm' })).ms;
    const left = (took, trips) => (took - trips * roundTrip).toFixed(1);
    return [`${roundTrip} ms`, store, ms, left(ms, 3), warm, left(warm, 1)];
  });
}

function askingAt(wanted) {
  return credentials.rows.find(({ roundTrip }) => roundTrip === wanted).ms;
}

function popupRows() {
  return popups.flatMap(({ tenants, milliseconds }) =>
    milliseconds.map(({ what, median, p95, wanted }) => [tenants, what, median, p95, wanted ?? '']),
  );
}

/** @param {number} one @param {number} [other] */
function ratio(one, other) {
  return other ? `${(one / other).toFixed(2)}` : '';
}

/** @param {string[]} head @param {unknown[][]} rows */
function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
