import { Surface } from './surface.js';
import { until } from './until.js';

/** A tab or the popup of Chromium. */
export class ChromiumSurface extends Surface {
  /** @param {import('puppeteer-core').Page} page */
  constructor(page) {
    super();
    this.page = page;
  }

  evaluate(fn, ...args) {
    return this.page.evaluate(fn, ...args);
  }

  /** Runs a function of the page with the shadow root of the chip, which pages can't get at. */
  async inChip(fn, ...args) {
    const session = await this.page.createCDPSession();
    try {
      const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
      const html = root.children.find(({ localName }) => localName === 'html');
      const chip = html?.children.find(({ localName }) => localName === 'jit-console-chip');
      if (!chip) throw new Error('there is no chip');
      const { backendNodeId } = chip.shadowRoots[0];
      const { object } = await session.send('DOM.resolveNode', { backendNodeId });
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
        functionDeclaration: `function (...args) { return (${fn})(this, ...args); }`,
        objectId: object.objectId,
        arguments: args.map((value) => ({ value })),
        returnByValue: true,
      });
      if (exceptionDetails)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value ?? null;
    } finally {
      await session.detach();
    }
  }

  async url() {
    return this.page.url();
  }

  /**
   * @param {{x: number, y: number}} point
   * @param {string} [selector] of what must be there by then; nothing else is clicked
   * @returns {Promise<boolean>} false too while a new page still throws the mouse's events away
   */
  async tryClick({ x, y }, selector) {
    await this.evaluate(awaitMouse, selector);
    await this.page.mouse.click(x, y).catch((error) => this.#unlessClosed(error));
    // A click may take the page away, and with it the answer.
    const ignored = await this.evaluate(() => globalThis.mouseAwaited).catch(() => false);
    return !ignored;
  }

  /** @param {string} key a character or a key's name, with modifiers before it: `Control+Enter` */
  async press(key) {
    const names = key.length > 1 ? key.split('+') : [key];
    const last = names.pop();
    const { keyboard } = this.page;
    // Enter may close the popup, and with it the answers to what follows.
    const unlessClosed = (error) => this.#unlessClosed(error);
    for (const name of names) await keyboard.down(name);
    await keyboard.press(last).catch(unlessClosed);
    for (const name of names.reverse()) await keyboard.up(name).catch(unlessClosed);
  }

  /** @param {Error} error @throws {Error} unless it comes of the page's end */
  #unlessClosed(error) {
    if (!this.page.isClosed() && !/closed|detached|no target/i.test(error.message)) throw error;
  }

  async screenshot(path) {
    await this.page.screenshot({ path });
  }

  async closed() {
    return this.page.isClosed();
  }

  /** Asks again where Puppeteer misses the page's end: it would wait for it for good. */
  async close() {
    await until('the page to close', async () => {
      await this.page.close().catch((error) => this.#unlessClosed(error));
      return true;
    });
  }

  activate() {
    return this.page.bringToFront();
  }
}

/** Runs in the page. @param {string} [selector] what else is hit doesn't notice */
function awaitMouse(selector) {
  globalThis.mouseGuard?.abort();
  const guard = new AbortController();
  Object.assign(globalThis, { mouseAwaited: true, mouseGuard: guard });
  const wanted = selector === undefined ? document : document.querySelector(selector);
  const note = (event) => {
    if (event.type === 'mousedown' && event.composedPath().includes(wanted)) {
      globalThis.mouseAwaited = false;
      guard.abort();
    } else {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  for (const type of ['mousedown', 'mouseup', 'click'])
    addEventListener(type, note, { capture: true, signal: guard.signal });
}
