import {
  localDefaults,
  StateStore,
  sessionDefaults,
} from '../../../extension/src/background/state/state-store.js';
import { FakeEvent } from './fake-event.js';
import { FakeArea } from './fake-storage.js';

/**
 * What is stored, for a test of one part.
 * @param {object} [session]
 * @param {object} [local]
 */
export function storesWith(session = {}, local = {}) {
  const areas = { session: areaOf('session', session), local: areaOf('local', local) };
  return {
    areas,
    session: new StateStore(/** @type {any} */ (areas.session), sessionDefaults),
    local: new StateStore(/** @type {any} */ (areas.local), localDefaults),
  };
}

/** @param {string} name @param {object} data */
function areaOf(name, data) {
  const area = new FakeArea(name, new FakeEvent(), false);
  area.data = structuredClone(data);
  return area;
}
