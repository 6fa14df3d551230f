/** @import { World } from './world.js' */
import fc from 'fast-check';
import * as happenings from './happenings.js';
import {
  before,
  check,
  checkFocus,
  checkTabs,
  isAsking,
  isAwaited,
  isJustGoneTo,
  isSigningIn,
  isWanted,
  openedTabs,
} from './invariants.js';
import { isAlive, isRenewed, known } from './known.js';
import * as people from './people.js';
import { checkUnseen, unseenFailures } from './screen.js';

/** Steps after which what was alive before has to be known again. */
const endings = ['workerDies', 'update', 'browserRestarts', 'discard'];

/** Steps after which the browser's memory of its run is gone. */
const forgetting = ['update', 'browserRestarts'];

/** Steps that begin with the worker's death, before anything loads. */
const deadly = ['workerDies', ...forgetting];

/** A worker that died again by then is woken by the next event, whatever it is. @param {World} world */
async function wake(world) {
  const { events, tabs } = world.browser;
  if (events.onMessage.listeners === 0) events.onFocusChanged.fire(tabs.front);
  await world.rest();
}

/** One step of a sequence. @implements {fc.AsyncCommand<object, World>} */
class Step {
  #act;

  /**
   * @param {string} name
   * @param {(world: World, ...args: any[]) => Promise<void>} act
   * @param {unknown[]} args
   */
  constructor(name, act, args) {
    this.name = name;
    this.args = args;
    this.#act = act;
  }

  check() {
    return true;
  }

  /**
   * @param {object} _
   * @param {World} world
   */
  async run(_, world) {
    const alive = endings.includes(this.name) ? known(world, true) : [];
    const { size: signIns } = world.aws.tokens;
    world.asking = isAsking(world);
    world.byWord = false;
    world.justGoneTo = isJustGoneTo(world);
    // What somebody asked for may wait for a page's answer.
    const asked = world.asking || isSigningIn(world) || world.hasSilent;
    world.steps += 1;
    // No two things that people do come in one millisecond, so neither do two sessions.
    world.clock.jump(1);
    const { deaths, disturbances, popups } = world;
    const wanted = isWanted(world) || isSigningIn(world) || isAwaited(world) || world.hasSilent;
    const opened = openedTabs(world);
    const unseen = { unseen: unseenFailures(world), asked: world.host.journal.length, popups };
    await this.#act(world, ...this.args);
    const was = before(world);
    world.justGoneTo ||= isJustGoneTo(world);
    await world.rest();
    if (world.deaths - deaths > (deadly.includes(this.name) ? 1 : 0)) world.loseEvents();
    if (world.disturbances !== disturbances) await wake(world);
    check(world);
    if (!forgetting.includes(this.name)) checkUnseen(world, unseen);
    checkFocus(world, { ...was, asking: was.asking || asked || world.justGoneTo });
    checkTabs(world, { opened, wanted: wanted || world.justGoneTo });
    await this.#checkKnown(world, alive, signIns);
  }

  /**
   * @param {World} world
   * @param {string[]} alive what was known before
   * @param {number} signIns how many there were
   */
  async #checkKnown(world, alive, signIns) {
    if (alive.length > 0) await wake(world);
    const now = known(world);
    // Who signed in meanwhile has the plain host; where multi-session was turned on it leads to a session's own.
    const other = world.aws.tokens.size > signIns;
    const isKnown = (/** @type {string} */ one) => {
      const [store, tenant, label, shown] = one.split(' ');
      const isPlain = label === 'null';
      return now
        .map((after) => after.split(' '))
        .filter((after) => after[0] === store && after[1] === tenant)
        .filter((after) => isPlain || after[2] === label)
        .some((after) => !shown || after[3] || (isPlain && other));
    };
    const lost = alive
      .filter((one) => isAlive(world, one) && !isRenewed(world, one, signIns))
      .filter((one) => !isKnown(one));
    if (lost.length > 0)
      throw new Error(`g: after ${this.name} nobody knows of ${lost.join(', ')}`);
  }

  toString() {
    return `${this.name}(${this.args.map((arg) => JSON.stringify(arg)).join(', ')})`;
  }
}

