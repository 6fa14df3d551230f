/** @import { Portal, PortalData, PortalFeatures, PortalUser } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { saysNothing } from '../../domain/portal-features.js';
import { packTenants } from '../../domain/tenant-table.js';
import { HostError } from '../../host/host-error.js';
import { Signal } from '../state/signal.js';
import { without } from '../state/state-store.js';
import { forgetOthers } from './portals-kept.js';

/**
 * For most servers keep an idle connection for a minute: an older one is gone, and asking for the tenants as the popup
 * opens has the host connected again before anybody has picked one.
 */
const tenantsStayFresh = 60_000;
/** Flags and roles change rarely, and asking costs two requests to the portal. */
const detailsStayFresh = 24 * 60 * 60_000;
/** What a portal offers is asked again so soon where it didn't say in time. */
const lostStaysFresh = 5 * 60_000;
/** How old a list must be for a search without a match to be worth a new one. */
const forcedAfter = 10_000;

/** @type {PortalData} */
const nothingKnown = {
  tenants: [],
  tenantsReadAt: 0,
  user: null,
  features: null,
  detailsReadAt: 0,
  signIn: '',
};

/** @param {Portal} portal @returns {string} another one for each sign-in, as far as the host tells them apart */
const signInOf = ({ user, session_expires_at: end }) => `${user ?? ''} ${end ?? ''}`;

/** What is known of portals and their tenants, kept so that the popup shows it before anyone answers. */
export class PortalDirectory {
  #parts;
  /** By portal name, for which sign-in. @type {Map<string, { signIn: string, done: Promise<void> }>} */
  #reading = new Map();
  /** How often the host has said something of a single portal. */
  #told = 0;
  /**
   * A portal takes the token that the host has, from wherever somebody signed in. admin: that is all it asks of
   * administrators. @type {Signal<[portal: string, admin: boolean]>}
   */
  signedIn = new Signal();

  /** @param {Pick<Parts, 'clock' | 'failures' | 'host' | 'local' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Brings the list of portals up to date, and the tenants of those signed in where they are old.
   * What fails is written down for the popup, by portal or as the host's own error.
   * @param {{ force: boolean }} how force: even lists that are a few seconds old
   */
  async refresh({ force }) {
    const portals = await this.portals();
    const signedIn = portals.filter((portal) => portal.signed_in);
    await Promise.all(
      signedIn.map(async (portal) => {
        await this.#readPortal(portal, force);
        await this.#tellOf(portal.name);
      }),
    );
  }

  /** @param {string} name of a portal that was just read */
  async #tellOf(name) {
    const isIn = (await this.known(name))?.signed_in;
    if (!isIn || (await this.#parts.session.read('portalErrors'))[name]) return;
    const { features } = (await this.knownData(name)) ?? nothingKnown;
    this.signedIn.emit(name, !features?.otp_needed);
  }

  /**
   * @returns {Promise<Portal[]>} the host's portals, asked now
   * @throws {HostError}
   */
  async portals() {
    try {
      const before = this.#told;
      const { portals } = await this.#parts.host.request('list_portals', {});
      // A sign-out that was answered meanwhile is newer than this.
      if (this.#told !== before) return await this.portals();
      await this.#forgetReadings(portals);
      await this.#parts.local.write('portals', portals);
      await this.#parts.session.write('hostError', null);
      await forgetOthers(this.#parts.local, portals);
      const isIn = portals.filter(({ signed_in }) => signed_in).map(({ name }) => name);
      await this.#parts.failures.signedIn(isIn);
      return portals;
    } catch (error) {
      await this.#parts.session.write('hostError', HostError.from(error).toData());
      throw error;
    }
  }

  /**
   * Where nobody was signed in it may be somebody else by now, or the same with other rights.
   * @param {Portal[]} portals as the host has them
   */
  async #forgetReadings(portals) {
    const before = (await this.#parts.local.read('portals')) ?? [];
    for (const { name, signed_in } of portals) {
      const wasOut = before.some((known) => known.name === name && !known.signed_in);
      if (signed_in && wasOut) await this.#merge(name, { signIn: '' });
    }
  }

  /**
   * @param {string} name
   * @returns {Promise<Portal | undefined>} as last heard, without asking
   */
  async known(name) {
    return (await this.#parts.local.read('portals'))?.find((portal) => portal.name === name);
  }

  /**
   * @param {string} name
   * @returns {Promise<PortalData | undefined>}
   */
  async knownData(name) {
    return (await this.#parts.local.read('portalData'))[name];
  }

  /** @param {{ url: string, name?: string, api_url?: string }} params */
  async add(params) {
    const added = await this.#parts.host.request('add_portal', params);
    await this.portals();
    return added;
  }

  /** @param {string} name */
  async remove(name) {
    await this.#parts.host.request('remove_portal', { portal: name });
    await this.portals();
  }

  /** @param {string} name */
  async signOut(name) {
    const { portal } = await this.#parts.host.request('sign_out', { portal: name });
    await this.#parts.session.update('portalErrors', (errors) => without(errors, name));
    await this.put(portal);
  }

  /**
   * Takes in what the host said of one portal.
   * @param {Portal} portal
   */
  async put(portal) {
    await this.#put(portal, () => true);
  }

  /** @param {Portal} portal @param {(known: Portal) => boolean} isCurrent over which it may be put */
  async #put(portal, isCurrent) {
    this.#told += 1;
    await this.#parts.local.update('portals', (portals) =>
      (portals ?? []).map((known) =>
        known.name === portal.name && isCurrent(known) ? portal : known,
      ),
    );
  }

  /**
   * Reads everything about a portal that somebody has just signed in to.
   * @param {string} name
   */
  async readAfterSignIn(name) {
    await this.#reading.get(name)?.done;
    await this.#parts.local.update('portalData', (all) => ({
      ...all,
      [name]: { ...(all[name] ?? nothingKnown), tenantsReadAt: 0, detailsReadAt: 0 },
    }));
    const portal = await this.known(name);
    if (portal) await this.#readPortal(portal, true);
  }

