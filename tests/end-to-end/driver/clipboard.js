/**
 * What the clipboard holds.
 * @param {import('./browser.js').Browser} browser
 * @param {import('./surface.js').Surface} surface a document of the extension's that has the focus
 * @returns {Promise<string>}
 */
export async function clipboardText(browser, surface) {
  if (browser.name === 'firefox') return browser.privileged(() => navigator.clipboard.readText());
  const session = await browser.browser.target().createCDPSession();
  const origin = new URL(browser.extensionUrl('')).href.replace(/\/$/, '');
  const permission = { name: 'clipboard-read' };
  await session.send('Browser.setPermission', { permission, setting: 'granted', origin });
  try {
    return await surface.evaluate(() => navigator.clipboard.readText());
  } finally {
    await session.detach();
  }
}
