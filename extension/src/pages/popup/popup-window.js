/** The popup's window: its connection to the background, and its height. */
import { api } from '../../browser.js';

/** Tells the background that a popup is open, and starts it again should it die meanwhile. */
export function stayConnected() {
  const port = api.runtime.connect({ name: 'popup' });
  port.onDisconnect.addListener(() => setTimeout(stayConnected, 100));
}

/**
 * While someone types, fewer rows don't make the popup shrink under their eyes.
 * @param {boolean} typing
 */
export function holdHeight(typing) {
  const { style, offsetHeight } = document.body;
  if (!typing) style.minHeight = '';
  else if (style.minHeight === '') style.minHeight = `${offsetHeight}px`;
}
