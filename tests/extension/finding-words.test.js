import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { reportWords } from '../../extension/src/domain/finding-words.js';

const contract = new URL('../contract/doctor.json', import.meta.url);
const cases = JSON.parse(readFileSync(contract, 'utf8')).cases;

/** @param {object} [change] @returns {any} */
const finding = (change) => ({
  code: 'manifest_missing',
  subject: 'browser',
  name: 'Firefox',
  severity: 'error',
  message: 'no manifest registers jit-console with the browser',
  hint: 'write it',
  command: 'jit-console install --browser firefox',
  fixable: true,
  ...change,
});

/** @param {any[]} findings @param {any[]} [checked] */
const report = (findings, checked = []) => ({ system: '', clean: false, checked, findings });

describe("the doctor's words", () => {
  it('make sentences that name whom they are about', () => {
    const { findings } = reportWords(report([finding()]));
    assert.deepEqual(findings, [
      {
        severity: 'error',
        what: 'Firefox: no manifest registers jit-console with the browser.',
        next: 'Write it.',
        command: 'jit-console install --browser firefox',
      },
    ]);
  });

  it('name nobody twice, and nobody where there is none', () => {
    const words = reportWords(
      report([
        finding({ name: 'a.example', message: "the name a.example can't be resolved" }),
        finding({ name: '', message: 'no browser found', hint: '' }),
      ]),
    );
    assert.deepEqual(
      words.findings.map(({ what }) => what),
      ["The name a.example can't be resolved.", 'No browser found.'],
    );
    assert.equal(words.findings[1]?.next, '');
  });

  it('begin with the worst', () => {
    const severities = ['note', 'error', 'warning', 'error'];
    const { findings } = reportWords(report(severities.map((severity) => finding({ severity }))));
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['error', 'error', 'warning', 'note'],
    );
  });

  it('take a severity of a newer host for a warning', () => {
    const { findings } = reportWords(report([finding({ severity: 'fatal' })]));
    assert.equal(findings[0]?.severity, 'warning');
  });

  it('count what can be repaired safely', () => {
    const mixed = [finding(), finding({ fixable: false }), finding()];
    assert.equal(reportWords(report(mixed)).fixable, 2);
  });

  for (const { name, reply } of cases)
    it(`are whole sentences of what the host says: ${name}`, () => {
      const { findings, checked, clean } = reportWords(reply.result);
      assert.equal(clean, reply.result.clean);
      assert.ok(findings.length > 0 && checked.length > 0);
      for (const { what, next } of findings)
        for (const words of [what, next]) assert.match(words, /^\S.*[^.]\.$/);
      for (const words of checked) assert.match(words, /^\S.*[^.]\.$/);
    });
});
