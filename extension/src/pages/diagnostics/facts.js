/** @import { LocalState } from '../../types.js' */
/** Which of the program's assumptions about portals and AWS this browser has seen to hold. */
import { browserFacts, differences } from '../../domain/browser-facts.js';
import { hostLanguage } from '../../error-sentences.js';
import { text } from '../../text.js';
import { commandLine } from '../shared/command-line.js';
import { element } from '../shared/element.js';
import { readState } from '../shared/page.js';

/** @param {HTMLElement} box */
export async function factsSection(box) {
  const { factsSeen } = await readState();
  box.replaceChildren(
    element('h2', {}, text('facts_title')),
    element('p', { class: 'detail' }, text('facts_about')),
    element(
      'ul',
      { class: 'findings' },
      ...Object.entries(browserFacts).map(([id, sentence]) =>
        item(id, sentence, seenOf(id, factsSeen)),
      ),
    ),
    element('p', { class: 'detail' }, text('facts_command')),
    commandLine('jit-console doctor --facts'),
  );
}

/**
 * @param {string} id
 * @param {LocalState['factsSeen']} all
 * @returns {string | undefined} what differs at one of the portals; "": it holds; undefined: it was not seen
 */
function seenOf(id, all) {
  const seen = Object.values(all).flatMap((facts) => facts[id]?.differs ?? []);
  return seen.find((differs) => differs !== '') ?? seen[0];
}

/** @param {string} id @param {string} sentence @param {string | undefined} seen */
function item(id, sentence, seen) {
  const verdict = seen === undefined ? 'not_seen' : seen === '' ? 'holds' : 'differs';
  const words = {
    not_seen: text('facts_not_seen'),
    holds: text('facts_holds'),
    differs: text('facts_differs'),
  };
  return element(
    'li',
    { class: 'finding', 'data-fact': id, 'data-verdict': verdict },
    element(
      'p',
      {},
      element('strong', {}, words[verdict]),
      ' ',
      element('span', { lang: hostLanguage }, `${id}: ${sentence}`),
    ),
    verdict === 'differs' &&
      element('p', { class: 'detail', lang: hostLanguage }, wordsOf(seen ?? '')),
  );
}

/** @param {string} differs */
function wordsOf(differs) {
  return /** @type {Record<string, string>} */ (differences)[differs] ?? '';
}
