import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import { nextSteps, sentenceFor } from '../../extension/src/error-sentences.js';
import { statusCards } from '../../extension/src/pages/popup/popup-status.js';
import { failureWords } from '../../extension/src/pages/shared/failure-words.js';
import { roleSearchText } from '../../extension/src/target-name.js';
import { makePage } from './fakes/fake-page.js';
import { acme, invoice, targetOf } from './fakes/fake-platform.js';
import { useLanguage } from './fakes/fake-words.js';

const contract = readFileSync(new URL('../../PROTOCOL.md', import.meta.url), 'utf8');
const messages = JSON.parse(
  readFileSync(new URL('../../extension/_locales/en/messages.json', import.meta.url), 'utf8'),
);
/** Where the command line or the host itself ends with it: no reply carries it. */
const neverReplied = [
  'usage',
  'bad_frame',
  'unknown_caller',
  'duploctl',
  'browser',
  'install',
  'findings',
  'output',
  'session_ended',
  'lease_refused',
  'approval_needed',
];
const table = contract.slice(contract.indexOf('## Error codes'));
const codes = [...table.matchAll(/^\| `(\w+)` \| \d+ \|/gm)]
  .map(([, code]) => String(code))
  .filter((code) => !neverReplied.includes(code));
const own = [
  'aws_private_access',
  'aws_denied',
  'host_missing',
  'host_ended',
  'host_lost',
  'host_too_old',
  'host_too_new',
  'grant_url',
];

/** As the host words it. */
const example = JSON.parse(
  readFileSync(new URL('../contract/open_console.json', import.meta.url), 'utf8'),
);
/** @type {import('../../extension/src/types.js').ErrorData} */
const refusal = example.cases
  .map((/** @type {any} */ { reply }) => reply?.error)
  .find((/** @type {any} */ error) => error?.code === 'tenant_jit_off');

describe('error sentences', () => {
  it('reads the codes of the protocol', () => {
    assert.ok(codes.length >= 40, `${codes.length} codes in PROTOCOL.md`);
    assert.deepEqual(Object.keys(nextSteps).sort(), [...codes, ...own].sort());
  });

  for (const code of [...codes, ...own])
    it(`has a sentence and a next step for ${code}`, () => {
      const target = targetOf(invoice);
      const error = { code, message: 'what the host said', hint: 'what to do' };
      const { sentence, next, detail, line } = sentenceFor(error, { portal: 'acme', target });
      for (const part of [sentence, next]) {
        assert.match(part, /^[A-Za-z].*\.$/);
        assert.doesNotMatch(part, /\$|undefined/);
      }
      assert.equal(detail, 'what the host said');
      assert.equal(line, `${sentence} ${next}`);
    });

  it('says the host’s next step where it has no better one of its own', () => {
    const about = { portal: 'acme', target: targetOf(invoice) };
    /** @param {string} code @param {string} hint */
    const next = (code, hint) => sentenceFor({ code, message: '', hint }, about).next;
    assert.equal(
      next('portal_unreachable', 'check the network, the VPN and the proxy settings'),
      'Check the network, the VPN and the proxy settings.',
    );
    const command = 'keep sign-ins in a file: jit-console vault file';
    assert.equal(next('keyring', `unlock it; or ${command}`), `Unlock it; or ${command}`);
    assert.equal(
      next('keyring', `${command}; or unlock it`),
      `K${command.slice(1)}; or unlock it.`,
    );
    assert.equal(next('unknown_tenant', 'x'), 'Choose another one from the list.');
    assert.match(next('deadline', ''), /^Try again; if it still fails/);
  });

  for (const [language, said] of /** @type {const} */ ([
    ['en', 'acme says “AWS JIT access is disabled”.'],
    ['de', 'acme meldet: „AWS JIT access is disabled“.'],
  ]))
    it(`give the portal’s own words before the next step, and no guess, in ${language}`, () => {
      useLanguage(language);
      const about = { portal: 'acme', target: targetOf(invoice) };
      const { sentence, detail, original, next, line } = sentenceFor(refusal, about);
      useLanguage('en');
      assert.equal(detail, said);
      assert.equal(original, refusal.message);
      assert.equal(line, `${sentence} ${said} ${next}`);
      assert.doesNotMatch(line, /may be turned off/);
    });

  it('keep the guess where the portal said nothing, and the wait that it asked for', () => {
    const about = { portal: 'acme', target: targetOf(invoice) };
    const silent = { ...refusal, message: 'acme refused AWS access to this tenant (403)' };
    const { line } = sentenceFor(silent, about);
    assert.match(line, /^acme gives you no AWS access to invoice\. It may be turned off/);
    const busy = {
      code: 'portal_error',
      message: 'acme received too many requests (429): slow down (please): now',
      hint: 'try again in 30 seconds',
    };
    assert.equal(
      sentenceFor(busy, about).line,
      'acme reported an error. acme says “slow down (please): now”. Try again in 30 seconds.',
    );
  });

  it('take nothing else for the portal’s words', () => {
    const about = { portal: 'acme', target: targetOf(invoice) };
    for (const code of ['aws_refused', 'portal_answer', 'internal']) {
      const message = 'somebody refused (403): this is not a portal';
      const { line } = sentenceFor({ code, message, hint: '' }, about);
      assert.doesNotMatch(line, /not a portal/);
    }
  });

  it('show the portal’s words as text, and the host’s on hover', () => {
    makePage();
    const message = 'acme refused (403): <b>no</b>';
    const words = sentenceFor({ ...refusal, message }, { portal: 'acme', target: null });
    const parts = failureWords(words);
    assert.equal(parts[1]?.textContent, 'acme says “<b>no</b>”.');
    assert.equal(parts[1]?.childElementCount, 0);
    assert.equal(parts[0]?.getAttribute('title'), message);
  });

  it('stand in the popup with the host’s own words and its next step', () => {
    makePage();
    const hint = 'check the network, the VPN and the proxy settings';
    const error = { code: 'portal_unreachable', message: 'no route to acme', hint };
    const failure = { at: 0, portal: 'acme', request: null, error, unseen: false };
    const portals = [acme];
    const state = {
      hostError: null,
      failure,
      portals,
      signIns: {},
      portalErrors: {},
      portalData: {},
      renewals: {},
    };
    const quiet = { online: true, denied: false, awsAccess: [] };
    const view = { state, query: '', rows: 1, failureInRow: false, ...quiet };
    const [card] = statusCards(/** @type {any} */ (view), /** @type {any} */ ({}));
    assert.match(
      card?.textContent ?? '',
      /^acme can’t be reached\.no route to acmeCheck the network, the VPN and the proxy settings\./,
    );
  });

  it('has no message that nobody reads', () => {
    const used = [...codes, ...own, 'unknown'].flatMap((code) => {
      const { next } = sentenceFor({ code, message: '', hint: '' }, { portal: null, target: null });
      return next ? [`error_${code}`, `error_${code}_next`] : [`error_${code}`];
    });
    const there = Object.keys(messages).filter((key) => key.startsWith('error_'));
    assert.deepEqual(there.sort(), used.sort());
  });

  it('names the portal and what was to be opened', () => {
    const error = { code: 'portal_forbidden', message: '', hint: '' };
    const target = targetOf(invoice);
    const { sentence } = sentenceFor(error, { portal: 'acme', target });
    assert.equal(sentence, 'acme doesn’t allow you to open invoice.');
  });

  it('has something to say about a code it does not know', () => {
    const error = { code: 'from_the_future', message: '', hint: '' };
    const { sentence, step } = sentenceFor(error, { portal: 'acme', target: targetOf(invoice) });
    assert.equal(sentence, 'invoice could not be opened.');
    assert.equal(step, 'retry');
  });
});

