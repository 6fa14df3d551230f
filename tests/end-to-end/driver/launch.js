import { ChromiumBrowser } from './chromium.js';
import { FirefoxBrowser } from './firefox.js';

/** The browsers that the end-to-end tests run in. */
export const BROWSERS = { chromium: ChromiumBrowser, firefox: FirefoxBrowser };

/**
 * @param {'chromium' | 'firefox'} name
 * @param {{home: import('./home.js').Home, extensionDir: string, headless?: boolean, args?: string[], env?: Record<string, string>}} options
 *   `args`: further switches of the browser's own
 * @returns {Promise<import('./browser.js').Browser>} with the extension loaded, the simulator's CA trusted and all
 *   traffic but loopback's led through its proxy
 */
export function launch(name, options) {
  return BROWSERS[name].launch(options);
}
