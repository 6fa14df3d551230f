import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../tests/end-to-end/stage.js';

/*
 * Puts what the demo has made where README and the stores have it, the stores' on 1,280 × 800. Run by:
 *
 *     installer/demo.sh --pictures
 */

const require = createRequire(join(ROOT, 'tests/package.json'));
const { default: puppeteer } = await import(require.resolve('puppeteer-core'));

const store = join(ROOT, 'extension/store');
/** In the stores' order. */
const pictures = ['popup', 'console', 'chip', 'options', 'grant-page'];

const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
for (const [at, name] of pictures.entries()) {
  const data = readFileSync(join(ROOT, 'build/demo', `${name}.png`)).toString('base64');
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:#e8eaee">` +
      `<img src="data:image/png;base64,${data}">`,
  );
  await page.screenshot({ path: join(store, 'screenshots', `${at + 1}-${name}.png`) });
}
await browser.close();
copyFileSync(join(ROOT, 'build/demo/film.png'), join(store, 'film.png'));
