/** @import { Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isPrivate } from '../../browser.js';
import { targetKey } from '../../domain/target-key.js';

const kept = 8;

/**
 * The tenants opened last stand first in the list; those of private windows leave no trace.
 * @param {Pick<Parts, 'local'>} parts
 * @param {Target} target
 * @param {string} store the cookie store it is open in
 */
export async function noteRecent({ local }, target, store) {
  const key = targetKey(target);
  if (target.role !== 'tenant' || isPrivate(store)) return;
  await local.update('recents', (keys) =>
    keys[0] === key ? keys : [key, ...keys.filter((other) => other !== key)].slice(0, kept),
  );
}
