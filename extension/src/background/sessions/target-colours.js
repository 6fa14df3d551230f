/** @import { Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { colourGiven, productionColour, targetColour } from '../../domain/target-colour.js';
import { targetKey } from '../../domain/target-key.js';

/** Each target's colour. While the browser runs, those that are open have different ones as long as there are enough. */
export class TargetColours {
  #parts;

  /** @param {Pick<Parts, 'session' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Target} target that is open or about to be
   * @returns {Promise<string>} `#rrggbb`
   */
  async of(target) {
    const { session, settings } = this.#parts;
    const { colours } = await settings.read();
    const { sessions, intents } = await session.readAll('sessions', 'intents');
    const open = [...Object.values(sessions), ...Object.values(intents)];
    const inUse = open.map((one) => targetKey(one.target));
    const key = targetKey(target);
    const given = await session.update('tenantColours', (before) => {
      const colour = colourGiven(key, colours, before, inUse);
      const { [key]: kept, ...others } = before;
      return kept === colour ? before : { ...others, [key]: colour };
    });
    return targetColour(key, colours, given);
  }

  /**
   * Where the browser shows nothing but one colour and a name: production is red, unless the user chose otherwise.
   * @param {Target} target
   * @param {boolean} production
   * @returns {Promise<string>} `#rrggbb`
   */
  async ofName(target, production) {
    const { colours } = await this.#parts.settings.read();
    const isChosen = targetKey(target) in colours;
    return production && !isChosen ? productionColour : this.of(target);
  }
}
