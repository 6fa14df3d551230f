/** @import { Host, HostMethods, OpenConsoleResult, Policy, Portal } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isAllowed, isListed, policyOf } from '../../domain/policy.js';
import { HostError } from '../../host/host-error.js';
import { readManaged } from '../../managed-storage.js';

/** What is behind a feature that a policy can hide. */
/** @type {Partial<Record<keyof HostMethods, import('../../types.js').HideableFeature>>} */
const behind = {
  get_credentials: 'credentials',
  preview_aws_profile: 'aws_profiles',
  add_aws_profile: 'aws_profiles',
  list_aws_profiles: 'aws_profiles',
  remove_aws_profile: 'aws_profiles',
  get_kubernetes_credentials: 'credentials',
  preview_kube_entry: 'credentials',
  add_kube_entry: 'credentials',
  list_kube_entries: 'credentials',
  remove_kube_entry: 'credentials',
};

/**
 * The host as the organisation's policy lets the extension use it. Every request goes through here, so that no
 * part has to think of the policy to obey it. The policy is read for each request: it can change at any time.
 * @implements {Host}
 */
export class PolicyGate {
  #parts;

  /** @param {Pick<Parts, 'client' | 'clock' | 'storage'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @returns {Promise<Policy>} */
  async policy() {
    return policyOf(await readManaged(this.#parts.storage));
  }

  /**
   * @template {keyof HostMethods} M
   * @param {M} method
   * @param {HostMethods[M]['params']} params
   * @param {Parameters<Host['request']>[2]} [options]
   * @returns {Promise<HostMethods[M]['result']>}
   * @throws {HostError} as the host, and `policy_forbids`
   */
  async request(method, params, options) {
    const policy = await this.policy();
    if (method === 'list_portals')
      return /** @type {any} */ ({ portals: await this.#portals(policy) });
    await this.#check(policy, method, params);
    const asked = this.#parts.clock.now();
    const result = await this.#parts.client.request(method, told(policy, params), options);
    return /** @type {any} */ (bounded(policy, method, result, asked));
  }

  /**
   * @param {Policy} policy
   * @returns {Promise<Portal[]>} those that may be used; the policy's own are added where they are missing
   */
  async #portals(policy) {
    const { portals } = await this.#parts.client.request('list_portals', {});
    const missing = policy.portals.filter(
      ({ url, apiUrl }) => !portals.some((p) => p.url === url && p.api_url === apiUrl),
    );
    for (const wanted of missing) {
      const added = await this.#add(wanted);
      if (added) portals.push(added);
    }
    return portals.filter((portal) => isAllowed(policy, portal));
  }

  /**
   * @param {import('../../types.js').PolicyPortal} wanted
   * @returns {Promise<Portal | null>} null: the user has that address with another API, and has to remove it
   */
  async #add({ url, apiUrl, name }) {
    const params = { url, ...(apiUrl === url ? {} : { api_url: apiUrl }) };
    const add = (/** @type {HostMethods['add_portal']['params']} */ how) =>
      this.#parts.client.request('add_portal', how);
    try {
      // The name may be another portal's: then the host finds one.
      const named = name === null ? add(params) : add({ ...params, name }).catch(() => add(params));
      return (await named).portal;
    } catch (error) {
      console.warn('a portal of the policy could not be added', url, HostError.from(error).code);
      return null;
    }
  }

  /** @param {Policy} policy @param {keyof HostMethods} method @param {object} params */
  async #check(policy, method, params) {
    const { portal, role, url, api_url } = /** @type {Record<string, string | undefined>} */ (
      params
    );
    const feature = behind[method];
    if (feature && policy.hide.includes(feature)) forbid(`${feature} is hidden`);
    if (role && role !== 'tenant' && policy.hide.includes('administrator'))
      forbid('administrator is hidden');
    if (method === 'add_portal') {
      const known = isListed(policy, { url: url ?? '', ...(api_url ? { api_url } : {}) });
      if (policy.onlyListedPortals && !known) forbid('it lists the portals');
    } else if (portal !== undefined) await this.#checkPortal(policy, method, portal);
  }

  /**
   * The host is asked each time: a portal can have been replaced from a terminal.
   * @param {Policy} policy
   * @param {keyof HostMethods} method
   * @param {string} name
   */
  async #checkPortal(policy, method, name) {
    const removes = method === 'remove_portal' && policy.portals.length > 0;
    if (!policy.onlyListedPortals && !removes) return;
    const { portals } = await this.#parts.client.request('list_portals', {});
    const portal = portals.find((known) => known.name === name);
    if (portal && removes && isListed(policy, portal)) forbid(`it lists ${name}`);
    if (policy.onlyListedPortals && !(portal && isListed(policy, portal)))
      forbid(`it doesn't list ${name}`);
  }
}

/**
 * Nothing asks automatically in an administrator's role (renewalModeOf): whatever comes this far was asked for by a person.
 * @template {object} P
 * @param {Policy} policy
 * @param {P} params
 * @returns {P} with the word that the host wants to hear
 */
function told({ confirmAdministrator }, params) {
  const { role } = /** @type {{ role?: string }} */ (params);
  const isAdministrators = role !== undefined && role !== 'tenant';
  return confirmAdministrator && isAdministrators ? { ...params, confirmed: true } : params;
}

/**
 * @param {string} why
 * @returns {never}
 */
function forbid(why) {
  const said = `the policy of this browser forbids this: ${why}`;
  throw new HostError('policy_forbids', said, 'ask the people who manage this browser');
}

/**
 * @param {Policy} policy
 * @param {keyof HostMethods} method
 * @param {any} result
 * @param {number} asked when the request was made, in milliseconds
 * @returns {any} no session longer, and no role more, than the policy has it
 */
function bounded({ longestSessionMinutes: longest, hide }, method, result, asked) {
  if (method === 'open_console' && longest !== null) {
    const { expires_at: end } = /** @type {OpenConsoleResult} */ (result);
    return { ...result, expires_at: Math.min(end, Math.floor(asked / 1000) + longest * 60) };
  }
  if (method === 'get_portal' && hide.includes('administrator')) {
    const features = { ...result.features, admin_jit: false, duplo_ops: false };
    return { ...result, features };
  }
  return result;
}
