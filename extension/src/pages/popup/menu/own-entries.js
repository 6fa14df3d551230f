/** @import { AwsProfilePreview, KubeEntryChange, Target } from '../../../types.js' */
/** What jit-console writes into files of other tools: profiles for AWS's, contexts for kubectl. */
import { targetLabel } from '../../../target-name.js';
import { text } from '../../../text.js';
import { ask } from '../../shared/page.js';

/**
 * @typedef {object} Proposal
 * @property {string} name
 * @property {string} file
 * @property {'add' | 'replace' | 'none'} change
 * @property {string} text the lines
 * @property {string | null} before those that they replace, where that is known
 * @property {string | undefined} region as it is to be sent again
 */

/**
 * @typedef {object} Listed
 * @property {string} title above the list
 * @property {{ name: string, place: string, file: string }[]} entries
 */

/**
 * Keys of words: what is said with a name or a file takes it as its argument.
 * @typedef {Readonly<Record<'lead' | 'name' | 'lines' | 'there' | 'written' | 'before' | 'add' | 'replace' | 'done' | 'use'
 *   | 'remove' | 'question' | 'removed', string>>} Words
 */

/**
 * @typedef {object} EntryKind
 * @property {Words} words
 * @property {string} taken the code of an error that another name mends
 * @property {(request: { target: Target, name?: string }) => Promise<Proposal>} preview
 * @property {(request: { target: Target, name: string, region?: string }) => Promise<Proposal>} add
 * @property {() => Promise<Listed>} list
 * @property {(name: string) => Promise<null>} remove
 * @property {(name: string) => string} command that uses the entry
 */

/** @param {AwsProfilePreview} preview @returns {Proposal} */
const profileProposal = ({ profile, ...rest }) => ({
  ...rest,
  name: profile.name,
  region: profile.region ?? undefined,
});

/** @param {KubeEntryChange} change @returns {Proposal} */
const contextProposal = (change) => ({ ...change, before: null, region: undefined });

/** @type {EntryKind} */
export const awsProfiles = {
  words: {
    lead: 'workstation_lead',
    name: 'profile_name',
    lines: 'profile_lines',
    there: 'profile_there',
    written: 'profile_written',
    before: 'profile_before',
    add: 'profile_add',
    replace: 'profile_replace',
    done: 'profile_done',
    use: 'profile_use',
    remove: 'profile_remove',
    question: 'profile_remove_question',
    removed: 'profile_removed',
  },
  taken: 'aws_profile',
  preview: async (request) => profileProposal(await ask('preview_aws_profile', request)),
  add: async (request) => profileProposal(await ask('add_aws_profile', request)),
  list: async () => {
    const { file, profiles } = await ask('list_aws_profiles', {});
    const entries = profiles.map(({ name, portal, role, tenant }) => ({
      name,
      file,
      place: targetLabel({ portal, role, tenant, name: tenant ?? '' }),
    }));
    return { title: text('profiles_title', file), entries };
  },
  remove: (name) => ask('remove_aws_profile', { name }),
  command: (name) => `aws --profile ${name} sts get-caller-identity`,
};

/** @type {EntryKind} */
export const kubeContexts = {
  words: {
    lead: 'kube_lead',
    name: 'kube_name',
    lines: 'kube_lines',
    there: 'kube_there',
    written: 'profile_written',
    before: 'kube_before',
    add: 'kube_add',
    replace: 'kube_replace',
    done: 'kube_done',
    use: 'profile_use',
    remove: 'kube_remove',
    question: 'kube_remove_question',
    removed: 'kube_removed',
  },
  taken: 'kubeconfig',
  preview: async ({ target, name }) =>
    contextProposal(await ask('preview_kube_entry', { target, ...(name ? { name } : {}) })),
  add: async ({ target, name }) => contextProposal(await ask('add_kube_entry', { target, name })),
  list: async () => {
    const listed = await ask('list_kube_entries', {});
    const entries = listed.entries.map(({ name, portal, tenant, infrastructure, file }) => ({
      name,
      file,
      place: [tenant ?? infrastructure, portal].filter((part) => part !== null).join(' · '),
    }));
    return { title: text('kube_title'), entries };
  },
  remove: (name) => ask('remove_kube_entry', { name }),
  command: (name) => `kubectl --context ${name} get pods`,
};
