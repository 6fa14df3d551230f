import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts a program in the place of the host that the browser knows.
 * @param {import('./home.js').Home} home
 * @param {'chromium' | 'firefox'} browser
 * @param {string} command of a shell, which gets the browser's arguments
 */
export function startInstead(home, browser, command) {
  const script = join(home.dir, 'other-host');
  writeFileSync(script, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  const folder = {
    chromium: join(home.chromiumProfile, 'NativeMessagingHosts'),
    firefox: join(home.dir, '.mozilla/native-messaging-hosts'),
  };
  const file = join(folder[browser], 'org.jit_console.host.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, path: script }));
}
