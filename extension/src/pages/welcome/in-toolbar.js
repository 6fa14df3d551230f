/** @import { BrowserApi } from '../../types.js' */

/**
 * @param {Pick<BrowserApi['action'], 'getUserSettings'>} action
 * @returns {Promise<boolean | null>} the toolbar shows the button; null: the browser doesn't tell
 */
export async function inToolbar(action) {
  try {
    const settings = await action.getUserSettings?.();
    return settings?.isOnToolbar ?? null;
  } catch (error) {
    console.debug('the browser does not tell of its toolbar', error);
    return null;
  }
}