describe('error sentences in another language than the host’s', () => {
  afterEach(() => useLanguage('en'));

  for (const code of [...codes, ...own, 'from_the_future'])
    it(`has a next step of its own for ${code}, and no words of the host’s`, () => {
      useLanguage('de');
      const error = { code, message: 'what the host said', hint: 'what to do' };
      const about = { portal: 'acme', target: targetOf(invoice) };
      const { sentence, detail, original, next, line } = sentenceFor(error, about);
      assert.match(sentence, /^\S.*\.$/);
      assert.match(next, /^\S.*(\.|: jit-console [a-z ]+)$/);
      assert.equal(detail, '');
      assert.equal(original, 'what the host said');
      assert.doesNotMatch(line, /host said|what to do|\$|undefined/);
    });

  it('shows the host’s own words on hover only', () => {
    makePage();
    useLanguage('de');
    const error = { code: 'portal_tls', message: 'self-signed certificate', hint: 'add it' };
    const parts = failureWords(sentenceFor(error, { portal: 'acme', target: null }));
    assert.equal(parts.length, 2);
    assert.equal(parts[0]?.textContent, 'Das Zertifikat von acme kann nicht überprüft werden.');
    assert.equal(parts[0]?.getAttribute('title'), 'self-signed certificate');
    assert.doesNotMatch(parts.map((part) => part.textContent).join(' '), /self-signed|add it/);
  });
});

describe('roles', () => {
  afterEach(() => useLanguage('en'));

  it('are found by words of the user’s language and by the English ones', () => {
    useLanguage('de');
    /** @type {import('../../extension/src/types.js').Target} */
    const admin = { portal: 'acme', role: 'admin', tenant: null, name: '' };
    for (const word of ['verwaltung', 'administratorkonsole', 'admin', 'acme'])
      assert.ok(roleSearchText(admin).includes(word), word);
    useLanguage('en');
    assert.ok(!roleSearchText(admin).includes('verwaltung'));
  });
});
