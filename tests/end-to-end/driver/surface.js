import { until } from './until.js';

/**
 * A document that a person sees: a tab's page or the toolbar popup. Each browser's subclass gives
 * the primitives `evaluate`, `tryClick`, `press`, `screenshot`, `url`, `closed` and `close`; what is
 * built on them is here, so that it means the same in every browser.
 */
export class Surface {
  /** @param {string} text typed key by key into whatever has the focus */
  async type(text) {
    for (const character of text) await this.press(character);
  }

  /**
   * Clicks an element with the mouse, once it can be hit: present, of some size, not covered.
   * @param {string} selector
   */
  async click(selector) {
    let unanswered = false;
    await until(`${selector} to be clicked`, async () => {
      // A click may take the page away, or a popup, and with it the answer.
      const point = await this.evaluate(hitPoint, selector).catch(async (error) => {
        if (unanswered && (await this.closed())) return null;
        throw error;
      });
      if (!point) return unanswered;
      unanswered = true;
      // What is still being laid out may have moved by now: then nothing is clicked, and it is looked for again.
      const landed = await this.tryClick(point, selector);
      unanswered = false;
      return landed;
    });
  }

  /** @param {number} x @param {number} y in the page, whatever is there */
  async clickAt(x, y) {
    await until('the click to land', () => this.tryClick({ x, y }));
  }

  /**
   * Clicks into a field and types over what stands there.
   * @param {string} selector
   * @param {string} text
   */
  async fill(selector, text) {
    await this.click(selector);
    await this.evaluate((s) => document.querySelector(s).select(), selector);
    await this.type(text);
  }

  /**
   * @param {string} selector
   * @returns {Promise<string | null>} its visible text with white space folded, null where there is no such element
   */
  text(selector) {
    return this.evaluate(visibleText, selector);
  }

  /**
   * @param {string} selector
   * @param {RegExp} pattern
   * @param {number} [deadlineMs]
   * @returns {Promise<string>} the text, once it matches
   */
  async waitForText(selector, pattern, deadlineMs) {
    const found = await until(
      `${selector} to show ${pattern}`,
      async () => {
        const text = await this.text(selector);
        if (text === null || !pattern.test(text)) throw new Error(text ?? `no ${selector}`);
        return { text };
      },
      deadlineMs,
    );
    return found.text;
  }

  /** @param {string} selector */
  waitFor(selector) {
    return until(`${selector} to be there`, () =>
      this.evaluate((s) => Boolean(document.querySelector(s)), selector),
    );
  }

  /** @param {string} selector @returns {Promise<boolean>} whether it is there and takes up room */
  shows(selector) {
    return this.evaluate(
      (s) => Boolean(document.querySelector(s)?.getClientRects().length),
      selector,
    );
  }

  /** @returns {Promise<boolean>} whether it is the document in front */
  inFront() {
    return this.evaluate(() => document.visibilityState === 'visible');
  }

  /** Loads it again, and waits for the new page. */
  async reload() {
    // The answer may go with the old page.
    await this.evaluate(() => {
      document.documentElement.dataset.old = '';
      location.reload();
    }).catch(() => undefined);
    await until('the page to be new', () =>
      this.evaluate(
        () => !('old' in document.documentElement.dataset) && document.readyState === 'complete',
      ),
    );
  }

  /**
   * Sends it to another address; what has come of that is to be waited for.
   * @param {string} url
   */
  async goTo(url) {
    await this.evaluate((to) => location.assign(to), url).catch(() => undefined);
  }

  /** Waits until it is the document in front. */
  waitUntilInFront() {
    return until('it to be in front', () => this.inFront());
  }

  /** Waits until an element is gone or takes up no room. @param {string} selector */
  waitUntilHidden(selector) {
    return until(`${selector} to be hidden`, async () => !(await this.shows(selector)));
  }

  /** Waits until the browser has taken it away. */
  waitUntilClosed() {
    return until('it to close', () => this.closed());
  }
}

/** Runs in a popup: whether its scripts have run and the keyboard is led to it. @param {string} url */
export function isReady(url) {
  const { readyState } = document;
  if (location.href === url && readyState === 'complete' && document.hasFocus()) return true;
  throw new Error(`${location.href}, ${readyState}, ${document.hasFocus() ? '' : 'no '}focus`);
}

/** Runs in the page. @param {string} selector */
function hitPoint(selector) {
  const element = document.querySelector(selector);
  if (
    !element ||
    element.matches(':disabled, [aria-disabled]') ||
    document.visibilityState !== 'visible'
  )
    return null;
  // Before its style sheets have come it may not stay where it is.
  if (document.readyState !== 'complete') return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  const point = { x: x + width / 2, y: y + height / 2 };
  const hit = width && height && document.elementFromPoint(point.x, point.y);
  return hit && element.contains(hit) ? point : null;
}

/** Runs in the page. @param {string} selector */
function visibleText(selector) {
  const element = document.querySelector(selector);
  return element instanceof HTMLElement ? element.innerText.replace(/\s+/g, ' ').trim() : null;
}
