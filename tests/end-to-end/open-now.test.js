import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { until } from './driver/until.js';
import { openList } from './person.js';
import { hostBinary, story } from './stage.js';

story('what runs in terminals', { signedIn: ['acme'] }, (stage, check) => {
  const runs = async () => JSON.stringify(JSON.parse(await stage.cli('status', '--json')));

  check('is listed in the popup with folder and end, and ends at a press', async () => {
    const { dir, env } = stage.home;
    const args = ['exec', 'acme', '--tenant', 'dev01', '--', 'cat'];
    const child = spawn(hostBinary(), args, { cwd: dir, env, stdio: ['pipe', 'ignore', 'ignore'] });
    try {
      await until('it to run', async () => (await runs()).includes('"program":"cat"'));
      const popup = await openList(stage);
      await popup.press('ArrowLeft');
      const words = await popup.waitForText('[data-terminal]', /^cat dev01 · acme /);
      assert.ok(words.includes(dir), words);
      assert.match(words, / until the program ends End$/);
      await popup.click('[data-terminal] button');
      await popup.waitForText('#panel .panel-status:focus', /^cat gets no more AWS credentials/);
      assert.equal(await popup.shows('[data-terminal]'), false);
      await until('the host to list it no more', async () => !(await runs()).includes('"cat"'));
      assert.equal(child.exitCode, null);
    } finally {
      child.stdin.end();
    }
  });
});
