/* How fast the popup is with 10,000 tenants, in Chromium: the first picture of a list that has just come, the first
 * picture of one that is known, and each keystroke; and, alternating with these, what an empty page of the extension takes to its
 * first picture, below which no popup can get. Prints the figures and writes them to build/benchmark/popup-TENANTS.json.
 *
 *     node tests/benchmark/popup.js [TENANTS]        needs a built host, release for figures that count
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../end-to-end/driver/until.js';
import { hostBinary, ROOT, Stage } from '../end-to-end/stage.js';
import { keep, machine, quantile } from './measured.js';

const tenants = Number(process.argv[2] ?? 10_000);
const OPENINGS = 10;

/** Typed one after another, each then taken back with Backspace: many matches, few, one and none. */
const QUERIES = ['tenant-0', 'nonprod 42', 'bil', '09999', 'zzzz'];

/** On a machine that is busy with other work 10,000 tenants take a while to come. */
const PATIENCE_MS = 120_000;

/** What the popup is to keep to, printed beside the figures: median and 95th percentile. */
const WANTED = { 'known list: opened → usable': '50', 'keystroke, work': '8 (16)' };

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
  const figures = {
    'list arrived → usable': [],
    'known list: opened → usable': [],
    'an empty page': [],
    'memory of the popup’s page, MB': [],
  };
  for (let opening = 0; opening < OPENINGS; opening++) {
    const arriving = await instrumentedPopup(forgetTenants);
    const { arrived, usable } = await marksOf(arriving, 'arrived');
    figures['list arrived → usable'].push(usable - arrived);
    await arriving.close();
    await arriving.waitUntilClosed();
    const known = await instrumentedPopup();
    figures['known list: opened → usable'].push((await marksOf(known)).usable);
    figures['memory of the popup’s page, MB'].push(await heapOf(known));
    await known.close();
    await known.waitUntilClosed();
    figures['an empty page'].push(await emptyPage());
  }
  return figures;
}

/** @returns {Promise<number>} milliseconds until a page of the extension with nothing in it is drawn */
async function emptyPage() {
  const dir = stage.started.extensionDir;
  writeFileSync(join(dir, 'empty.html'), '<!doctype html><title>empty</title><input>');
  const page = await stage.browser.openTab(stage.browser.extensionUrl('empty.html'));
  await page.page.evaluateOnNewDocument(() => {
    const note = () => {
      globalThis.drawn = performance.now();
    };
    requestAnimationFrame(() => setTimeout(note));
  });
  await page.page.reload();
  const drawn = await until('the page', () => page.evaluate(() => globalThis.drawn), PATIENCE_MS);
  await page.close();
  return drawn;
}

/** @returns {Promise<number>} what its scripts hold after the collection of garbage */
async function heapOf({ page }) {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
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
      await until(
        'the picture',
        () => popup.evaluate((n) => globalThis.keystrokes.length > n, before),
        PATIENCE_MS,
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
  await until('the lists', () => stage.browser.evaluateInWorker(allRead), PATIENCE_MS);
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
  const marksOfPage = (name) => {
    const { marks } = globalThis;
    return marks?.usable !== undefined && marks[name] !== undefined && marks;
  };
  const asked = () => popup.evaluate(marksOfPage, needed);
  return until('the list in the popup', asked, PATIENCE_MS);
}

/** Runs in the popup before its own scripts. */
function noteTimes(tenantsWanted) {
  const marks = {};
  globalThis.marks = marks;
  chrome.storage.onChanged.addListener(({ portalData }) => {
    const counts = Object.values(portalData?.newValue ?? {}).map(
      ({ tenants }) => tenants.count ?? tenants.length,
    );
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
  const facts = {
    command: `node tests/benchmark/popup.js ${tenants}`,
    host: hostBinary().slice(ROOT.length),
    machine: machine(),
    tenants,
    milliseconds: rows,
  };
  console.table(Object.fromEntries(rows.map(({ what, ...row }) => [what, row])));
  keep(`popup-${tenants}`, facts);
  console.log(`${facts.machine}; written to build/benchmark/popup-${tenants}.json`);
}

function summary(what, times) {
  const at = (share) => Number(quantile(times, share).toFixed(1));
  return {
    what,
    count: times.length,
    median: at(0.5),
    p95: at(0.95),
    worst: at(1),
    wanted: WANTED[what] ?? null,
  };
}
