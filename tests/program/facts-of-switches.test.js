import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { browserSignIn, handOverAs } from './browser-sign-in.js';
import { Machine } from './doctor-machine.js';
import { SWITCHES } from './fact-switches.js';

describe('doctor --facts with a switch of the simulator turned', () => {
  /** @type {import('../simulator/simulator.js').Simulator} */
  let simulator;
  /** @type {Machine} */
  let machine;
  /** @type {any} */
  let acme;
  /** @type {{ acme: object, aws: object }} settings as they usually are */
  let usual;

  before(async () => {
    simulator = await startSimulator();
    acme = simulator.portal('acme');
    usual = { acme: acme.settings, aws: simulator.aws.settings };
  });
  after(() => simulator.close());
  beforeEach(async () => {
    machine = new Machine(simulator);
    await machine.run('portal', 'add', acme.url);
  });
  afterEach(() => {
    machine.remove();
    acme.behaveAs(null);
    turnBack();
  });

  function turnBack() {
    acme.clearFaults();
    acme.set(usual.acme);
    simulator.aws.clearFaults();
    simulator.aws.set(usual.aws);
  }

  /** @param {import('./fact-switches.js').Switch} one */
  async function turn({ set = {}, aws = {}, fault, awsFault, ...how }) {
    acme.set(set);
    simulator.aws.set(aws);
    if (fault) acme.fault(fault);
    if (awsFault) simulator.aws.fault(awsFault);
    await signIn(how);
  }

  /** @param {Partial<import('./fact-switches.js').Switch>} how */
  async function signIn({ user = 'alice@example.com', token, handedOver }) {
    const input = acme.token(user, token);
    if (!handedOver) {
      await machine.signIn('acme', input);
      return;
    }
    const { error } = await browserSignIn(machine.home, { portal: 'acme' }, (port) =>
      handOverAs(port, acme, handedOver, input),
    );
    assert.equal(error, undefined);
  }

  /** @param {string[]} [args] @returns {Promise<any>} */
  async function facts(args = ['--tenant', 'invoice']) {
    const { code, stdout, stderr } = await machine.run('doctor', '--facts', '--json', ...args);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  }

  /** @param {any} report @returns {any} */
  const withoutTimes = ({ made_at, calls, ...rest }) => ({
    ...rest,
    calls: calls.map((/** @type {any} */ { milliseconds, ...call }) => call),
  });

  for (const one of SWITCHES) {
    const { what, differs, how, why, args } = one;
    test(`tells ${what}, and nothing else${why ? `: ${why}` : ''}`, async () => {
      assert.ok(
        differs.length === 1 || why,
        'a switch that is not one difference needs its reason',
      );
      await turn(one);
      const seen = (await facts(args)).facts.filter(
        (/** @type {any} */ { verdict }) => verdict === 'differs',
      );
      assert.deepEqual(
        seen.map((/** @type {any} */ { id }) => id),
        differs,
      );
      if (differs.length > 0) assert.match(seen[0].how, how ?? /./);
    });

    test(`tells the same of a portal that is played by its report: ${what}`, async () => {
      await turn(one);
      const seen = await facts(args);
      turnBack();
      simulator.behaveAs(seen);
      assert.deepEqual(withoutTimes(await facts(args)), withoutTimes(seen));
    });
  }

  test('each setting of the simulator has its row', () => {
    for (const [kind, settings] of /** @type {const} */ ([
      ['set', usual.acme],
      ['aws', usual.aws],
    ])) {
      const turned = new Set(SWITCHES.flatMap((one) => Object.keys(one[kind] ?? {})));
      assert.deepEqual([...turned].sort(), Object.keys(settings).sort());
    }
  });
});
