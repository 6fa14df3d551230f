/** The host and the portal behind it, as the model has them: they answer as PROTOCOL.md says, or are kept from it. */
import { isConsoleUrl } from '../../extension/src/domain/aws-hosts.js';
import { withoutLabel } from '../../extension/src/domain/console-address.js';
import { acme, signInUrl, signOutFirstUrl } from '../extension/fakes/fake-platform.js';
import { account, plainHost } from './aws.js';

const hour = 3_600_000;
/** Where the portal leads to hand over. */
export const handedOver = 'http://127.0.0.1:40123/';
const deadlineMs = 60_000;
const signInLastsMs = 180_000;

/** @typedef {import('./world.js').World} World */

export class Portal {
  /** Who is signed in; null: nobody. @type {string | null} */
  user = 'bob';
  unreachable = false;
  /** The host answers nothing for now. */
  stalled = false;
  /** What was asked and not answered yet. @type {(() => void)[]} */
  #held = [];
  /** The process that answers nothing any more. @type {unknown} */
  #hung = null;
  #minted = 0;
  #signIns = 0;
  #world;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    const { answers } = world.host;
    for (const [method, answer] of Object.entries(this.#answers()))
      answers[method] = (params, id) => this.#hear(() => answer(params, id), id);
  }

  /** The network is back: what was asked is answered. */
  goOn() {
    this.stalled = false;
    for (const answer of this.#held.splice(0)) answer();
  }

  /** The host is gone, with what it was asked. */
  forget() {
    this.#held = [];
  }

  /** The process that runs, if one does, answers nothing any more. */
  hang() {
    const { host } = this.#world;
    this.#hung = host.ports.find(({ open }) => open) ?? null;
    if (this.#hung) this.#world.grants = [];
  }

  get hangs() {
    return this.#world.host.ports.some((port) => port.open && port === this.#hung);
  }

  /**
   * @param {import('../extension/fakes/fake-host.js').FakeHost['port']} port
   * @param {number} id
   * @param {any} answer
   */
  #answer(port, id, answer) {
    if (port !== this.#hung) port.answer(id, answer);
  }

  /**
   * @param {() => any} answer
   * @param {number} id
   */
  #hear(answer, id) {
    const { port } = this.#world.host;
    if (port === this.#hung) return undefined;
    if (!this.stalled) return answer();
    const say = () => this.#answer(port, id, answer());
    this.#held.push(say);
    this.#world.clock.setTimeout(() => {
      if (!this.#held.includes(say)) return;
      this.#held = this.#held.filter((other) => other !== say);
      this.#answer(port, id, error('deadline'));
    }, deadlineMs);
    return undefined;
  }

  portal() {
    return { ...acme, signed_in: this.user !== null, user: this.user };
  }

  /** @returns {Record<string, (params: any, id: number) => any>} */
  #answers() {
    const asked = (/** @type {(params: any, id: number) => any} */ answer) => {
      return (/** @type {any} */ params, /** @type {number} */ id) => {
        if (this.unreachable) return error('portal_unreachable');
        return this.user === null ? error('sign_in_needed') : answer(params, id);
      };
    };
    const user = () => ({ name: this.user, administrator: false });
    return {
      list_portals: () => ({ portals: [this.portal()] }),
      list_tenants: asked(() => ({ portal: this.portal(), tenants: this.#world.tenants })),
      get_portal: asked(() => ({ portal: this.portal(), user: user(), features: {} })),
      open_console: asked((params) => this.#mint(params)),
      record_history: (params) => {
        this.#world.history.push(params);
        return {};
      },
      resolve_page: ({ to }) => this.#page(to),
      sign_in: (_, id) => this.#signIn(id),
      cancel: ({ request }) => {
        this.#world.host.port.answer(request, error('cancelled'));
        return {};
      },
      sign_out: () => {
        this.user = null;
        return { portal: this.portal() };
      },
    };
  }

  /** @param {any} params */
  #mint({ tenant: id, to, sign_out_first: first }) {
    const { aws, clock, tenants } = this.#world;
    const tenant = tenants.find((one) => one.id === id);
    if (!tenant) return error('no_such_tenant');
    this.#minted += 1;
    const name = `token-${this.#minted}`;
    const { url: destination } = to ? this.#page(to) : this.#page('');
    const madeAt = clock.now();
    const { name: tenantName } = tenant;
    const who = `duploservices-${tenantName}/${this.user}`;
    const label = `${account}-${`${tenantName}${this.user}00000`.slice(0, 7)}${this.user?.length}`;
    const token = { name, who, label, tenant: tenantName, madeAt, lastsMs: hour, destination };
    aws.tokens.set(name, { ...token, used: false });
    this.#world.minted(token);
    const into = encodeURIComponent(destination);
    const plain = signInUrl(name).replace(/Destination=[^&]+/, `Destination=${into}`);
    const sealed = signOutFirstUrl(name).replace(/redirect_uri=.*$/, '');
    const url = first ? `${sealed}redirect_uri=${encodeURIComponent(plain)}` : plain;
    const expires = Math.floor((madeAt + hour) / 1000);
    const facts = { region: 'us-west-2', partition: 'aws', account, tenant: null };
    return { url, destination, expires_at: expires, ...facts };
  }

  /** @param {string} to */
  #page(to) {
    const word = to || 'console';
    if (isConsoleUrl(to)) return { url: withoutLabel(to), service: null };
    return { url: `https://${plainHost}/${word}/home?region=us-west-2`, service: word };
  }

  /** @param {number} id */
  #signIn(id) {
    const { clock, host } = this.#world;
    const { port } = host;
    this.#signIns += 1;
    const url = `${acme.url}/app/user/verify-token?localAppName=jit-console&localPort=${this.#signIns}`;
    port.say({ event: 'grant_page', data: { request: id, portal: 'acme', url } });
    const signIn = { url, authorise: () => port.answer(id, { portal: this.portal() }) };
    this.#world.grants.push(signIn);
    clock.setTimeout(() => this.#answer(port, id, error('sign_in_timeout')), signInLastsMs);
    return undefined;
  }
}

/** @param {string} code */
function error(code) {
  return { error: { code, message: 'as the model has it', hint: '' } };
}
