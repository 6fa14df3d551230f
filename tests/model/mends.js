/**
 * Mends that the model has to miss: each as text that takes it back. `without-mends.js` runs the model without
 * each of them, and says which invariant notices.
 * @typedef {object} Mend
 * @property {number} fault
 * @property {string} what happens without it
 * @property {string} file below extension/src
 * @property {[string, string][]} changes what stands there, and what did before
 */

/** @type {Mend[]} */
export const mends = [
  {
    fault: 1,
    what: 'a renewal that a person asked for signs in as an opening does',
    file: 'background/opening/console-opener.js',
    changes: [["const asked = !renews || by !== 'renewal';", 'const asked = !renews;']],
  },
  {
    fault: 2,
    what: 'the chip’s «Sign in» leads to the portal’s sign-in',
    file: 'background/opening/console-opener.js',
    changes: [["by !== 'renewal';", "(by !== 'renewal' && by !== 'chip');"]],
  },
  {
    fault: 3,
    what: 'a page that can’t be read is no answer of AWS’s',
    file: 'background/opening/sign-in-outcome.js',
    changes: [['      return null;\n', '      return { wantsLogout: true };\n']],
  },
  {
    fault: 4,
    what: 'a question about a private window is asked where it can be shown',
    file: 'background/opening/questions.js',
    changes: [['if (own && showsOwnPages(own))', 'if (own)']],
  },
  {
    fault: 5,
    what: 'nothing of private windows is remembered',
    file: 'background/opening/console-opener.js',
    changes: [[' || isPrivate(store)) return;', ') return;']],
  },
  {
    fault: 8,
    what: 'what fails in painting reaches nobody else',
    file: 'background/sessions/badge.js',
    changes: [[".catch((error) => console.warn('the badge could not be set', error));", ';']],
  },
  {
    fault: 9,
    what: 'a renewal leaves other tenants’ failures',
    file: 'background/notices/failures.js',
    changes: [['      return own || !failure.unseen;', '      return own || true;']],
  },
  {
    fault: 10,
    what: 'events before the sessions are known again wait',
    file: 'background/sessions/session-registry.js',
    changes: [
      ['  async #update(change) {\n    await this.rebuild();\n', '  async #update(change) {\n'],
      ['  async #sessions() {\n    await this.rebuild();\n', '  async #sessions() {\n'],
      [
        'return;\n    const now',
        "return;\n    await session.write('rebuilt', true);\n    const now",
      ],
    ],
  },
  {
    fault: 13,
    what: 'a host that never answers is given up',
    file: 'host/host-client.js',
    changes: [['deadlineOf(method));', '2 ** 40);']],
  },
  {
    fault: 29,
    what: 'what a person ended stays ended',
    file: 'background/renewal/renewal-records.js',
    changes: [["endedBecause === 'left' || endedBecause", 'endedBecause']],
  },
  {
    fault: 30,
    what: 'a tab whose address can’t be read is no console',
    file: 'background/sessions/session-registry.js',
    changes: [
      [
        '          (isConsoleUrl(url) && !isSignOutUrl(url)) ||',
        '          url === undefined || (isConsoleUrl(url) && !isSignOutUrl(url)) ||',
      ],
    ],
  },
  {
    fault: 31,
    what: 'a discarded tab stays its session’s',
    file: 'background/listeners.js',
    changes: [['    await renameTab(session, from, to);\n', '']],
  },
  {
    fault: 32,
    what: 'a sign-in’s tab that shows something else is left alone',
    file: 'background/portals/grant-tab.js',
    changes: [['return left ? undefined :', 'return']],
  },
  {
    fault: 33,
    what: 'Ctrl+T’s tab is no tab of the tenant’s',
    file: 'background/sessions/session-tabs.js',
    changes: [[" && status === 'complete'", '']],
  },
];
