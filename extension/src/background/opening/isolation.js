/** @import { OpenRequest, Session, SessionMode } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore } from '../../browser.js';
import { needsConfirmation } from '../../domain/settings.js';
import { sessionKey } from '../sessions/session-registry.js';

/** AWS's limit of identities in one browser. */
const sessionsAtMost = 5;

/** @typedef {import('../../types.js').Question} Question */
/** @typedef {Pick<Question, 'kind' | 'sessions' | 'asksReason'>} Obstacle what the question is about, with keys of sessions */

/** Keeps tenants apart: by Firefox's containers, by AWS's multi-session, or one after another. */
export class Isolation {
  #parts;

  /** @param {Pick<Parts, 'containers' | 'host' | 'production' | 'registry' | 'session' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {import('../../types.js').Target} target
   * @param {chrome.tabs.Tab | undefined} from where the user is
   * @returns {Promise<string>} the cookie store for the target's tabs
   */
  async storeFor(target, from) {
    const { isolation } = await this.#parts.settings.read();
    const own = from?.incognito || isolation === 'off' ? null : target;
    return (own && (await this.#parts.containers.storeFor(own))) ?? cookieStore(from);
  }

  /**
   * What has to be decided before a target can be signed in. Nothing is guessed: where it isn't known how
   * AWS keeps sessions here, there is no obstacle until AWS itself refuses.
   * @param {OpenRequest & { store: string, signOutFirst: boolean }} opening
   * @returns {Promise<{ signOutFirst: boolean, obstacle: Obstacle | null }>} one of both at most
   */
  async plan({ target, store, signOutFirst, by, ...asked }) {
    const settings = await this.#parts.settings.read();
    const { isolation, signOutWithoutAsking } = settings;
    const asksReason = await this.#lacksReason(asked);
    const production = await this.#parts.production.of(target);
    const doubt = asked.confirmed ? null : needsConfirmation(settings, target, production);
    if (doubt || asksReason) {
      const kind = doubt ?? 'reason';
      const reason = asksReason ? { asksReason } : {};
      return { signOutFirst: false, obstacle: { kind, sessions: [], ...reason } };
    }
    if (signOutFirst || isolation === 'off') return { signOutFirst, obstacle: null };
    const others = await this.#parts.registry.others(target, store);
    const sideBySide = (await this.#inMode(others, 'multi')).map(sessionKey);
    if (sideBySide.length >= sessionsAtMost)
      return { signOutFirst, obstacle: { kind: 'session_limit', sessions: sideBySide } };
    const sessions = (await this.#inMode(others, 'single')).map(sessionKey);
    if (sessions.length === 0) return { signOutFirst, obstacle: null };
    if (signOutWithoutAsking && by !== 'renewal') return { signOutFirst: true, obstacle: null };
    return { signOutFirst, obstacle: { kind: 'sign_out', sessions } };
  }

  /**
   * AWS has shown how it keeps sessions in this session's store.
   * @param {Session} session
   * @param {SessionMode} mode
   */
  async learn(session, mode) {
    await this.#parts.session.update('modes', (modes) =>
      modes[placeOf(session)] === mode ? modes : { ...modes, [placeOf(session)]: mode },
    );
  }

  /**
   * A session is renewed for what it was opened for.
   * @param {Pick<OpenRequest, 'reason' | 'renews'>} request
   */
  async #lacksReason({ reason, renews }) {
    if (reason || !(await this.#parts.host.policy()).requireReason) return false;
    return !(renews && (await this.#parts.registry.get(renews))?.reason);
  }

  /** @param {Session[]} sessions @param {SessionMode} mode */
  async #inMode(sessions, mode) {
    const modes = await this.#parts.session.read('modes');
    return sessions.filter((session) => modes[placeOf(session)] === mode);
  }
}

/** @param {Session} session */
function placeOf({ store, partition }) {
  return `${store} ${partition}`;
}
