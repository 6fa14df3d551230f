/** @import { LocalState, Target } from '../../types.js' */
/** @import { StateStore } from '../state/state-store.js' */
import { isPrivate } from '../../browser.js';
import { targetKey } from '../../domain/target-key.js';

/**
 * Remembers which AWS account a target's console is in. Nothing of private windows is kept.
 * @param {StateStore<LocalState>} local
 * @param {{ target: Target, store: string }} session
 * @param {string | null} account twelve digits; null: not known
 */
export async function learnAccount(local, { target, store }, account) {
  if (account === null || isPrivate(store)) return;
  const key = targetKey(target);
  await local.update('accounts', (all) =>
    all[key] === account ? all : { ...all, [key]: account },
  );
}