  /** The host says that a portal's token is no longer taken: @param {string} name */
  async markSignedOut(name) {
    const portal = await this.known(name);
    if (portal?.signed_in) await this.put({ ...portal, signed_in: false });
  }

  /**
   * @param {Portal} portal
   * @param {boolean} force
   * @returns {Promise<void>}
   */
  #readPortal(portal, force) {
    const signIn = signInOf(portal);
    const running = this.#reading.get(portal.name);
    if (running?.signIn === signIn) return running.done;
    const read = () => this.#readWhatIsOld(portal, force);
    const done = running ? running.done.then(read) : read();
    const reading = { signIn, done };
    this.#reading.set(portal.name, reading);
    return done.finally(() => {
      if (this.#reading.get(portal.name) === reading) this.#reading.delete(portal.name);
    });
  }

  /** @param {Portal} portal @param {boolean} force */
  async #readWhatIsOld(portal, force) {
    const { name } = portal;
    const now = this.#parts.clock.now();
    const known = await this.#ofSignIn(portal);
    const fresh = force ? forcedAfter : tenantsStayFresh;
    try {
      await Promise.all([
        now - known.tenantsReadAt >= fresh ? this.#readTenants(portal) : undefined,
        now - known.detailsReadAt >= detailsStayFresh ? this.#readDetails(portal) : undefined,
      ]);
      await this.#parts.session.update('portalErrors', (errors) => without(errors, name));
    } catch (error) {
      const failed = HostError.from(error);
      if (failed.code === 'sign_in_needed') await this.markSignedOut(name);
      else
        await this.#parts.session.update('portalErrors', (errors) => ({
          ...errors,
          [name]: failed.toData(),
        }));
    }
  }

  /**
   * After another sign-in all is old, and another person's rights are forgotten.
   * @param {Portal} portal
   * @returns {Promise<PortalData>}
   */
  async #ofSignIn(portal) {
    const { name } = portal;
    const known = (await this.knownData(name)) ?? nothingKnown;
    const signIn = signInOf(portal);
    if (known.signIn === signIn) return known;
    const rights = known.user?.name === portal.user ? {} : { user: null, features: null };
    const old = { tenantsReadAt: 0, detailsReadAt: 0 };
    await this.#merge(name, { signIn, ...rights, ...old });
    return { ...known, ...old };
  }

  /** @param {Portal} asked */
  async #readTenants(asked) {
    const { name } = asked;
    const { portal, tenants } = await this.#parts.host.request('list_tenants', { portal: name });
    if (!(await this.#isCurrent(asked))) return;
    const tenantsReadAt = this.#parts.clock.now();
    await this.#merge(name, { tenants: packTenants(tenants), tenantsReadAt });
    // A sign-out that was answered meanwhile is newer than this.
    await this.#put(portal, (known) => signInOf(known) === signInOf(asked));
  }

  /** @param {Portal} asked */
  async #readDetails(asked) {
    const { name } = asked;
    const { user, features } = await this.#parts.host.request('get_portal', { portal: name });
    if (!(await this.#isCurrent(asked))) return;
    const now = this.#parts.clock.now();
    const lost = saysNothing(features);
    const offered = lost ? await this.#offered(name, user, features) : features;
    // What didn't come in time is worth another request soon, not only tomorrow.
    const detailsReadAt = lost ? now - detailsStayFresh + lostStaysFresh : now;
    await this.#merge(name, { user, features: offered, detailsReadAt });
  }

  /**
   * What a portal offers that didn't say so: what it did before; else an administrator may try, and the portal's own
   * answer decides.
   * @param {string} name
   * @param {PortalUser} user
   * @param {PortalFeatures} none
   * @returns {Promise<PortalFeatures>}
   */
  async #offered(name, user, none) {
    const before = (await this.knownData(name))?.features;
    if (before) return before;
    const { hide } = await this.#parts.host.policy();
    return { ...none, admin_jit: user.administrator && !hide.includes('administrator') };
  }

  /** An answer for an earlier sign-in is thrown away. @param {Portal} asked */
  async #isCurrent(asked) {
    const now = await this.known(asked.name);
    return now !== undefined && signInOf(now) === signInOf(asked);
  }

  /** @param {string} name @param {Partial<PortalData>} change */
  async #merge(name, change) {
    await this.#parts.local.update('portalData', (all) => ({
      ...all,
      [name]: { ...(all[name] ?? nothingKnown), ...change },
    }));
  }
}
