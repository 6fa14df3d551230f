/** @import { OpenRequest, Session, SessionMode } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore } from '../../browser.js';
import { needsConfirmation } from '../../domain/settings.js';
import { sessionKey } from '../sessions/session-registry.js';

/** AWS's limit of identities in one browser. */
const sessionsAtMost = 5;

/** @typedef {import('../../types.js').Question} Question */
/** @typedef {Pick<Question, 'kind' | 'sessions'>} Obstacle what the question is about, with keys of sessions */

/** Keeps tenants apart: by Firefox's containers, by AWS's multi-session, or one after another. */
export class Isolation {
  #parts;

  /** @param {Pick<Parts, 'containers' | 'registry' | 'session' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {import('../../types.js').Target} target
   * @param {chrome.tabs.Tab | undefined} from where the user is
   * @returns {Promise<string>} the cookie store for the target's tabs
   */
  async storeFor(target, from) {
    const { isolation, colours } = await this.#parts.settings.read();
    const own = from?.incognito || isolation === 'off' ? null : target;
    return (own && (await this.#parts.containers.storeFor(own, colours))) ?? cookieStore(from);
  }

  /**
   * What has to be decided before a target can be signed in. Nothing is guessed: where it isn't known how
   * AWS keeps sessions here, there is no obstacle until AWS itself refuses.
   * @param {OpenRequest & { store: string, signOutFirst: boolean }} opening
   * @returns {Promise<{ signOutFirst: boolean, obstacle: Obstacle | null }>} one of both at most
   */
  async plan({ target, store, signOutFirst, by, confirmed }) {
    const settings = await this.#parts.settings.read();
    const { isolation, signOutWithoutAsking } = settings;
    if (needsConfirmation(settings, target) && !confirmed)
      return { signOutFirst: false, obstacle: { kind: 'administrator', sessions: [] } };
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
