/** @import { AskedFrom, AccessParams, Host, MessageHandlers, ProfileRequest, Target, TenantLink } from '../../types.js' */
/** @import { PolicyGate } from './policy-gate.js' */
/** @import { PortalDirectory } from './portal-directory.js' */
import { isConsoleUrl, isSignInUrl } from '../../domain/aws-hosts.js';
import { HostError } from '../../host/host-error.js';

/**
 * @typedef {Pick<MessageHandlers, 'get_console_url' | 'get_credentials' | 'preview_aws_profile'
 *   | 'add_aws_profile' | 'list_resources' | 'list_aws_profiles' | 'remove_aws_profile' | 'get_session_length'
 *   | keyof KubernetesHandlers>} AccessHandlers
 * @typedef {Pick<MessageHandlers, 'get_kubernetes' | 'get_kubernetes_credentials' | 'preview_kube_entry'
 *   | 'add_kube_entry' | 'list_kube_entries' | 'remove_kube_entry'>} KubernetesHandlers
 */

/**
 * What answers teach besides what was asked.
 * @typedef {<T>(target: Target, asked: Promise<T>) => Promise<T>} Noting
 */

/**
 * What the menu of a tenant or role offers besides its console. Secrets go from the host through here to
 * the popup that asked; nothing of them is kept.
 * @param {object} parts
 * @param {Host & Pick<PolicyGate, 'policy'>} parts.host
 * @param {PortalDirectory} parts.directory
 * @param {(target: Target) => Promise<AskedFrom>} parts.askedFrom
 * @param {(target: Target) => Promise<void>} parts.learnElsewhere a tenant is in another cloud than AWS
 * @returns {AccessHandlers}
 */
export function accessHandlers({ host, directory, askedFrom, learnElsewhere }) {
  const noting = notes(directory, learnElsewhere);
  return {
    get_console_url: async ({ target, reason }) => {
      // To the host it is an opening like any other.
      if ((await host.policy()).hide.includes('sign_in_url'))
        throw new HostError(
          'policy_forbids',
          'the policy of this browser forbids this: sign_in_url is hidden',
          'ask the people who manage this browser',
        );
      const params = { ...accessTo(target, reason), ...(await askedFrom(target)) };
      const answer = host.request('open_console', { ...params, what: 'copied' });
      const { url, destination } = await noting(target, answer);
      if (!isSignInUrl(url) || !isConsoleUrl(destination))
        throw new HostError('console_url', 'the address to copy is not one of AWS');
      return { url };
    },
    list_resources: async ({ target }) => {
      const wanted = { portal: target.portal, tenant: target.tenant ?? '' };
      const answer = host.request('list_resources', wanted);
      // An older host gives no links.
      const { resources, links = [] } = await noting(target, answer);
      return { resources, links: links.filter(leadsSomewhere) };
    },
    get_credentials: async ({ target, fresh, reason }) => {
      const asked = { ...accessTo(target, reason), ...(await askedFrom(target)) };
      const params = { ...asked, ...(fresh ? { fresh } : {}) };
      return noting(target, host.request('get_credentials', params));
    },
    preview_aws_profile: (request) =>
      noting(request.target, host.request('preview_aws_profile', profileOf(request))),
    add_aws_profile: async (request) => {
      const params = { ...profileOf(request), ...(await askedFrom(request.target)) };
      return noting(request.target, host.request('add_aws_profile', params));
    },
    list_aws_profiles: () => host.request('list_aws_profiles', {}),
    remove_aws_profile: async ({ name }) => {
      await host.request('remove_aws_profile', { name });
      return null;
    },
    get_session_length: ({ target }) =>
      noting(target, host.request('get_session_length', accessTo(target))),
    ...kubernetesHandlers(host, askedFrom, noting, learnElsewhere),
  };
}

/**
 * @param {PortalDirectory} directory
 * @param {(target: Target) => Promise<void>} learnElsewhere
 * @returns {Noting}
 */
function notes(directory, learnElsewhere) {
  return async (target, asked) => {
    try {
      return await asked;
    } catch (error) {
      const { code } = HostError.from(error);
      if (code === 'sign_in_needed') await directory.markSignedOut(target.portal);
      if (code === 'other_cloud') await learnElsewhere(target);
      throw error;
    }
  };
}

/**
 * @param {Host} host
 * @param {(target: Target) => Promise<AskedFrom>} askedFrom
 * @param {Noting} noting
 * @param {(target: Target) => Promise<void>} learnElsewhere
 * @returns {KubernetesHandlers}
 */
function kubernetesHandlers(host, askedFrom, noting, learnElsewhere) {
  return {
    get_kubernetes: async ({ target }) => {
      const wanted = { portal: target.portal, tenant: target.tenant ?? '' };
      const answer = await noting(target, host.request('get_kubernetes', wanted));
      if (answer.other_cloud) await learnElsewhere(target);
      return { enabled: answer.enabled };
    },
    get_kubernetes_credentials: async ({ target, reason }) => {
      const params = { ...accessTo(target, reason), ...(await askedFrom(target)) };
      return noting(target, host.request('get_kubernetes_credentials', params));
    },
    preview_kube_entry: (request) =>
      noting(request.target, host.request('preview_kube_entry', profileOf(request))),
    add_kube_entry: async (request) => {
      const params = { ...profileOf(request), ...(await askedFrom(request.target)) };
      return noting(request.target, host.request('add_kube_entry', params));
    },
    list_kube_entries: () => host.request('list_kube_entries', {}),
    remove_kube_entry: async ({ name }) => {
      await host.request('remove_kube_entry', { name });
      return null;
    },
  };
}

/** @param {TenantLink} link @returns {boolean} to the console, or to a page of the web */
function leadsSomewhere({ to, in_console: inConsole }) {
  return inConsole ? isConsoleUrl(to) || to.startsWith('arn:') : /^https?:\/\//.test(to);
}

/**
 * @param {Target} target
 * @param {string} [reason]
 * @returns {AccessParams}
 */
function accessTo({ portal, role, tenant }, reason) {
  return { portal, role, ...(tenant ? { tenant } : {}), ...(reason ? { reason } : {}) };
}

/** @param {ProfileRequest} request */
function profileOf({ target, name, region }) {
  return { ...accessTo(target), ...(name ? { name } : {}), ...(region ? { region } : {}) };
}
