import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startSimulator } from '../simulator.js';
import { roleMaker, TestClient } from './client.js';

/**
 * @typedef {object} Stage what a case has at hand; the calls are to a portal's API
 * @property {(portal: string, path: string, user?: string, headers?: Record<string, string>) =>
 *   ReturnType<TestClient['call']>} call with a new token of the user's
 * @property {(portal: string, path: string, user?: string, headers?: Record<string, string>) =>
 *   Promise<any>} answerOf the same, for the JSON of an answer that must be good
 * @property {(portal: string, tenant: string) => string} tenantJit the path of the tenant's JIT call
 * @property {import('../simulator.js').Simulator} sim with every setting as it was at the start
 * @property {string} dir the simulator's folder
 * @property {TestClient} client a browser without cookies
 * @property {ReturnType<typeof roleMaker>['keysOf']} keysOf
 * @property {ReturnType<typeof roleMaker>['signInUrl']} signInUrl
 * @property {(role: string, options?: object) => ReturnType<TestClient['open']>} signIn `client` signs
 *   in to the role at AWS
 */

/**
 * @template S
 * @typedef {object} Set what cases share
 * @property {S} stage what each case is given
 * @property {() => Promise<void>} open before the first case; fills the stage
 * @property {() => Promise<void>|void} reset before each case
 * @property {() => void} [check] after each case
 * @property {() => Promise<void>} close after the last case
 */

/**
 * Cases that share a set. They are a table because the hooks of a file without `describe` end after
 * its first test on Debian 12's Node.js, and one long callback would hide where a case begins.
 * @template S
 * @param {string} title
 * @param {Set<S>} set
 * @param {Record<string, (stage: S) => Promise<void>|void>} cases by what they show
 */
export function onStage(title, { stage, open, reset, check, close }, cases) {
  describe(title, () => {
    before(open);
    after(close);
    for (const [sentence, act] of Object.entries(cases)) {
      it(sentence, async () => {
        await reset();
        await act(stage);
        check?.();
      });
    }
  });
}

/**
 * Cases that share a simulator.
 * @param {string} title
 * @param {Record<string, (stage: Stage) => Promise<void>|void>} cases by what they show
 */
export function inSimulator(title, cases) {
  onStage(title, simulatorSet(), cases);
}

/** @returns {Set<Stage>} */
export function simulatorSet() {
  const dir = mkdtempSync(path.join(tmpdir(), 'simulator-'));
  const stage = /** @type {Stage} */ ({ dir });
  const settings = new Map();
  const open = async () => {
    stage.sim = await startSimulator({ dir, tenants: 2 });
    for (const site of [stage.sim.aws, ...stage.sim.portals]) settings.set(site, site.settings);
    Object.assign(stage, roleMaker(stage.sim));
    stage.signIn = async (role, options = {}) =>
      stage.client.open(await stage.signInUrl(stage.keysOf(role, options), options));
  };
  stage.call = (name, api, user = 'bob@example.com', headers = {}) => {
    const portal = stage.sim.portal(name);
    return stage.client.call(portal.apiUrl + api, portal.token(user), headers);
  };
  stage.answerOf = async (...parameters) => {
    const answer = await stage.call(...parameters);
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
    return JSON.parse(answer.text);
  };
  stage.tenantJit = (name, tenant) =>
    `/subscriptions/${stage.sim.portal(name).tenant(tenant)?.id}/GetAwsConsoleTokenUrl`;
  const reset = () => {
    for (const [site, original] of settings) {
      site.set(original);
      site.clearFaults();
    }
    stage.sim.setOffline(false);
    stage.sim.clearRequests();
    stage.sim.refused.length = 0;
    stage.client = new TestClient(stage.sim);
  };
  const close = async () => {
    await stage.sim.close();
    rmSync(dir, { recursive: true });
  };
  return { stage, open, reset, close };
}

/**
 * Cases made from a table.
 * @template T
 * @param {T[]} rows
 * @param {(row: T) => [string, (stage: any) => Promise<void>|void]} make sentence and case
 */
export function each(rows, make) {
  return Object.fromEntries(rows.map(make));
}
