/** @import { CheckedPage, OpenRequest, SessionState, SharedCheck, SharedPage, SharedQueue } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { adminTargets } from '../../domain/admin-targets.js';
import { sharedPages } from '../../domain/shared-pages.js';
import { sameTarget } from '../../domain/target-key.js';
import { findTenant } from '../../domain/tenant-table.js';
import { HostError } from '../../host/host-error.js';
import { SerialQueue } from '../state/serial-queue.js';

/** Goes on after a worker's death; its waking costs nothing while nothing is left to open. */
export const sharedAlarm = 'shared-pages';

/** A page that doesn't arrive holds the others up no longer. */
const longestArrival = 60_000;
/** Nobody waits any longer for what is left. */
const tooOld = 30 * 60_000;

/** Opens a colleague's pages, each with the person's own rights, one after another: one sign-in at a time. */
export class SharedOpener {
  #parts;
  #queue = new SerialQueue();
  /** Something is left to open, as far as this worker knows. */
  #going = false;

  /** @param {Pick<Parts, 'api' | 'clock' | 'directory' | 'failures' | 'local' | 'opener' | 'production' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * What a link holds, and which of it this person may open, by the portals' lists as they are now. Opens nothing.
   * @param {string} text
   * @returns {Promise<SharedCheck>}
   */
  async check(text) {
    const found = sharedPages(text);
    if (found.fault !== null) return found;
    const { directory } = this.#parts;
    await directory.refresh({ force: false });
    let checked = await Promise.all(found.pages.map((page) => this.#checked(page)));
    if (checked.some(({ access }) => access === 'no_tenant')) {
      // Perhaps it was made, or allowed, a minute ago.
      await directory.refresh({ force: true });
      checked = await Promise.all(found.pages.map((page) => this.#checked(page)));
    }
    return { fault: null, pages: checked };
  }

  /** @param {SharedPage} page @returns {Promise<CheckedPage>} */
  async #checked(page) {
    const { local, production } = this.#parts;
    const portals = (await local.read('portals')) ?? [];
    const portalData = await local.read('portalData');
    const portal = portals.find(({ host }) => host === page.host);
    if (!portal) return { ...page, access: 'no_portal', target: null, production: false };
    const { role, tenant } = page;
    const known = tenant === null ? null : findTenant(portalData[portal.name], tenant);
    // By the person's own list: a link can't call a tenant by another's name.
    const name = known?.name ?? '';
    const target = { portal: portal.name, role, tenant, name };
    const checked = { ...page, target, production: await production.of(target) };
    const access = portal.signed_in ? 'open' : 'sign_in';
    if (role === 'tenant') {
      const missing = portal.signed_in ? 'no_tenant' : 'unknown';
      return { ...checked, access: known ? access : missing };
    }
    const isTheirs = adminTargets([{ ...portal, signed_in: true }], portalData).some((one) =>
      sameTarget(one, target),
    );
    return { ...checked, access: isTheirs ? access : 'no_role' };
  }

  /**
   * Opens what may be opened: the first page in front, the others behind it.
   * @param {{ text: string } & Pick<OpenRequest, 'tabId' | 'privateStore'>} params
   */
  async open({ text, ...from }) {
    const { api, clock, session } = this.#parts;
    const { pages } = await this.check(text);
    const requests = pages.flatMap(({ access, page, region, target }) =>
      target && (access === 'open' || access === 'sign_in') ? [{ target, to: page, region }] : [],
    );
    if (requests.length === 0) return;
    const now = clock.now();
    await session.write('sharedQueue', {
      at: now,
      since: now,
      current: null,
      requests: requests.map(({ region, ...request }, at) => ({
        ...request,
        ...from,
        ...(region ? { region } : {}),
        how: at === 0 ? 'new_page' : 'background',
        by: 'popup',
      })),
    });
    await api.alarms.create(sharedAlarm, { periodInMinutes: 0.5 });
    await this.resume();
  }

  /** Goes on with what an earlier worker left. */
  resume() {
    this.#going = true;
    return this.next();
  }

  /** What is being opened may have arrived. To be called whenever what is under way has changed; costs nothing else. */
  async next() {
    if (!this.#going) return;
    await this.#queue
      .run(() => this.#next())
      .catch((error) => console.warn('the next shared page waits', HostError.from(error).code));
  }

  async #next() {
    while (this.#going) {
      const known = await this.#parts.session.readAll(
        'sharedQueue',
        'intents',
        'sessions',
        'questions',
        'signIns',
      );
      const { sharedQueue: queue } = known;
      const now = this.#parts.clock.now();
      if (!queue || now - queue.at > tooOld) return this.#end();
      if (queue.current && isUnderWay(queue.current, known, now - queue.since)) return;
      const [head, ...requests] = await this.#left(queue);
      if (!head) return this.#end();
      await this.#parts.session.write('sharedQueue', {
        at: queue.at,
        since: now,
        current: head,
        requests,
      });
      await this.#parts.opener.open(head).catch((error) => {
        return this.#parts.failures.report(head.target.portal, head, HostError.from(error));
      });
    }
  }

  /**
   * @param {SharedQueue} queue
   * @returns {Promise<OpenRequest[]>} without those of a portal whose sign-in has just come to nothing
   */
  async #left({ current, requests }) {
    const portal = current?.target.portal;
    if (!portal || (await this.#parts.directory.known(portal))?.signed_in) return requests;
    return requests.filter(({ target }) => target.portal !== portal);
  }

  async #end() {
    this.#going = false;
    await this.#parts.api.alarms.clear(sharedAlarm);
    await this.#parts.session.write('sharedQueue', null);
  }
}

/**
 * @param {OpenRequest} request
 * @param {Pick<SessionState, 'intents' | 'sessions' | 'questions' | 'signIns'>} known
 * @param {number} waited milliseconds
 * @returns {boolean} it is being opened, or waits for the person's answer or sign-in
 */
function isUnderWay({ target }, { intents, sessions, questions, signIns }, waited) {
  const asked = [...Object.values(intents), ...Object.values(questions).map((q) => q.request)];
  const arriving = Object.values(sessions).filter(
    ({ endedBecause, landed, tabIds }) => !landed && !endedBecause && tabIds.length > 0,
  );
  return (
    asked.some((one) => sameTarget(one.target, target)) ||
    signIns[target.portal] !== undefined ||
    (waited < longestArrival && arriving.some((one) => sameTarget(one.target, target)))
  );
}
