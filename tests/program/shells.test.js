import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Home, PROGRAM } from './program.js';

describe("the shells' comfort", () => {
  const home = new Home();
  before(async () => {
    mkdirSync(join(home.dir, 'bin'));
    symlinkSync(PROGRAM, join(home.dir, 'bin/jit-console'));
    home.env.PATH = `${join(home.dir, 'bin')}:/usr/bin:/bin`;
    await home.run(['portal', 'add', 'https://acme.duplocloud.net']);
    await home.run(['portal', 'add', 'https://globex.duplocloud.net']);
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, stdout } = await home.run(['completion', shell]);
      assert.equal(code, 0);
      writeFileSync(
        join(home.dir, shell === 'zsh' ? '_jit-console' : `jit-console.${shell}`),
        stdout,
      );
    }
  });
  after(() => home.remove());

  /** What is typed, and what each shell must offer for its last word. */
  const typed = /** @type {[string[], string[]][]} */ ([
    [['con'], ['console']],
    [
      ['aws-profile', ''],
      ['add', 'list', 'remove'],
    ],
    [
      ['console', ''],
      ['acme', 'globex'],
    ],
    [['console', 'glo'], ['globex']],
    [['credentials', 'acme', '--format', 'po'], ['powershell']],
    [['credentials', '--ten'], ['--tenant']],
  ]);

  /** Each asks the shell as a press of Tab does, and prints a candidate a line. */
  const ask = {
    bash: (/** @type {string[]} */ words) =>
      execFileSync(
        'bash',
        [
          '--norc',
          '-c',
          `source "$HOME/jit-console.bash"; COMP_WORDS=(jit-console "$@"); COMP_CWORD=$#
          _jit_console; printf '%s\\n' "\${COMPREPLY[@]}"`,
          'bash',
          ...words,
        ],
        { env: home.env, encoding: 'utf8' },
      ),
    zsh: (/** @type {string[]} */ words) =>
      execFileSync(
        'zsh',
        [
          '-f',
          '-c',
          `compdef() { :; }; _files() { :; }
          _describe() { local line; for line in "\${(@P)2}"; do print -r -- "\${line%%:*}"; done; }
          source "$HOME/_jit-console"; words=(jit-console "$@"); CURRENT=$#words; _jit_console`,
          'zsh',
          ...words,
        ],
        { env: home.env, encoding: 'utf8' },
      ),
    fish: (/** @type {string[]} */ words) =>
      execFileSync(
        'fish',
        [
          '--no-config',
          '-c',
          `source "$HOME/jit-console.fish"; complete -C "jit-console ${words.join(' ')}" | string replace -r '\\t.*' ''; true`,
        ],
        { env: home.env, encoding: 'utf8' },
      ),
  };

  for (const [shell, complete] of Object.entries(ask)) {
    for (const [words, wanted] of typed) {
      test(`${shell} completes: jit-console ${words.join(' ')}`, () => {
        assert.deepEqual(complete(words).trim().split('\n').sort(), [...wanted].sort());
      });
    }
  }

  test('bash takes the script as it stands', () => {
    const script = `source <(jit-console completion bash); complete -p jit-console`;
    const registered = execFileSync('bash', ['-c', script], { env: home.env, encoding: 'utf8' });
    assert.match(registered, /-F _jit_console jit-console/);
  });

  test('the manual page is one that man shows without a warning', async () => {
    const page = (await home.run(['man'])).stdout;
    const env = { ...home.env, LC_ALL: 'C.UTF-8', MANWIDTH: '100' };
    const shown = spawnSync('man', ['--warnings', '-l', '-'], {
      env,
      input: page,
      encoding: 'utf8',
    });
    assert.equal(shown.status, 0, shown.stderr);
    assert.equal(shown.stderr, '');
    assert.match(shown.stdout, /aws-profile add NAME \[PORTAL\]/);
    assert.match(
      shown.stdout,
      /eval "\$\(jit-console credentials acme --tenant invoice --format env\)"/,
    );
  });

  test('an unknown shell is refused', async () => {
    assert.equal((await home.run(['completion', 'csh'])).code, 2);
  });
});
