import { once } from 'node:events';
import { World } from './world.js';

const STEPS = `
Chromium is open on a simulated portal. Try it:

  1. Log in there; any password does.
  2. Click the jit-console button in the toolbar, then "Sign in to acme", and Authorize.
  3. Click the button again, type three letters of a tenant, press Enter.
  4. Pick another tenant: one click, no prompt.

Close Chromium to end.
`;

const world = new World();
try {
  await world.open({ env: desktop() });
  const page = await world.browser.openTab(`${world.portal.url}/app/devops/tenants`);
  await page.activate();
  process.stdout.write(STEPS);
  await once(world.browser.browser, 'disconnected');
  world.browser = undefined;
} finally {
  await world.close();
}

/** What a program needs of the environment to have a window on the desktop. */
function desktop() {
  const names = ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY'];
  return Object.fromEntries(
    names.filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
  );
}
