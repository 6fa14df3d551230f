/** @import { Session, SharedPage } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isAwsUrl, isConsoleUrl } from '../../domain/aws-hosts.js';
import { wantedPage } from '../../domain/console-address.js';
import { consoleLink } from '../../domain/shareable-link.js';
import { isSharedAddress, mostPages, sharedLink } from '../../domain/shared-pages.js';
import { HostError } from '../../host/host-error.js';
import { marked, targetLabel } from '../../target-name.js';
import { text } from '../../text.js';

/** Writes the console pages of a window as one text for colleagues: addresses only, no session and no secret. */
export class PageSharer {
  #parts;

  /** @param {Pick<Parts, 'api' | 'directory' | 'host' | 'production' | 'registry' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {number} windowId only this window's tabs: an ordinary window's text holds nothing of a private one
   * @returns {Promise<{ text: string, count: number, leftOut: number }>} leftOut: console tabs of no known tenant, or too
   *   many; text: "" where there is no page
   * @throws {HostError}
   */
  async copy(windowId) {
    const { api, registry } = this.#parts;
    const tabs = await api.tabs.query({ windowId });
    const sessions = await registry.all();
    const { pages: last, mismatches } = await this.#parts.session.readAll('pages', 'mismatches');
    /** @type {{ page: SharedPage, line: string }[]} */
    const found = [];
    let leftOut = 0;
    for (const { id = -1, url } of tabs.sort((left, right) => left.index - right.index)) {
      if (!isAwsUrl(url)) continue;
      const session = sessions.find(({ tabIds }) => tabIds.includes(id));
      const address = wantedPage(url, last[id]);
      const shared =
        session && address && !mismatches[id] ? await this.#shared(session, address) : null;
      if (shared && found.length < mostPages) found.push(shared);
      else if (shared || isConsoleUrl(url)) leftOut += 1;
    }
    const pages = found.map(({ page }) => page);
    const lines = found.map(({ line }) => line);
    return {
      text: pages.length > 0 ? sharedText(lines, sharedLink(pages)) : '',
      count: pages.length,
      leftOut,
    };
  }

  /**
   * @param {Session} session
   * @param {string} address
   * @returns {Promise<{ page: SharedPage, line: string } | null>} null: it can't be opened by others
   */
  async #shared(session, address) {
    const { directory, host, production } = this.#parts;
    const { target } = session;
    const portal = await directory.known(target.portal);
    if (!portal) return null;
    try {
      const { url, region } = await host.request('resolve_page', { to: address });
      const page = consoleLink(url);
      if (!isSharedAddress(page)) return null;
      const where = region ?? session.region;
      const { role, tenant, name } = target;
      const label = marked(targetLabel(target), await production.ofSession(session));
      return {
        page: { host: portal.host, role, tenant, name, region: where, page },
        line: [label, ...(where ? [where] : []), page].join(' · '),
      };
    } catch (error) {
      const { code } = HostError.from(error);
      if (['destination', 'bad_request', 'other_partition'].includes(code)) return null;
      throw error;
    }
  }
}

/** @param {string[]} lines @param {string} link @returns {string} the link last: what is pasted into one line runs together */
function sharedText(lines, link) {
  const title = text('shared_text_title', String(lines.length));
  return [title, ...lines, text('shared_text_link'), link].join('\n');
}
