import { descendantsRunning } from './processes.js';
import { until } from './until.js';

/** How long a browser may take to start, with its extension, beside whatever else the machine does. */
export const START_MS = 60_000;

/**
 * A running browser with the extension. Each subclass gives `pages`, `openTab`, `openPopup`, `badge`,
 * `allowInPrivate`, `killWorker`, `extensionUrl` and `close`, and `pid`.
 */
export class Browser {
  /** The user's answer where a browser asks before a web page may reach programs on this machine. */
  async setLocalNetworkAccess() {
    // Most browsers ask nothing.
  }

  /** From now on the user says yes where the browser asks for a permission. */
  async grantWhatIsAsked() {
    // In Chromium it is given from the start: see `allowed` of a story's setting.
  }

  /**
   * Waits for a tab.
   * @param {string} what the tab in words, for the failure message
   * @param {(url: string) => boolean} matches
   * @param {number} [deadlineMs]
   * @returns {Promise<import('./surface.js').Surface>}
   */
  waitForPage(what, matches, deadlineMs) {
    const find = async () => {
      const urls = [];
      for (const page of await this.pages()) {
        const url = await page.url();
        if (matches(url)) return page;
        urls.push(url);
      }
      throw new Error(`tabs at ${urls.join(', ')}`);
    };
    return until(what, find, deadlineMs);
  }

  /** Waits until no popup is open: a click on the toolbar button would close it. */
  popupGone() {
    return until('the popup to be gone', async () => !(await this.shownPopup()));
  }

  /**
   * Waits until a tab's badge is as wanted.
   * @param {import('./surface.js').Surface} tab
   * @param {(badge: {text: string, title: string}) => boolean} matches
   */
  waitForBadge(tab, matches) {
    return until('the badge', async () => {
      const badge = await this.badge(tab);
      if (!matches(badge)) throw new Error(JSON.stringify(badge));
      // Text and title are read one after the other, and a navigation between the two clears both.
      const again = await this.badge(tab);
      if (again.text !== badge.text || again.title !== badge.title)
        throw new Error(`${JSON.stringify(badge)}, then ${JSON.stringify(again)}`);
      return badge;
    });
  }

  /**
   * @param {string} program the host's path, as the manifest names it
   * @returns {number[]} the ids of the host processes that this browser has running
   */
  hostPids(program) {
    return descendantsRunning(this.pid, program);
  }
}
