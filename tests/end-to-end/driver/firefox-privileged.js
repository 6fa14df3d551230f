/* Functions that Firefox runs with its own privileges: each is sent as text and sees a browser
 * window's globals (`gBrowser`, `ExtensionParent`, …), nothing of this file. A surface is the id of
 * a tab, or null for the toolbar popup. */

/** @typedef {{surface: number | null, code: string, data: unknown}} Injection */

/**
 * Runs `code`, the text of a function `(content, data) => …`, in the process of a surface, privileged.
 * @param {Injection} injection
 */
export async function runInSurface({ surface, code, data }) {
  const { tabTracker } = ExtensionParent.apiManager.global;
  const { document: inFront } = Services.wm.getMostRecentWindow('navigator:browser');
  const browser =
    surface === null
      ? inFront.querySelector('browser[webextension-view-type="popup"]')
      : tabTracker.getTab(surface, null)?.linkedBrowser;
  if (!browser) throw new Error('it is closed');
  const name = `jit-console-${Math.random()}`;
  // A navigation may take the page away while it works out its answer, or the whole process.
  const script = `(async () => {
    const say = (answer) => sendAsyncMessage(${JSON.stringify(name)}, answer);
    addEventListener('pagehide', ({ target }) => {
      if (target === content.document) say({ error: 'the page went away' });
    }, { capture: true, once: true });
    try { say({ value: await (${code})(content, ${JSON.stringify(data)}) }); }
    catch (error) { say({ error: String(error.message ?? error) }); }
  })()`;
  const { messageManager } = browser;
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      if (browser.messageManager !== messageManager) finish({ error: 'the page went away' });
    }, 50);
    const finish = (answer) => {
      clearInterval(watch);
      messageManager.removeMessageListener(name, listen);
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.value);
    };
    const listen = (message) => finish(message.data);
    messageManager.addMessageListener(name, listen);
    messageManager.loadFrameScript(
      `data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`,
      false,
    );
  });
}

/** In the surface: evaluates a page's function as the page would, whatever its content security policy. */
export async function evaluate(content, { fn, args }) {
  const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
  const call = `(async () => JSON.stringify((await (${fn})(...${JSON.stringify(args)})) ?? null))()`;
  return JSON.parse(await Cu.evalInSandbox(call, sandbox));
}

/** In the surface: evaluates a page's function with the chip's shadow root. */
export async function evaluateInChip(content, { fn, args }) {
  const host = content.document.querySelector('jit-console-chip');
  if (!host) throw new Error('there is no chip');
  const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
  sandbox.root = host.openOrClosedShadowRoot;
  const call = `(async () => JSON.stringify((await (${fn})(root, ...${JSON.stringify(args)})) ?? null))()`;
  return JSON.parse(await Cu.evalInSandbox(call, sandbox));
}

/** In the surface: a trusted press of one key with modifiers. */
export function pressKey(content, { modifiers, key, code, keyCode }) {
  const processor = Cc['@mozilla.org/text-input-processor;1'].createInstance(
    Ci.nsITextInputProcessor,
  );
  if (!processor.beginInputTransactionForTests(content)) throw new Error('keys cannot be sent');
  const held = modifiers.map((modifier) => new content.KeyboardEvent('', { key: modifier }));
  for (const event of held) processor.keydown(event);
  const event = new content.KeyboardEvent('', { key, code, keyCode });
  processor.keydown(event);
  processor.keyup(event);
  for (const event of held.reverse()) processor.keyup(event);
}

/** In the surface: a trusted click of the main button. @returns {boolean} whether the page noticed it */
export function clickAt(content, { x, y, selector }) {
  const { document } = content;
  const hit = document.elementFromPoint(x, y);
  if (selector && !document.querySelector(selector)?.contains(hit)) return false;
  let landed = false;
  const note = () => {
    landed = true;
  };
  content.addEventListener('mousedown', note, { capture: true, once: true });
  content.synthesizeMouseEvent('mousemove', x, y, { button: 0, clickCount: 0 }, {});
  content.synthesizeMouseEvent('mousedown', x, y, { button: 0, clickCount: 1 }, {});
  content.removeEventListener('mousedown', note, { capture: true });
  content.synthesizeMouseEvent('mouseup', x, y, { button: 0, clickCount: 1 }, {});
  return landed;
}

/** @returns {{id: number, url: string}[]} the tabs of all windows, private ones too, the oldest window's first */
export function listTabs() {
  const { tabTracker } = ExtensionParent.apiManager.global;
  const windows = [...Services.wm.getEnumerator('navigator:browser')];
  const tabs = windows.flatMap((one) => [...one.gBrowser.tabs]);
  return tabs.map((tab) => ({
    id: tabTracker.getId(tab),
    url: tab.linkedBrowser.currentURI.spec,
  }));
}

