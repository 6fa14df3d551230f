import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Machine } from './doctor-machine.js';

const QUEUE = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-jobs';
/** @param {string} resource */
const refused = (resource) =>
  `User: arn:aws:sts::123456789012:assumed-role/duploservices-dev01/bob@example.com is not authorized to perform: sqs:SendMessage on resource: ${resource}`;

describe('AWS’s refusal, given to console --to', () => {
  /** @type {import('../simulator/simulator.js').Simulator} */
  let simulator;
  /** @type {Machine} */
  let machine;

  before(async () => {
    simulator = await startSimulator();
    machine = new Machine(simulator);
    const acme = simulator.portal('acme');
    await machine.run('portal', 'add', acme.url);
    await machine.signIn('acme', acme.token());
  });
  after(async () => {
    machine.remove();
    await simulator.close();
  });

  /** @param {string[]} args */
  const open = (...args) => machine.run('console', 'acme', '--print', ...args);
  /** @param {string} url */
  const destination = (url) => new URL(url.trim()).searchParams.get('Destination') ?? '';

  test('says what was refused where, and opens it as the tenant that owns it', async () => {
    const { code, stdout, stderr } = await open('--to', refused(`${QUEUE} because of a policy`));
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      new RegExp(`AWS refused sqs:SendMessage on ${QUEUE} in account 123456789012`),
    );
    assert.match(stderr, /tenant: invoice$/m);
    assert.match(destination(stdout), /\/sqs\/v2\/home.*duploservices-invoice-jobs/);
    assert.match(simulator.aws.minted.at(-1)?.arn ?? '', /duploservices-invoice\//);
  });

  test('as a tenant that is named, where one is', async () => {
    const { code, stderr } = await open('--tenant', 'staging', '--to', refused(QUEUE));
    assert.equal(code, 0, stderr);
    assert.match(simulator.aws.minted.at(-1)?.arn ?? '', /duploservices-staging\//);
  });

  test('of nothing in particular, at the service, as the tenant that was refused', async () => {
    const { code, stdout, stderr } = await open('--to', refused('*'));
    assert.equal(code, 0, stderr);
    assert.match(stderr, /tenant: dev01$/m);
    assert.match(destination(stdout), /\/sqs\/v2\/home/);
  });

  test('of a resource of nobody’s here opens nothing and asks for the tenant', async () => {
    const { code, stderr } = await open('--to', `x is not authorized to perform: s3:GetObject`);
    assert.notEqual(code, 0);
    assert.match(stderr, /--tenant TENANT/);
  });
});
