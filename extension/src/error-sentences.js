/** @import { ErrorData, Target } from './types.js' */
/** Turns the codes of PROTOCOL.md, and the extension's own, into sentences. Nothing else does. */
import { targetName } from './target-name.js';
import { text } from './text.js';

/** @typedef {'retry' | 'sign_in' | 'settings' | 'none'} NextStep what a button can offer */

/**
 * Each code's button. Its sentence is the message `error_CODE`, the next step in words `error_CODE_next`.
 * @type {Readonly<Record<string, NextStep>>}
 */
export const nextSteps = {
  internal: 'retry',
  usage: 'none',
  bad_request: 'retry',
  unknown_method: 'retry',
  bad_frame: 'retry',
  unknown_caller: 'retry',
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
  unknown_tenant: 'retry',
  console_url: 'retry',
  no_credentials: 'retry',
  destination: 'retry',
  not_an_arn: 'none',
  other_account: 'none',
  other_partition: 'none',
  aws_unreachable: 'retry',
  aws_refused: 'retry',
  aws_answer: 'retry',
  vault: 'retry',
  config: 'retry',
  browser: 'retry',
  install: 'retry',
  aws_config: 'retry',
  aws_profile: 'none',
  keyring: 'retry',
  duploctl: 'none',
  findings: 'none',
  output: 'none',
  host_missing: 'retry',
  host_lost: 'retry',
  host_too_old: 'retry',
  host_too_new: 'retry',
  grant_url: 'retry',
  policy_forbids: 'none',
};

/**
 * @param {ErrorData} error
 * @param {{ portal: string | null, target: Target | null, administrator?: boolean | null }} about what it
 *   happened to; `administrator`: whether to one of the portal's
 * @returns {{ sentence: string, next: string, step: NextStep, detail: string }} `detail`: the host's
 *   own words, for people who look closer
 */
export function sentenceFor(error, { portal, target, administrator }) {
  const code = error.code in nextSteps ? error.code : 'unknown';
  // A portal can be set to give nobody but administrators access, and then says no more than 403.
  const closed =
    code === 'portal_forbidden' && target?.role === 'tenant' && administrator === false;
  const key = closed ? 'error_portal_forbidden_to_users' : `error_${code}`;
  const where = portal ?? text('the_portal');
  const what = target ? targetName(target) : where;
  return {
    sentence: text(key, where, what),
    next: text(`${key}_next`, where, what),
    step: nextSteps[code] ?? 'retry',
    detail: error.message,
  };
}
