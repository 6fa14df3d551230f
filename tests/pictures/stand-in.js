/**
 * Runs in a page of the extension before its own scripts: what it asks its storage, the background and the browser's tabs
 * is answered from a table.
 * @param {{ local: object, session: object, replies: Record<string, unknown>, tab: object | null, refused: boolean }} given
 *   a reply `{ error }` is a failure, 'never' none at all; refused: the browser's optional permissions
 * @param {boolean} rightToLeft
 * @param {boolean} inTab the popup is a page in a tab, not the toolbar's
 */
export function standIn({ local, session, replies, tab, refused }, rightToLeft, inTab) {
  if (location.protocol !== 'chrome-extension:') return;
  const area = (/** @type {object} */ kept) => async () => structuredClone(kept);
  const none = { addListener: () => undefined };
  const { storage, runtime, tabs, permissions, action } = chrome;
  storage.local.get = /** @type {any} */ (area(local));
  storage.session.get = /** @type {any} */ (area(session));
  storage.onChanged.addListener = () => undefined;
  runtime.connect = () => /** @type {any} */ ({ onDisconnect: none });
  runtime.sendMessage = /** @type {any} */ (
    (/** @type {{ name: string }} */ { name }) => {
      const reply = /** @type {any} */ (replies[name] ?? null);
      if (reply === 'never') return new Promise(() => undefined);
      return Promise.resolve(reply?.error ? { ok: false, ...reply } : { ok: true, result: reply });
    }
  );
  tabs.query = /** @type {any} */ (async () => (tab ? [tab] : []));
  tabs.get = /** @type {any} */ (async () => tab ?? { title: 'Console Home | us-west-2' });
  tabs.getCurrent = /** @type {any} */ (async () => (inTab ? { id: 1 } : undefined));
  permissions.contains = /** @type {any} */ (async () => !refused);
  navigator.clipboard.writeText = async () => undefined;
  action.getUserSettings = /** @type {any} */ (async () => ({ isOnToolbar: false }));
  window.close = () => undefined;
  // The chip's is closed to pages; here it is to be looked at.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: 'open' });
  };
  const { getMessage } = chrome.i18n;
  chrome.i18n.getMessage = (key, parts) =>
    key === 'direction' && rightToLeft ? 'rtl' : getMessage(key, parts);
}
