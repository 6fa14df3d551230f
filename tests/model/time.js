/** @import { World } from './world.js' */

const soonestMs = 30_000;
/** When each alarm was set, since browsers count from there. @type {WeakMap<object, number>} */
const setAt = new WeakMap();

/**
 * Time passes: timers and alarms come when they are due.
 * @param {World} world
 * @param {number} ms
 */
export async function advance(world, ms) {
  const { clock } = world;
  const until = clock.now() + ms;
  for (;;) {
    const next = nextAlarm(world);
    // Not past a timer: what it does may set an alarm.
    const at = Math.max(clock.now(), Math.min(until, next?.due ?? until, clock.due));
    await clock.advance(at - clock.now());
    await world.rest();
    // Another may be set by now, or this one cleared.
    const due = nextAlarm(world);
    if (due && due.due <= clock.now()) await ring(world, due);
    else if (clock.now() >= until) return;
  }
}

/**
 * The machine sleeps: no timer runs, and alarms whose time has passed come at once afterwards.
 * @param {World} world
 * @param {number} ms
 */
export async function suspend(world, ms) {
  nextAlarm(world);
  world.clock.jump(ms);
  await advance(world, 1_000);
}

/**
 * @param {World} world
 * @returns {{ name: string, due: number, alarm: any } | undefined}
 */
function nextAlarm({ browser, clock }) {
  const all = [...browser.setAlarms].map(([name, alarm]) => {
    if (!setAt.has(alarm)) setAt.set(alarm, clock.now());
    return { name, alarm, due: dueOf(alarm, browser.flavour) };
  });
  return all.sort((left, right) => left.due - right.due)[0];
}

/**
 * @param {any} alarm
 * @param {string} flavour
 */
function dueOf(alarm, flavour) {
  const set = setAt.get(alarm) ?? 0;
  const { when, delayInMinutes: delay, periodInMinutes: period } = alarm;
  const wish = when ?? set + (delay ?? period) * 60_000;
  return flavour === 'chromium' ? Math.max(wish, set + soonestMs) : wish;
}

/**
 * @param {World} world
 * @param {{ name: string, alarm: any }} due
 */
async function ring(world, { name, alarm }) {
  const { browser, clock } = world;
  if (alarm.periodInMinutes) setAt.set(alarm, clock.now());
  else browser.setAlarms.delete(name);
  browser.events.onAlarm.fire({ name });
  await world.rest();
}
