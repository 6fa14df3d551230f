/** @import { LocalState, Target } from '../../types.js' */
/** @import { StateStore } from '../state/state-store.js' */
import { isPrivate } from '../../browser.js';
import { targetKey } from '../../domain/target-key.js';

/**
 * Remembers that a tenant is in another cloud than AWS, or is in AWS after all. Nothing of private windows is kept.
 * @param {StateStore<LocalState>} local
 * @param {{ target: Target, store: string }} opening
 * @param {boolean} isElsewhere
 */
export async function learnCloud(local, { target, store }, isElsewhere) {
  if (isPrivate(store)) return;
  const key = targetKey(target);
  await local.update('elsewhere', (keys) => {
    if (keys.includes(key) === isElsewhere) return keys;
    return isElsewhere ? [...keys, key] : keys.filter((other) => other !== key);
  });
}
