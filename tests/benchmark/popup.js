/* How fast the popup is with 10,000 tenants, in Chromium: the first picture of a list that has just come, the first
 * picture of one that is known, and each keystroke. Prints the figures and writes them to build/benchmark/popup-TENANTS.json.
 *
 *     node tests/benchmark/popup.js [TENANTS]        needs a built host, release for figures that count
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { until } from '../end-to-end/driver/until.js';
import { hostBinary, ROOT, Stage } from '../end-to-end/stage.js';

const tenants = Number(process.argv[2] ?? 10_000);
const OPENINGS = 10;

/** Typed one after another, each then taken back with Backspace: many matches, few, one and none. */
const QUERIES = ['tenant-0', 'nonprod 42', 'bil', '09999', 'zzzz'];

/** What the popup is to keep to, printed beside the figures. */
const WANTED = { 'list arrived → usable': 200, 'keystroke, work': 16 };

const stage = new Stage();
try {
  await stage.open({ signedIn: ['acme'], tenants });
  report({ ...(await measureOpenings()), ...(await measureKeystrokes()) });
} finally {
  await stage.close();
}

/** @returns {Promise<Record<string, number[]>>} milliseconds */
async function measureOpenings() {
  /** @type {Record<string, number[]>} */
  const figures = { 'list arrived → usable': [], 'known list: opened → usable': [] };
  for (let opening = 0; opening < OPENINGS; opening++) {
    const arriving = await instrumentedPopup(forgetTenants);
    const { arrived, usable } = await marksOf(arriving, 'arrived');
    figures['list arrived → usable'].push(usable - arrived);
    await arriving.close();
    await arriving.waitUntilClosed();
    const known = await instrumentedPopup();
    figures['known list: opened → usable'].push((await marksOf(known)).usable);
    await known.close();
    await known.waitUntilClosed();
  }
  return figures;
}

/** @returns {Promise<Record<string, number[]>>} milliseconds */
async function measureKeystrokes() {
  const popup = await instrumentedPopup();
  await marksOf(popup);
  await popup.click('#search');
  await popup.evaluate(watchKeystrokes);
  for (const query of QUERIES) {
    for (const key of [...query, ...Array(query.length).fill('Backspace')]) {
      const before = await popup.evaluate(() => globalThis.keystrokes.length);
      await popup.press(key);
      await until('the picture', () =>
        popup.evaluate((n) => globalThis.keystrokes.length > n, before),
      );
    }
  }
  const keystrokes = await popup.evaluate(() => globalThis.keystrokes);
  return {
    'keystroke, work': keystrokes.map(({ work }) => work),
    'keystroke, until its picture': keystrokes.map(({ painted }) => painted),
  };
}

/**
 * The popup, loaded once more with something in it that notes times.
 * @param {() => Promise<void>} [first] what has to come right before; the popup's first loading has read all it wants by then,
 *   or its list would arrive before anybody notes it
 */
async function instrumentedPopup(first = async () => undefined) {
  const popup = await stage.browser.openPopup();
  await popup.page.evaluateOnNewDocument(noteTimes, tenants);
  await until('the lists', () => stage.browser.evaluateInWorker(allRead));
  await first();
  await popup.page.reload();
  return popup;
}

/** Runs in the worker. */
async function allRead() {
  const { portalData = {} } = await chrome.storage.local.get('portalData');
  return Object.values(portalData).some((data) => data.tenantsReadAt > 0 && data.detailsReadAt > 0);
}

function forgetTenants() {
  return stage.browser.evaluateInWorker(() => chrome.storage.local.remove('portalData'));
}

/** @returns {Promise<{arrived?: number, usable: number}>} milliseconds since the popup was opened */
function marksOf(popup, needed = 'usable') {
  return until('the list in the popup', () =>
    popup.evaluate((name) => {
      const { marks } = globalThis;
      return marks?.usable !== undefined && marks[name] !== undefined && marks;
    }, needed),
  );
}

/** Runs in the popup before its own scripts. */
function noteTimes(tenantsWanted) {
  const marks = {};
  globalThis.marks = marks;
  chrome.storage.onChanged.addListener(({ portalData }) => {
    const counts = Object.values(portalData?.newValue ?? {}).map((data) => data.tenants.length);
    if (counts.some((count) => count >= tenantsWanted)) marks.arrived ??= performance.now();
  });
  const noteUsable = () => {
    marks.usable = performance.now();
  };
  const look = () => {
    const shown = document.querySelectorAll('[role=option]').length > 0;
    // The task after a frame's callbacks comes when the frame has been drawn.
    if (shown) setTimeout(noteUsable);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the popup: `work` is scripts and layout, `painted` until the frame has been drawn. */
function watchKeystrokes() {
  const keystrokes = [];
  globalThis.keystrokes = keystrokes;
  let pressed = 0;
  const notePress = () => {
    pressed = performance.now();
  };
  addEventListener('keydown', notePress, { capture: true });
  addEventListener('input', () => {
    document.body.getBoundingClientRect();
    const work = performance.now() - pressed;
    const note = () => keystrokes.push({ work, painted: performance.now() - pressed });
    requestAnimationFrame(() => setTimeout(note));
  });
}

/** @param {Record<string, number[]>} figures */
function report(figures) {
  const rows = Object.entries(figures).map(([what, times]) => summary(what, times));
  const [{ model }] = cpus();
  const facts = {
    command: `node tests/benchmark/popup.js ${tenants}`,
    host: hostBinary().slice(ROOT.length),
    machine: `${cpus().length} × ${model}, load ${loadavg()[0].toFixed(1)}`,
    tenants,
    milliseconds: rows,
  };
  console.table(Object.fromEntries(rows.map(({ what, ...row }) => [what, row])));
  const dir = join(ROOT, 'build/benchmark');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, `popup-${tenants}.json`), `${JSON.stringify(facts, null, 2)}\n`);
  console.log(`${facts.machine}; written to build/benchmark/popup-${tenants}.json`);
}

function summary(what, times) {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share) => Number(sorted[Math.ceil(share * sorted.length) - 1].toFixed(1));
  return {
    what,
    count: times.length,
    median: at(0.5),
    p95: at(0.95),
    worst: at(1),
    wanted: WANTED[what] ?? null,
  };
}
