/** @import { Parts } from './parts.js' */
import { clearIfStillThere } from '../domain/clipboard-secret.js';
import { StateStore } from './state/state-store.js';

export const clearingAlarm = 'clear-clipboard';
const afterMinutes = 1;
/** @type {{ clipboardDigest: string | null }} */
const nothingCopied = { clipboardDigest: null };
const page = 'src/pages/clipboard/clipboard-clearer.html';

/**
 * Removes a secret from the clipboard a minute after it was copied, unless something else is there by
 * then. Needs the optional permissions; keeps only the secret's digest, and only in memory.
 */
export class ClipboardClearer {
  #parts;
  /** @type {StateStore<{ clipboardDigest: string | null }>} */
  #state;

  /** @param {Pick<Parts, 'api' | 'storage'>} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#state = new StateStore(parts.storage.session, nothingCopied);
  }

  /** @param {string} digest of what was copied (clipboard-secret.js) */
  async later(digest) {
    await this.#state.write('clipboardDigest', digest);
    await this.#parts.api.alarms.create(clearingAlarm, { delayInMinutes: afterMinutes });
  }

  /** The minute is over. */
  async ring() {
    const digest = await this.#state.read('clipboardDigest');
    await this.#state.write('clipboardDigest', null);
    if (!digest) return;
    const { offscreen } = this.#parts.api;
    if (!offscreen) {
      // Firefox's background is a page, which may use the clipboard itself.
      const { clipboard } = navigator;
      await clearIfStillThere(
        digest,
        () => clipboard.readText(),
        () => clipboard.writeText(''),
      );
      return;
    }
    // Chromium's has none; one page at a time may be made for it, which closes itself.
    await offscreen.closeDocument().catch(() => undefined);
    await offscreen.createDocument({
      url: `${page}#${digest}`,
      reasons: [offscreen.Reason.CLIPBOARD],
      justification: 'takes a sign-in URL or credentials out of the clipboard after a minute',
    });
  }
}
