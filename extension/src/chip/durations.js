/** @import { Durations } from './parts.js' */
/**
 * How long something takes, in levels and words. First of the chip's files, which can't import; our own modules, which say
 * the same (domain/time-left.js, text.js), import it for what it sets.
 */
{
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;

  /** Made once: making one takes longer than all that is done with it. @type {Record<string, Intl.NumberFormat>} */
  const formats = {};

  /** @type {Durations['amount']} */
  const amount = (value, unit, unitDisplay) => {
    const key = `${unit} ${unitDisplay}`;
    formats[key] ??= new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay });
    return formats[key].format(value);
  };

  /** @type {Durations['inWords']} */
  const inWords = (ms, display = 'long') => {
    if (ms < minute) return amount(Math.floor(ms / second), 'second', display);
    if (ms < 2 * hour) return amount(Math.floor(ms / minute), 'minute', display);
    const minutes = Math.floor((ms % hour) / minute);
    const hours = amount(Math.floor(ms / hour), 'hour', display);
    return minutes === 0 ? hours : `${hours} ${amount(minutes, 'minute', display)}`;
  };

  /** @type {Durations['levelOf']} */
  const levelOf = (left) => {
    if (left <= 0) return 'ended';
    if (left < minute) return 'urgent';
    return left < 10 * minute ? 'soon' : 'fine';
  };

  globalThis.jitConsoleDurations = { second, minute, hour, amount, inWords, levelOf };
}
