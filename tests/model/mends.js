/**
 * Mends that the model has to miss: each as text that takes it back. `without-mends.js` runs the model without
 * each of them, and says which invariant notices.
 * @typedef {object} Mend
 * @property {number} fault
 * @property {string} what happens without it
 * @property {{ file: string, now: string, before: string }[]} changes what stands in a file below extension/src, and
 *   what did before
 * @property {number} [seed] of the sequences that miss it; by default 1
 * @property {string[]} [favour] steps that come more often in them
 */

/** @type {Mend[]} */
export const mends = [
  {
    fault: 1,
    what: 'a renewal that a person asked for signs in as an opening does',
    favour: ['open', 'portalSessionEnds', 'timePasses'],
    changes: [
      {
        file: 'background/opening/console-opener.js',
        now: "const asked = !renews || by !== 'renewal';",
        before: 'const asked = !renews;',
      },
    ],
  },
  {
    fault: 2,
    what: 'the chip’s «Sign in» leads to the portal’s sign-in',
    favour: ['pressChip', 'portalSessionEnds'],
    changes: [
      {
        file: 'background/opening/console-opener.js',
        now: "by !== 'renewal';",
        before: "(by !== 'renewal' && by !== 'chip');",
      },
    ],
  },
  {
    fault: 3,
    what: 'a page that can’t be read is no answer of AWS’s',
    favour: ['network', 'traffic'],
    changes: [
      {
        file: 'background/opening/sign-in-outcome.js',
        now: '      return null;\n',
        before: "      return { refusal: 'sign_out' };\n",
      },
    ],
  },
  {
    fault: 4,
    what: 'a question about a private window is asked where it can be shown',
    favour: ['privateWindow', 'open'],
    changes: [
      {
        file: 'background/opening/questions.js',
        now: 'if (own && showsOwnPages(own))',
        before: 'if (own)',
      },
    ],
  },
  {
    fault: 5,
    what: 'nothing of private windows is remembered',
    favour: ['privateWindow'],
    changes: [
      {
        file: 'background/opening/recents.js',
        now: ' || isPrivate(store)) return;',
        before: ') return;',
      },
    ],
  },
  {
    fault: 6,
    what: 'pages are looked after again after an update',
    favour: ['type', 'update'],
    changes: [
      { file: 'background/composition.js', now: '    await facts.lookAgain();\n', before: '' },
    ],
  },
  {
    fault: 8,
    what: 'a badge that could not be painted is painted again',
    seed: 5,
    favour: ['callWillFail', 'timePasses'],
    changes: [
      {
        file: 'background/sessions/painter.js',
        now: '.catch((error) => this.#tryLater(error))',
        before: '',
      },
    ],
  },
  {
    fault: 9,
    what: 'a renewal leaves other tenants’ failures',
    seed: 2,
    favour: ['hostInstalled', 'open', 'lookAt', 'timePasses'],
    changes: [
      {
        file: 'background/notices/failures.js',
        now: '      return own || !failure.unseen;',
        before: '      return own || true;',
      },
    ],
  },
  {
    fault: 10,
    what: 'events before the sessions are known again wait',
    favour: ['callWillFail', 'workerWillDie', 'update', 'browserRestarts'],
    changes: [
      {
        file: 'background/sessions/session-registry.js',
        now: '  async #update(change) {\n    await this.rebuild();\n',
        before: '  async #update(change) {\n',
      },
      {
        file: 'background/sessions/session-registry.js',
        now: '  async #sessions() {\n    await this.rebuild();\n',
        before: '  async #sessions() {\n',
      },
      {
        file: 'background/sessions/session-registry.js',
        now: "    const isRebuilt = await session.read('rebuilt');\n",
        before:
          "    const isRebuilt = await session.read('rebuilt');\n    await session.write('rebuilt', true);\n",
      },
    ],
  },
  {
    fault: 13,
    what: 'a host that never answers is given up',
    favour: ['hostHangs'],
    changes: [{ file: 'host/host-client.js', now: 'deadlineOf(method));', before: '2 ** 40);' }],
  },
  {
    fault: 29,
    what: 'what a person ended stays ended',
    favour: ['signOutAtAws'],
    changes: [
      {
        file: 'background/renewal/renewal-records.js',
        now: "endedBecause === 'left' || endedBecause",
        before: 'endedBecause',
      },
    ],
  },
  {
    fault: 30,
    what: 'a tab whose address can’t be read is no console',
    favour: ['goTo', 'open', 'newTab'],
    changes: [
      {
        file: 'background/sessions/live-tabs.js',
        now: '        (isConsoleUrl(url) &&\n',
        before: '        url === undefined ||\n        (isConsoleUrl(url) &&\n',
      },
    ],
  },
  {
    fault: 31,
    what: 'a discarded tab stays its session’s',
    favour: ['discard'],
    changes: [
      {
        file: 'background/listeners.js',
        now: '    await renameTab(session, from, to);\n',
        before: '',
      },
    ],
  },
  {
    fault: 32,
    what: 'a sign-in’s tab that shows something else is left alone',
    seed: 4,
    favour: ['authorise', 'goTo', 'portalSessionEnds'],
    changes: [
      {
        file: 'background/portals/grant-tab.js',
        now: "isOnPortal(url, portal) : page !== 'left';",
        before: 'isOnPortal(url, portal) : true;',
      },
    ],
  },
  {
    fault: 33,
    what: 'Ctrl+T’s tab is no tab of the tenant’s',
    favour: ['signInThemselves'],
    changes: [
      { file: 'background/sessions/session-tabs.js', now: " && status === 'complete'", before: '' },
    ],
  },
];
