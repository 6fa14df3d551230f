import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { json, PlainPortal } from './plain-portal.js';
import { Home, PROGRAM } from './program.js';
import { typed } from './typed.js';

describe("the shells' comfort", () => {
  const home = new Home();
  before(async () => {
    mkdirSync(join(home.dir, 'bin'));
    symlinkSync(PROGRAM, join(home.dir, 'bin/jit-console'));
    home.env.PATH = `${join(home.dir, 'bin')}:/usr/bin:/bin`;
    await home.run(['portal', 'add', 'https://acme.duplocloud.net', '--unchecked']);
    await home.run(['portal', 'add', 'https://globex.duplocloud.net', '--unchecked']);
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
  const lines = /** @type {[string[], string[]][]} */ ([
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
    for (const [words, wanted] of lines) {
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

  /**
   * What somebody sees who presses Tab in `shell`, with `rc` as its start-up file: the line that stands there then.
   *
   * @param {'bash' | 'zsh'} shell
   * @param {string} rc
   * @param {string} line
   */
  async function afterTab(shell, rc, line) {
    const show = {
      bash: `PS1='ready> '; show() { printf '<%s>\\n' "$READLINE_LINE"; exit; }; bind -x '"\\C-g": show'`,
      zsh: `PS1='ready> '; show() { print -r -- "<$BUFFER>"; exit; }; zle -N show; bindkey '^G' show`,
    }[shell];
    const file = join(home.dir, shell === 'bash' ? 'bash-start' : '.zshrc');
    writeFileSync(file, `${rc}\n${show}\n`);
    const command =
      shell === 'bash' ? ['bash', '--noprofile', '--rcfile', file, '-i'] : ['zsh', '-d', '-i'];
    const { code, shown } = await typed(command, home.env, [['ready> ', `${line}\t\x07`]]);
    assert.equal(code, 0, shown);
    return /<([^>]*)>/.exec(shown)?.[1];
  }

  const starts = /** @type {['bash' | 'zsh', string, string][]} */ ([
    ['bash', 'by source', 'source <(jit-console completion bash)'],
    ['zsh', 'by source', 'source <(jit-console completion zsh)'],
    [
      'zsh',
      'by source after compinit',
      'autoload -Uz compinit; compinit -u; source <(jit-console completion zsh)',
    ],
    ['zsh', 'from a folder of fpath', 'fpath=("$HOME" $fpath); autoload -Uz compinit; compinit -u'],
  ]);
  for (const [shell, how, rc] of starts) {
    test(`${shell}, started ${how}, completes at the first press of Tab`, async () => {
      assert.equal(
        await afterTab(shell, rc, 'jit-console console glo'),
        'jit-console console globex ',
      );
    });
  }

  test('every tenant that a portal listed is completed, until somebody signs out there', async () => {
    const portal = new PlainPortal();
    await portal.start(home.dir);
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    portal.answers['/admin/GetTenantsForUser'] = json([
      { TenantId: 'b1a1a1a1-0000-4000-8000-00000000000b', AccountName: 'zebra' },
      { TenantId: 'a1a1a1a1-0000-4000-8000-00000000000a', AccountName: 'zeal' },
    ]);
    await home.run(['sign-in', 'plain', '--token-stdin'], { input: portal.token });
    await home.run(['tenants', 'plain']);
    portal.calls.length = 0;
    const tenants = async () =>
      (await home.run(['complete', '--', 'exec', '--tenant', 'z'])).stdout;
    assert.equal(await tenants(), 'zeal\tplain\nzebra\tplain\n');
    assert.deepEqual(portal.calls, [], 'a press of Tab asks no portal');
    await home.run(['sign-out', 'plain']);
    assert.equal(await tenants(), '');
    await home.run(['portal', 'remove', 'plain']);
    await portal.close();
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
