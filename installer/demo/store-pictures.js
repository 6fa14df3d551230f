import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../tests/end-to-end/stage.js';

/*
 * Puts the pictures of the last headless demo where README and the stores have them, for the stores on 1,280 × 800:
 *
 *     installer/demo.sh --headless && node installer/demo/store-pictures.js
 */

const require = createRequire(join(ROOT, 'tests/package.json'));
const { default: puppeteer } = await import(require.resolve('puppeteer-core'));

const store = join(ROOT, 'extension/store');
/** Each with its name for the stores. */
const pictures = [
  ['popup.png', '1-popup.png'],
  ['console.png', '2-console.png'],
  ['options.png', '4-options.png'],
  ['grant-page.png', '5-grant-page.png'],
];

const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
for (const [made, framed] of pictures) {
  const file = join(ROOT, 'build/demo', made);
  copyFileSync(file, join(store, made));
  const data = readFileSync(file).toString('base64');
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:#e8eaee">` +
      `<img src="data:image/png;base64,${data}">`,
  );
  await page.screenshot({ path: join(store, 'screenshots', framed) });
}
await browser.close();
