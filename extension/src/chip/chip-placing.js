/** @import { ChipParts, ChipPlace, ChipSize } from './parts.js' */
/** Where the chip stands: never over AWS's navigation at the top nor its bar at the bottom. */
{
  /** AWS's bars are 48 px and 32 to 40 px high; the rest is air. */
  const margin = { left: 8, right: 8, top: 56, bottom: 48 };

  const parts = /** @type {ChipParts} */ (globalThis.jitConsoleChip);

  /**
   * Bottom left: the buttons of AWS's forms and its panels are at the right.
   * @type {ChipPlace}
   */
  const standard = { side: 'left', edge: 'bottom', x: 16, y: 56 };

  /** @param {number} value @param {number} least @param {number} most */
  const clamp = (value, least, most) => Math.max(least, Math.min(value, most));

  /** @param {ChipPlace} place @param {ChipSize} chip @param {ChipSize} window */
  const position = ({ side, edge, x, y }, chip, window) => {
    const left = side === 'left' ? x : window.width - chip.width - x;
    const top = edge === 'top' ? y : window.height - chip.height - y;
    return {
      left: clamp(left, margin.left, window.width - chip.width - margin.right),
      top: clamp(top, margin.top, window.height - chip.height - margin.bottom),
    };
  };

  /**
   * @param {number} left
   * @param {number} top
   * @param {ChipSize} chip
   * @param {ChipSize} window
   * @returns {ChipPlace}
   */
  const placeAt = (left, top, chip, window) => {
    const right = window.width - chip.width - left;
    const bottom = window.height - chip.height - top;
    return {
      side: left <= right ? 'left' : 'right',
      edge: top <= bottom ? 'top' : 'bottom',
      x: Math.round(Math.min(left, right)),
      y: Math.round(Math.min(top, bottom)),
    };
  };

  parts.placing = { standard, position, placeAt };
}
