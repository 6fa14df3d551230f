/** The entry of the service worker (Chromium) and of the event page (Firefox). */
import { api, chromiumVersion, clock, connectHost, disconnectReason } from '../browser.js';
import { startBackground } from './composition.js';

startBackground({
  api,
  clock,
  connect: connectHost,
  reason: disconnectReason,
  chromiumVersion: chromiumVersion(),
  newId: () => crypto.randomUUID(),
});
