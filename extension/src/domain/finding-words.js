/** @import { DoctorReport, Finding } from '../types.js' */
/** What the host's doctor says, as sentences. The words are the host's own: it knows the paths and names they hold. */
import { sentence } from './host-words.js';

/** The worst first. */
const severities = ['error', 'warning', 'note'];

/** @param {{ name: string }} about @param {string} words */
function named({ name }, words) {
  return name === '' || words.includes(name) ? sentence(words) : `${name}: ${words}.`;
}

/**
 * @param {Finding} finding
 * @returns {{ severity: Finding['severity'], what: string, next: string, command: string | null }}
 */
function findingWords(finding) {
  return {
    severity: severities.includes(finding.severity) ? finding.severity : 'warning',
    what: named(finding, finding.message),
    next: sentence(finding.hint),
    command: finding.command,
  };
}

/**
 * @param {DoctorReport} report
 * @returns {{ clean: boolean, findings: ReturnType<typeof findingWords>[], checked: string[], fixable: number }}
 *   `fixable`: how many `jit-console doctor --fix` repairs
 */
export function reportWords({ clean, findings, checked }) {
  const order = (/** @type {Finding} */ { severity }) => severities.indexOf(severity);
  return {
    clean,
    findings: [...findings].sort((a, b) => order(a) - order(b)).map(findingWords),
    checked: checked.map((entry) => named(entry, entry.detail)),
    fixable: findings.filter(({ fixable }) => fixable).length,
  };
}