const n = fc.nat(7);
const { boolean, constantFrom, integer, record } = fc;

/** Each with what it is given; those that stand twice come more often. @type {[string, ...fc.Arbitrary<any>[]][]} */
const steps = [
  ...Array.from(
    { length: 4 },
    () =>
      /** @type {[string, fc.Arbitrary<any>]} */ ([
        'open',
        record({
          second: boolean(),
          how: constantFrom('go', 'go', 'go', 'new_page', 'background'),
          to: constantFrom(null, null, null, 's3'),
        }),
      ]),
  ),
  ['lookAtPopup'],
  ['lookAt', n],
  ['lookAt', n],
  ['lookAt', n],
  ['close', n],
  ['newTab'],
  ['signInThemselves'],
  ['openLink', boolean()],
  ['goTo', boolean()],
  ['reload'],
  ['type'],
  ['privateWindow'],
  ['otherWindow'],
  ['newWindow'],
  ['signOutAtAws'],
  [
    'pressChip',
    constantFrom(
      'chip_renew',
      'chip_reopen_now',
      'chip_stop_countdown',
      'chip_sign_out',
      'chip_sign_in_beside',
      'chip_reopen_anyway',
    ),
  ],
  ['authorise'],
  ['authorise'],
  ['cancelSignIn'],
  ['answerQuestion', constantFrom('continue', 'continue', 'multi_session', 'cancel')],
  ['answerQuestion', constantFrom('continue', 'continue', 'multi_session', 'cancel')],
  ['clickNotification', n],
  ['signOutOfPortal'],
  ['otherUser'],
  ['timePasses', constantFrom(...Object.keys(happenings.spans))],
  ['timePasses', constantFrom(...Object.keys(happenings.spans))],
  ['timePasses', constantFrom(...Object.keys(happenings.spans))],
  ['sleep', integer({ min: 1, max: 12 })],
  ['endsEarly', n],
  ['lastsLonger', n],
  ['pageNotices', n],
  ['portalSessionEnds'],
  ['network', boolean()],
  ['vpn', boolean()],
  ['traffic', boolean()],
  ['traffic', fc.constant(true)],
  ['workerDies'],
  ['workerWillDie', fc.nat(60)],
  ['callWillFail', fc.nat(40)],
  ['update'],
  ['browserRestarts'],
  ['hostDies'],
  ['hostHangs'],
  ['hostInstalled', boolean()],
  ['hostInstalled', fc.constant(true)],
  ['discard', n],
  ['nextPageIsSilent'],
];

const acts = /** @type {Record<string, any>} */ ({ ...people, ...happenings });

/**
 * @param {string} name
 * @param {unknown[]} args
 * @returns {fc.AsyncCommand<object, World>}
 */
export function stepOf(name, args) {
  return new Step(name, acts[name], args);
}

/** How much more often a favoured step comes. */
const favour = 8;

/**
 * @param {number} atMost how long a sequence may be
 * @param {string[]} [favoured] steps that come more often
 * @returns {fc.Arbitrary<Iterable<fc.AsyncCommand<object, World>>>}
 */
export function sequences(atMost, favoured = []) {
  const all = steps.flatMap(([name, ...args]) => {
    const step = fc.tuple(...args).map((given) => stepOf(name, given));
    return Array.from({ length: favoured.includes(name) ? favour : 1 }, () => step);
  });
  return fc.commands(all, { maxCommands: atMost, size: 'max' });
}

/** @returns {fc.Arbitrary<import('./world.js').Start>} */
export function starts() {
  return record({
    flavour: constantFrom('chromium', 'firefox'),
    multi: boolean(),
    signOutEnds: constantFrom('here', 'signIn', 'home'),
    settings: constantFrom(
      {},
      {},
      { renewal: 'ask' },
      { signOutWithoutAsking: true },
      { isolation: 'off' },
    ),
  });
}
