import assert from 'node:assert/strict';
import { textOf } from './testing/client.js';
import { inSimulator } from './testing/stage.js';

inSimulator('an AWS that refuses whoever signs in', {
  'by Private Access on its sign-in host': async ({ sim, client, keysOf, signInUrl }) => {
    sim.aws.set({ refuses: 'private-access' });
    const page = await client.open(await signInUrl(keysOf('first')));
    assert.match(new URL(page.url).host, /signin/);
    assert.match(textOf(page.text, 'private-access'), /Management Console Private Access/);
    assert.equal(sim.aws.sessions.length, 0);
  },

  'by Private Access in its console': async ({ sim, client, keysOf, signInUrl }) => {
    sim.aws.set({ refuses: 'private-access-console' });
    const page = await client.open(await signInUrl(keysOf('first')));
    assert.match(new URL(page.url).host, /console/);
    assert.match(textOf(page.text, 'private-access'), /Management Console Private Access/);
    assert.doesNotMatch(page.text, /awsc-session-data/);
  },

  'by a policy, on the page that the console leads to': async ({
    sim,
    client,
    keysOf,
    signInUrl,
  }) => {
    sim.aws.set({ refuses: 'policy' });
    const page = await client.open(await signInUrl(keysOf('first')));
    assert.match(page.url, /signin.*\/oauth/);
    assert.equal(page.status, 403);
  },

  'only in ways that are known': async ({ sim }) => {
    assert.throws(() => sim.aws.set({ refuses: 'no' }), /private-access/);
  },
});