/** @returns {boolean} the window can be used */
export function hasStarted() {
  return Boolean(globalThis.gBrowserInit?.delayedStartupFinished);
}

/** @param {string} id the extension's */
export async function allowInPrivate(id) {
  const { AddonManager } = ChromeUtils.importESModule(
    'resource://gre/modules/AddonManager.sys.mjs',
  );
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const permissions = ['internal:privateBrowsingAllowed'];
  await ExtensionPermissions.add(id, { permissions, origins: [] });
  const addon = await AddonManager.getAddonByID(id);
  await addon.reload();
}

/** @param {string} id the extension's @returns {boolean} */
export function runsInPrivate(id) {
  const policy = WebExtensionPolicy.getByID(id);
  return Boolean(
    policy?.active &&
      policy.privateBrowsingAllowed &&
      policy.extension.backgroundState === 'running',
  );
}

/** @param {string} url @returns {number} the new tab, in front */
export function openTab(url) {
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  gBrowser.selectedTab = gBrowser.addTab(url, { triggeringPrincipal });
  return ExtensionParent.apiManager.global.tabTracker.getId(gBrowser.selectedTab);
}

/** @param {number} id @returns {{left: number, top: number}} where its page begins in the window */
export function placeOf(id) {
  const { left, top } = ExtensionParent.apiManager.global.tabTracker
    .getTab(id)
    .linkedBrowser.getBoundingClientRect();
  return { left, top };
}

/** @param {number} id */
export function selectTab(id) {
  const tab = ExtensionParent.apiManager.global.tabTracker.getTab(id);
  tab.ownerDocument.defaultView.gBrowser.selectedTab = tab;
}

/** @param {number} id of a tab that may be gone by now */
export function closeTab(id) {
  const tab = ExtensionParent.apiManager.global.tabTracker.getTab(id, null);
  tab?.ownerDocument.defaultView.gBrowser.removeTab(tab);
}

/** @returns {boolean} in the window used last */
export function popupIsOpen() {
  const { document: inFront } = Services.wm.getMostRecentWindow('navigator:browser');
  return Boolean(inFront.querySelector('browser[webextension-view-type="popup"]'));
}

/** Closes the popup as a click elsewhere does. */
export function closePopup() {
  const { document: inFront } = Services.wm.getMostRecentWindow('navigator:browser');
  inFront.querySelector('browser[webextension-view-type="popup"]')?.closest('panel').hidePopup();
}

/** @param {number | null} surface @returns {Promise<string>} a PNG in base64 */
export async function snapshot(surface) {
  const { document: inFront } = Services.wm.getMostRecentWindow('navigator:browser');
  const browser =
    surface === null
      ? inFront.querySelector('browser[webextension-view-type="popup"]')
      : ExtensionParent.apiManager.global.tabTracker.getTab(surface).linkedBrowser;
  const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
  const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('bitmaprenderer').transferFromImageBitmap(bitmap);
  return canvas.toDataURL().split(',')[1];
}

/** @param {string} extensionId */
export function clickToolbarButton(extensionId) {
  const { extension } = WebExtensionPolicy.getByID(extensionId);
  ExtensionParent.apiManager.global
    .browserActionFor(extension)
    .triggerAction(Services.wm.getMostRecentWindow('navigator:browser'));
}

/** @param {string} extensionId @param {boolean} shown or behind the button of all extensions */
export function showInToolbar(extensionId, shown) {
  const { extension } = WebExtensionPolicy.getByID(extensionId);
  const { id } = ExtensionParent.apiManager.global.browserActionFor(extension);
  CustomizableUI.addWidgetToArea(
    id,
    shown ? CustomizableUI.AREA_NAVBAR : CustomizableUI.AREA_ADDONS,
  );
}

/** @param {string} extensionId @param {number} tabId */
export function badgeOf(extensionId, tabId) {
  const { extension } = WebExtensionPolicy.getByID(extensionId);
  const { browserActionFor, tabTracker } = ExtensionParent.apiManager.global;
  const { badgeText, title } = browserActionFor(extension).action.getContextData(
    tabTracker.getTab(tabId),
  );
  return { text: badgeText, title };
}

/** A press of its own buttons can't be sent; without the question the answer is yes. */
export function askForNoPermission() {
  Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);
}

/** @param {string} extensionId */
export async function terminateBackground(extensionId) {
  const { extension } = WebExtensionPolicy.getByID(extensionId);
  if (extension.backgroundState === 'stopped') return;
  await extension.terminateBackground({ disableResetIdleForTest: true });
}
