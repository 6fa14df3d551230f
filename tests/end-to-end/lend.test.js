import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { openList } from './person.js';
import { hostBinary, story } from './stage.js';
import { TELLS } from './switches.js';

const LEASE_PAGE = 'src/pages/question/lease.html';

/** Asks its endpoint for credentials once, as AWS's SDKs do, and prints whose they are. */
const CLIENT = `
import json, os, urllib.request
request = urllib.request.Request(os.environ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
    headers={'Authorization': os.environ['AWS_CONTAINER_AUTHORIZATION_TOKEN']})
print(sorted(json.loads(urllib.request.urlopen(request).read())))
`;

/** Runs in a page. @param {string} url */
function goTo(url) {
  location.href = url;
}

/** @param {import('./stage.js').Stage} stage @param {string} tenant @param {string[]} command */
function lend({ home }, tenant, ...command) {
  const args = ['lend', 'acme', '--tenant', tenant, '--minutes', '15', '--', ...command];
  const child = spawn(hostBinary(), args, { env: home.env, cwd: home.dir, stdio: 'pipe' });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    said.stdout += data;
  });
  child.stderr.on('data', (data) => {
    said.stderr += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

story('credentials lent at a terminal', { signedIn: ['acme'] }, (stage, check) => {
  const question = () =>
    stage.browser.waitForPage('the question', (url) =>
      url.startsWith(stage.browser.extensionUrl(LEASE_PAGE)),
    );

  check('runs with credentials after a yes in the browser', async () => {
    await openList(stage).then((popup) => popup.close());
    const running = lend(stage, 'dev01', 'python3', '-c', CLIENT, "it's \u202e odd");
    const page = await question();
    await page.waitFor('#lend');
    assert.match(await page.text('#heading'), /dev01/);
    const program = await page.text('#program');
    assert.ok(program.startsWith("python3 -c $'\\nimport json"), program);
    assert.ok(program.endsWith("$'it\\'s \\xe2\\x80\\xae odd'"), program);
    assert.equal(await page.text('#folder'), stage.home.dir);
    assert.equal(await page.text('#lend'), 'Lend for 15 minutes');
    await page.click('#lend');
    const { code, stdout, stderr } = await running;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /AccessKeyId.*Expiration.*SecretAccessKey.*Token/);
    const [entry] = JSON.parse(await stage.cli('history', '--json'));
    assert.deepEqual([entry.what, entry.name, entry.by], ['credentials', 'dev01', 'terminal']);
  });

  check('doesn’t run after a no, and says so', async () => {
    await openList(stage).then((popup) => popup.close());
    const running = lend(stage, 'billing', 'echo', 'ran');
    const page = await question();
    await page.waitFor('#refuse');
    assert.equal(await page.text('#heading .production'), TELLS.details ? 'PROD' : null);
    await page.click('#refuse');
    const { code, stdout, stderr } = await running;
    assert.equal(code, 28, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /jit-console: the lease was refused in \w+\n/);
  });

  check('is no longer asked about after Ctrl-C at the terminal', async () => {
    await openList(stage).then((popup) => popup.close());
    const args = ['lend', 'acme', '--tenant', 'dev01', '--', 'echo', 'ran'];
    const { env, dir } = stage.home;
    const terminal = spawn(hostBinary(), args, { env, cwd: dir, stdio: 'ignore' });
    const ended = new Promise((resolve) => terminal.on('close', (_, signal) => resolve(signal)));
    const page = await question();
    await page.waitFor('#lend');
    terminal.kill('SIGINT');
    assert.equal(await ended, 'SIGINT');
    await page.waitForText('#heading', /no longer asked/);
    await page.close();
  });

  check('doesn’t run where the question is closed or left', async () => {
    for (const away of ['close', 'leave']) {
      await openList(stage).then((popup) => popup.close());
      const running = lend(stage, 'dev01', 'echo', 'ran');
      const page = await question();
      await page.waitFor('#refuse');
      if (away === 'close') await page.close();
      else await page.evaluate(goTo, `${stage.sim.portal('acme').url}/`);
      assert.equal((await running).code, 28, away);
    }
  });
});
