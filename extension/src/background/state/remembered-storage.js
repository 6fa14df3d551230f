/** @import { BrowserApi } from '../../types.js' */
import { RememberedArea } from './remembered-area.js';

/**
 * The browser's storage, asked once for what doesn't change. To be made before anything else listens to its changes.
 * @param {BrowserApi['storage']} storage
 * @param {{ session: string[], local: string[] }} together keys that the first reading of an area brings along
 */
export function rememberStorage(storage, together) {
  const session = new RememberedArea(storage.session, together.session);
  const local = new RememberedArea(storage.local, together.local);
  /** @type {Promise<Record<string, any>> | null} */
  let managed = null;
  // Where it fails it is asked again.
  const all = () => {
    managed ??= storage.managed.get(null).catch((error) => {
      managed = null;
      throw error;
    });
    return managed;
  };
  storage.onChanged.addListener((changes, area) => {
    if (area === 'session') session.changed(changes);
    else if (area === 'local') local.changed(changes);
    else if (area === 'managed') managed = null;
  });
  return { session, local, managed: { get: all } };
}
