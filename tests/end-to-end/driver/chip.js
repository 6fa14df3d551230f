import { until } from './until.js';

/** The chip on a console page: what a person sees and does, through the shadow root that pages can't open. */
export class Chip {
  /** @param {import('./surface.js').Surface} page */
  constructor(page) {
    this.page = page;
  }

  /** @returns {Promise<boolean>} whether the page has one */
  isThere() {
    return this.page.evaluate(() => document.querySelector('jit-console-chip') !== null);
  }

  /** @param {string} selector @returns {Promise<string | null>} its visible text; null: it doesn't show */
  text(selector) {
    return this.page.inChip((root, wanted) => {
      const found = root.querySelector(wanted);
      return found?.getClientRects().length ? found.innerText.replace(/\s+/g, ' ').trim() : null;
    }, selector);
  }

  /** @param {string} selector @param {RegExp} pattern @param {number} [deadlineMs] */
  async waitForText(selector, pattern, deadlineMs) {
    const found = await until(
      `${selector} of the chip to show ${pattern}`,
      async () => {
        const text = await this.text(selector);
        if (text === null || !pattern.test(text)) throw new Error(text ?? `no ${selector}`);
        return { text };
      },
      deadlineMs,
    );
    return found.text;
  }

  /** Waits until one of its elements doesn't show. @param {string} selector */
  waitUntilHidden(selector) {
    return until(`${selector} of the chip to go`, async () => (await this.text(selector)) === null);
  }

  /** Clicks one of its elements with the mouse. @param {string} selector */
  async click(selector) {
    const { x, y } = await until(`${selector} of the chip to be clickable`, () =>
      this.page.inChip(hitPoint, selector),
    );
    await this.page.clickAt(x, y);
  }

  /** @returns {Promise<{left: number, top: number, right: number, bottom: number}>} where the pill is in the window */
  place() {
    return until('the chip', () =>
      this.page.inChip((root) => {
        const { left, top, right, bottom } = root.querySelector('.pill').getBoundingClientRect();
        return { left, top, right, bottom };
      }),
    );
  }
}

/** Runs in the page. @param {ShadowRoot} root @param {string} selector */
function hitPoint(root, selector) {
  const element = root.querySelector(selector);
  if (!element?.getClientRects().length || document.visibilityState !== 'visible') return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  const point = { x: x + width / 2, y: y + height / 2 };
  const hit = root.elementFromPoint(point.x, point.y);
  return hit && element.contains(hit) ? point : null;
}
