/** @import { ErrorData, Target } from './types.js' */
/** Turns the codes of PROTOCOL.md, and the extension's own, into sentences. Nothing else does. */
import { sentence as asSentence, portalWords } from './domain/host-words.js';
import { marked, targetName } from './target-name.js';
import { text } from './text.js';

/** The host's messages and hints are in it. */
export const hostLanguage = 'en';

/** @typedef {'retry' | 'sign_in' | 'settings' | 'portal' | 'none'} NextStep what a button can offer */

/**
 * Each code's button. Its sentence is the message `error_CODE`.
 * @type {Readonly<Record<string, NextStep>>}
 */
export const nextSteps = {
  internal: 'retry',
  bad_request: 'retry',
  unknown_method: 'retry',
  protocol_version: 'retry',
  cancelled: 'retry',
  deadline: 'retry',
  busy: 'retry',
  no_portal: 'settings',
  unknown_portal: 'settings',
  portal_ambiguous: 'retry',
  portal_url: 'settings',
  portal_exists: 'settings',
  ca_file: 'none',
  terminal_only: 'none',
  other_user: 'retry',
  sign_in_needed: 'sign_in',
  sign_in_refused: 'retry',
  sign_in_timeout: 'retry',
  sign_in_running: 'retry',
  token_rejected: 'retry',
  listener: 'retry',
  portal_unreachable: 'retry',
  portal_tls: 'retry',
  portal_timeout: 'retry',
  portal_forbidden: 'retry',
  portal_not_found: 'retry',
  portal_error: 'retry',
  portal_answer: 'retry',
  tenant_jit_off: 'retry',
  unknown_tenant: 'retry',
  other_cloud: 'portal',
  no_cluster: 'none',
  console_url: 'retry',
  no_credentials: 'retry',
  destination: 'retry',
  not_an_arn: 'none',
  other_account: 'none',
  other_partition: 'none',
  aws_unreachable: 'retry',
  aws_refused: 'retry',
  aws_private_access: 'retry',
  aws_denied: 'retry',
  aws_answer: 'retry',
  vault: 'retry',
  config: 'retry',
  aws_config: 'retry',
  aws_profile: 'none',
  kubeconfig: 'none',
  keyring: 'retry',
  host_missing: 'retry',
  host_ended: 'retry',
  host_lost: 'retry',
  host_too_old: 'retry',
  host_too_new: 'retry',
  grant_url: 'retry',
  policy_forbids: 'none',
  reason_needed: 'retry',
  unknown_session: 'none',
};

/**
 * Codes whose next step is always the message `error_CODE_next`: the extension's own, and those where a person in the
 * browser has something else to do than one at a terminal. For all others the host's hint is more exact, in English.
 */
const ownNextStep = [
  'unknown',
  'internal',
  'bad_request',
  'no_portal',
  'unknown_portal',
  'portal_ambiguous',
  'sign_in_needed',
  'sign_in_timeout',
  'unknown_tenant',
  'other_cloud',
  'console_url',
  'no_cluster',
  'aws_refused',
  'aws_private_access',
  'aws_denied',
  'kubeconfig',
  'host_missing',
  'host_ended',
  'host_lost',
  'host_too_old',
  'host_too_new',
  'grant_url',
  'policy_forbids',
  'reason_needed',
  'unknown_session',
];

/** Codes whose hint guesses at the reason: not where the portal gave it. */
const guessing = ['portal_forbidden', 'portal_not_found', 'tenant_jit_off'];

/**
 * @typedef {object} ErrorWords
 * @property {string} sentence what went wrong
 * @property {string} detail what the portal said about it, in whatever language; else the host's own words; "" where
 *   they would be in another language than the page
 * @property {string} original the host's own words, whatever the language
 * @property {string} next what to do about it
 * @property {string} line sentence, what the portal said, and next step in one
 * @property {NextStep} step
 */

/**
 * @param {ErrorData} error
 * @param {{ portal: string | null, target: Target | null, production?: boolean }} about what it happened to; production:
 *   the target is marked, where nothing beside the sentence does it
 * @returns {ErrorWords}
 */
export function sentenceFor({ code: word, message, hint }, { portal, target, production = false }) {
  const code = word in nextSteps ? word : 'unknown';
  const key = `error_${code}`;
  const where = portal ?? text('the_portal');
  const what = target ? marked(targetName(target), production) : where;
  const sentence = text(key, where, what);
  const hostIsRead = text('language') === hostLanguage;
  const words = portalWords({ code, message });
  const said = words && text('portal_said', where, words);
  const isGuess = words !== '' && guessing.includes(code);
  const isOwn = ownNextStep.includes(code) || hint === '' || !hostIsRead || isGuess;
  const next = isOwn ? text(`${key}_next`, where, what) : asSentence(hint);
  return {
    sentence,
    detail: said || (hostIsRead ? message : ''),
    original: message,
    next,
    line: [sentence, said, next].filter(Boolean).join(' '),
    step: nextSteps[code] ?? 'retry',
  };
}
