/* Makes RESULTS.md of what the benchmarks of one run have left in build/benchmark.
 *
 *     node tests/benchmark/table.js
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../end-to-end/stage.js';

const PACKAGES = ['libcurl4', 'libssl3', 'curl', 'jq', 'python3', 'python3-requests', 'keepassxc'];

/** @returns {any} null: it wasn't measured */
function read(name) {
  const file = join(ROOT, `build/benchmark/${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

const [host, credentials, growth, painter] = ['host', 'credentials', 'growth', 'painter'].map(read);
const popups = [1, 100, 10_000].map((tenants) => read(`popup-${tenants}`)).filter(Boolean);

const parts = [
  '# What the benchmarks measured',
  'Written by `tests/benchmark/run.sh`, which repeats all of it; [README.md](README.md) says how each figure is taken. Times are medians in ' +
    'milliseconds. Candidates took turns, so that what else the machine did met all of them: the ratios of one table say more than its figures.',
  versions(),
  ...(host ? hostParts(host) : []),
  ...(credentials ? credentialsParts(credentials) : []),
  ...(popups.length > 0 ? popupParts(popups) : []),
  ...(growth ? growthParts(growth) : []),
  ...(painter ? painterParts(painter) : []),
];
writeFileSync(join(ROOT, 'tests/benchmark/RESULTS.md'), `${parts.join('\n\n')}\n`);

function hostParts({ machine, rounds, start, message, click, memory }) {
  return [
    '## Start',
    `From the start of a process, as a browser starts it, to its first reply; below, whole runs. ${on(machine, rounds)}`,
    table(['', 'ms', 'to the bare host'], startRows(start)),
    '## A message to a host that runs',
    table(['', 'ms'], Object.entries(message)),
    '## A click: from the request to the sign-in URL',
    'Cold: with the start of the host, TCP and TLS 1.3, three round trips to the portal. Warm: on the kept connection, one. The remainder is ' +
      'what is left without these. The small trust store is a file of one authority, the other one Debian’s.',
    table(
      ['round trip', 'trust store', 'cold', 'remainder', 'warm', 'remainder'],
      clickRows(click),
    ),
    '## Memory',
    'Of a process that waits for its next message, with its share of what processes share (PSS), in MB.',
    table(['', 'MB'], Object.entries(memory)),
  ];
}

function credentialsParts({ machine, rounds, rows }) {
  const ours = (trip) => rows.find(({ roundTrip }) => roundTrip === trip).ms;
  return [
    '## Credentials: whole processes',
    'For a tenant named on the command line. jit-console remembers its GUID for a day; the others ask for it each time, as duploctl does. ' +
      on(machine, rounds),
    table(
      ['round trip', '', 'ms', 'to jit-console'],
      rows.map(({ roundTrip, name, ms }) => [
        `${roundTrip} ms`,
        name,
        ms,
        (ms / ours(roundTrip)).toFixed(2),
      ]),
    ),
  ];
}

function popupParts(all) {
  const rows = all.flatMap(({ tenants, milliseconds }) =>
    milliseconds.map(({ what, median, p95, wanted }) => [tenants, what, median, p95, wanted ?? '']),
  );
  return [
    '## The popup, in Chromium',
    'An empty page of the extension, opened alternately, is what no popup can beat. “Opened” begins with the page’s navigation; a keystroke’s work ' +
      `is scripts and layout. ${all.map(({ tenants, machine }) => `${tenants} tenants: ${machine}`).join('; ')}.`,
    table(['tenants', '', 'median', '95th percentile', 'wanted'], rows),
  ];
}

function growthParts({ machine, rounds, rows }) {
  return [
    '## Growth',
    `Requests to a host that runs, at a round trip of 0 ms; memory (PSS) after them. ${on(machine, rounds)}`,
    table(
      ['', 'count', 'the list, ms', 'MB', 'a click, ms'],
      rows.map(({ what, count, list, click }) => [what, count, list.ms, list.memory, click.ms]),
    ),
  ];
}

function painterParts({ calls }) {
  return [
    '## Calls of the browser, counted',
    table(
      ['', ...Object.keys(Object.values(calls)[0])],
      Object.entries(calls).map(([what, counts]) => [what, ...Object.values(counts)]),
    ),
  ];
}

/** @param {string} machine @param {number} rounds */
function on(machine, rounds) {
  return `${machine}; ${rounds} rounds.`;
}

function versions() {
  const found = [
    ['git', 'log', '-1', '--format=jit-console %h'],
    ['node', '-p', '"node " + process.version'],
    ['chromium', '--version'],
    ...PACKAGES.map((name) => ['dpkg-query', '-W', name]),
  ].map(([command, ...args]) => said(command, args).replace('\t', ' '));
  const at = new Date().toISOString().slice(0, 10);
  return `${at}: ${found.filter(Boolean).join('; ')}.`;
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

function startRows(start) {
  const bare = start['first reply of a bare host'];
  return Object.entries(start).map(([name, ms]) => [
    name,
    ms,
    bare && name.startsWith('first') ? (ms / bare).toFixed(2) : '',
  ]);
}

function clickRows(click) {
  const left = (took, trips, roundTrip) => (took - trips * roundTrip).toFixed(1);
  return click
    .filter(({ kind }) => kind === 'cold')
    .map(({ roundTrip, store, ms: cold }) => {
      const { ms: warm } = click.find(
        (row) => row.kind === 'warm' && row.roundTrip === roundTrip && row.store === store,
      );
      return [
        `${roundTrip} ms`,
        store,
        cold,
        left(cold, 3, roundTrip),
        warm,
        left(warm, 1, roundTrip),
      ];
    });
}

/** @param {string[]} head @param {unknown[][]} rows */
function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
