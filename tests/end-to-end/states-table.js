import { ACTS } from './acts.js';
import { ROWS } from './states.js';

/* Prints from which state dev01's console is reached by which acts. */

for (const { state, acts, inFirefox, only, because } of ROWS) {
  const where = only ? ` (${only})` : '';
  const firefox = inFirefox ? `; Firefox: ${inFirefox.join(', ')}` : '';
  const why = because ? ` — ${because}` : '';
  console.log(`${acts.length}  ${state}${where}: ${acts.join(', ')}${firefox}${why}`);
}
console.log();
for (const [act, words] of Object.entries(ACTS)) console.log(`${act}: ${words}`);
