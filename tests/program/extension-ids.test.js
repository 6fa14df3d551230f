import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { MachinePolicy } from './machine-policy.js';
import { Home, HostProcess, PROGRAM } from './program.js';

const STORE = 'b'.repeat(32);
const ADD_ON = 'jit-console@acme.example';
const callers = {
  Chromium: [`chrome-extension://${STORE}/`],
  Firefox: ['/x/org.jit_console.host.json', ADD_ON],
};

describe('an extension whose id a store gave', () => {
  const home = new Home();
  const policy = new MachinePolicy({ extensionIds: [STORE, ADD_ON] });
  after(() => {
    policy.remove();
    home.remove();
  });

  for (const [browser, caller] of Object.entries(callers)) {
    test(`starts the host in ${browser} where the machine’s policy names it`, async () => {
      const host = new HostProcess(home, [PROGRAM, ...caller], policy.command);
      const hello = await host.frame((frame) => frame.event === 'hello');
      assert.equal(hello.data.protocol, 1);
      host.child.stdin.end();
      assert.equal(await host.exited, 0, host.stderr);
    });

    test(`and in ${browser} not where it doesn’t`, async () => {
      const host = new HostProcess(home, caller);
      assert.equal(await host.exited, 6);
      assert.match(host.stderr, /isn't jit-console's/);
    });
  }

  test('is in the manifests that are installed under that policy', async () => {
    const args = ['install', '--dry-run', '--browser', 'chrome', '--browser', 'firefox'];
    const { env } = home;
    const under = String(execFileSync(policy.command, [PROGRAM, ...args], { env }));
    assert.match(
      under,
      new RegExp(`hjkepomeflbmibkhbpicfepocdkjcbnb/", "chrome-extension://${STORE}/"`),
    );
    assert.match(under, new RegExp(`"jit-console@jit-console.org", "${ADD_ON}"`));
    const without = await home.run(args);
    assert.doesNotMatch(without.stdout, new RegExp(`${STORE}|${ADD_ON}`));
  });
});
