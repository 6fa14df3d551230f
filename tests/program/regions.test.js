import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Machine } from './doctor-machine.js';

const A = '123456789012';
const B = 'https://us-west-2.console.aws.amazon.com';

/** Region, what is said of it. @type {[string, RegExp][]} */
const REFUSED_REGIONS = [
  ['us-iso-east-1', /us-iso-east-1 is not in partition aws$/m],
  ['us-isob-east-1', /us-isob-east-1 is not in partition aws$/m],
  ['eu-isoe-west-1', /eu-isoe-west-1 is not in partition aws$/m],
  ['us-isof-south-1', /us-isof-south-1 is not in partition aws$/m],
  ['us-invented-1', /not a region code: "us-invented-1"/],
];

/** ARN or address, what is said of its region. @type {[string, RegExp][]} */
const REFUSED_PLACES = [
  [`arn:aws:sqs:us-nowhere-7:${A}:jobs`, /not a region code: "us-nowhere-7"$/m],
  [`arn:aws:sqs:us-iso-east-1:${A}:jobs`, /region us-iso-east-1 is not in partition aws$/m],
  ['https://us-nowhere-7.console.aws.amazon.com/', /not a region code: "us-nowhere-7"$/m],
  [
    'https://us-iso-east-1.console.aws.amazon.com/',
    /region us-iso-east-1 is not in partition aws$/m,
  ],
  [`${B}/sqs/v2/home?region=us-nowhere-7`, /not a region code: "us-nowhere-7"$/m],
  ['/sqs/v2/home?region=us-iso-east-1', /aws-iso is an isolated partition of AWS/],
];

describe('a region', () => {
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

  for (const [region, said] of REFUSED_REGIONS)
    test(`${region} is refused: no host of it is in AWS's public endpoint rules`, async () => {
      const { code, stdout, stderr } = await machine.run(
        'link',
        'arn:aws:s3:::b',
        '--region',
        region,
      );
      assert.equal(code, 43);
      assert.equal(stdout, '');
      assert.match(stderr, said);
    });

  for (const [to, said] of REFUSED_PLACES)
    test(`${to} is refused by its region's name`, async () => {
      simulator.clearRequests();
      const { code, stderr } = await machine.run(
        ...['console', 'acme', '--print', '--tenant', 'dev01', '--to', to],
      );
      assert.equal(code, 43, stderr);
      assert.match(stderr, said);
      assert.match(stderr, /\n {2}(use|choose) a .*\n$/);
      assert.deepEqual(simulator.requests, []);
    });

  test('a region that AWS has opened since is known by its form', async () => {
    const { code, stdout } = await machine.run('link', `arn:aws:sqs:eu-south-9:${A}:jobs`);
    assert.equal(code, 0);
    assert.equal(new URL(stdout).hostname, 'eu-south-9.console.aws.amazon.com');
  });
});
