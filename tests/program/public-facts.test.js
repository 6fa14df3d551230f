import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Machine } from './doctor-machine.js';
import { HostProcess } from './program.js';

/*
 * What public clients, documents and addresses say of portals and AWS, and what the program makes of it: a row each, with
 * its source. What earlier versions got wrong stands here, so that it stays right.
 */

const A = '123456789012';
const R = 'us-west-2';
const B = `https://${R}.console.aws.amazon.com`;
const GLOBAL = 'https://us-east-1.console.aws.amazon.com';
const FOUND =
  'addresses in at least two independent public repositories (host/domain/console_page_table.cpp)';

/** ARN, source, page. @type {[string, string, string][]} */
const LINKS = [
  [
    `arn:aws:ssm:${R}:${A}:parameter/invoice/db`,
    "AWS's documentation of Parameter Store links so: escaped twice",
    `${B}/systems-manager/parameters/%252Finvoice%252Fdb/description?region=${R}`,
  ],
  [
    'arn:aws:s3:::invoice-files/orders/',
    "AWS's documentation of S3: a folder is a prefix, no object",
    `${B}/s3/buckets/invoice-files?region=${R}&prefix=orders%2F`,
  ],
  [
    'arn:aws:s3:::invoice-files/orders/*',
    "AWS's documentation of policies: all objects of a folder",
    `${B}/s3/buckets/invoice-files?region=${R}&prefix=orders%2F`,
  ],
  ...[
    [`amplify:${R}:${A}:apps/d1`, `amplify/home?region=${R}#/d1`],
    [`backup:${R}:${A}:backup-vault:v`, `backup/home?region=${R}#/backupvaults/details/v`],
    [`codebuild:${R}:${A}:project/p`, `codesuite/codebuild/${A}/projects/p/history?region=${R}`],
    [`codepipeline:${R}:${A}:p`, `codesuite/codepipeline/pipelines/p/view?region=${R}`],
    [`codecommit:${R}:${A}:r`, `codesuite/codecommit/repositories/r/browse?region=${R}`],
    [`codedeploy:${R}:${A}:application:a`, `codesuite/codedeploy/applications/a?region=${R}`],
    [`codeartifact:${R}:${A}:repository/d/r`, `codesuite/codeartifact/d/${A}/d/r/r?region=${R}`],
    [`ec2:${R}::image/ami-1`, `ec2/home?region=${R}#ImageDetails:imageId=ami-1`],
    [`ec2:${R}:${A}:natgateway/nat-1`, `vpc/home?region=${R}#NatGatewayDetails:natGatewayId=nat-1`],
    [`ec2:${R}:${A}:elastic-ip/e-1`, `ec2/home?region=${R}#ElasticIpDetails:AllocationId=e-1`],
    [`ec2:${R}::snapshot/snap-1`, `ec2/home?region=${R}#SnapshotDetails:snapshotId=snap-1`],
    [`glue:${R}:${A}:job/j`, `gluestudio/home?region=${R}#/editor/job/j/runs`],
    [`wafv2:${R}:${A}:regional/webacl/w/1`, `wafv2/homev2/web-acl/w/1/overview?region=${R}`],
    [`lambda:${R}:${A}:layer:l:3`, `lambda/home?region=${R}#/layers/l/versions/3`],
    [`lambda:${R}:${A}:function:f:live`, `lambda/home?region=${R}#/functions/f`],
    [`rds:${R}:${A}:snapshot:s`, `rds/home?region=${R}#db-snapshot:id=s`],
    [`events:${R}:${A}:rule/r`, `events/home?region=${R}#/eventbus/default/rules/r`],
    [
      `states:${R}:${A}:execution:m:e`,
      `states/home?region=${R}#/executions/details/arn:aws:states:${R}:${A}:execution:m:e`,
    ],
    [
      `cloudformation:${R}:${A}:stack/s/1`,
      `cloudformation/home?region=${R}#/stacks/stackinfo?stackId=arn%3Aaws%3Acloudformation%3A${R}%3A${A}%3Astack%2Fs%2F1`,
    ],
    [`athena:${R}:${A}:workgroup/w`, `athena/home?region=${R}#/workgroups/details/w`],
    [`cognito-idp:${R}:${A}:userpool/u`, `cognito/v2/idp/user-pools/u/users?region=${R}`],
    [`batch:${R}:${A}:job/j`, `batch/home?region=${R}#jobs/detail/j`],
    [`appsync:${R}:${A}:apis/a`, `appsync/home?region=${R}#/a/v1/home`],
    [`bedrock:${R}:${A}:agent/a`, `bedrock/home?region=${R}#/agents/a`],
    [`transfer:${R}:${A}:server/s`, `transfer/home?region=${R}#/servers/s`],
    [
      `logs:${R}:${A}:log-group:/aws/lambda/f:log-stream:s/1`,
      `cloudwatch/home?region=${R}#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff/log-events/s$252F1`,
    ],
  ].map(
    ([arn, page]) =>
      /** @type {[string, string, string]} */ ([`arn:aws:${arn}`, FOUND, `${B}/${page}`]),
  ),
  [`arn:aws:iam::${A}:user/u`, FOUND, `${GLOBAL}/iam/home#/users/details/u`],
  [`arn:aws:iam::${A}:group/g`, FOUND, `${GLOBAL}/iam/home#/groups/details/g`],
  [
    `arn:aws:iam::${A}:policy/p`,
    FOUND,
    `${GLOBAL}/iam/home#/policies/details/arn%3Aaws%3Aiam%3A%3A${A}%3Apolicy%2Fp`,
  ],
];

/** ARN and a word, page. @type {[string, string][]} */
const SUB_PAGES = [
  [
    `arn:aws:lambda:${R}:${A}:function:f monitoring`,
    `${B}/lambda/home?region=${R}#/functions/f?tab=monitoring`,
  ],
  [
    `arn:aws:rds:${R}:${A}:db:d monitoring`,
    `${B}/rds/home?region=${R}#database:id=d;is-cluster=false;tab=monitoring`,
  ],
  ['arn:aws:s3:::b permissions', `${B}/s3/buckets/b?region=${R}&tab=permissions`],
];

describe('public facts', () => {
  /** @type {import('../simulator/simulator.js').Simulator} */
  let simulator;
  /** @type {Machine} */
  let machine;
  /** @type {any} */
  let acme;

  before(async () => {
    simulator = await startSimulator();
    machine = new Machine(simulator);
    acme = simulator.portal('acme');
    await machine.run('portal', 'add', acme.url);
    await machine.signIn('acme', acme.token('alice@example.com'));
  });
  after(async () => {
    machine.remove();
    await simulator.close();
  });
  afterEach(() => {
    acme.clearFaults();
    acme.set({ partition: 'aws', region: R, consoleUrl: 'aws', oldAdminApi: false, links: [] });
    simulator.clearRequests();
  });

  /** @param {string[]} args */
  const run = (...args) => machine.run(...args);
  /** @param {string[]} args */
  const open = (...args) => run('console', 'acme', '--print', ...args);
  /** @param {string} url */
  const destination = (url) => new URL(url.trim()).searchParams.get('Destination') ?? '';

  for (const [arn, source, page] of LINKS)
    test(`${arn} has a page of its own: ${source}`, async () => {
      const { code, stdout, stderr } = await run('link', arn, '--region', R);
      assert.equal(code, 0, stderr);
      assert.equal(stdout.trim(), page);
    });

  for (const [to, page] of SUB_PAGES)
    test(`${to} is a page of the resource's: ${FOUND}`, async () => {
      const { code, stdout, stderr } = await open('--tenant', 'dev01', '--to', to);
      assert.equal(code, 0, stderr);
      assert.equal(destination(stdout), page);
    });

  test("s3 orders/ is a folder of the tenant's bucket: AWS's documentation of S3", async () => {
    const [bucket] = acme
      .resources(acme.tenant('dev01'))
      .filter((/** @type {any} */ { kind }) => kind === 's3');
    const folder = `${B}/s3/buckets/${bucket.arn.split(':').at(-1)}?region=${R}&prefix=orders%2F`;
    const { code, stdout, stderr } = await open('--tenant', 'dev01', '--to', 's3 orders/');
    assert.equal(code, 0, stderr);
    assert.equal(destination(stdout), folder);
    const other = await open('--tenant', 'dev01', '--to', 's3 nobodys orders/');
    assert.equal(other.code, 43);
    assert.match(other.stderr, /dev01 has no such bucket/);
  });

  test(`lambda resize monitoring is a page of the tenant's Lambda: ${FOUND}`, async () => {
    const [{ arn }] = acme
      .resources(acme.tenant('dev01'))
      .filter((/** @type {any} */ { kind }) => kind === 'lambda');
    const page = `${B}/lambda/home?region=${R}#/functions/${arn.split(':').at(-1)}?tab=monitoring`;
    const { code, stdout, stderr } = await open(
      ...['--tenant', 'dev01', '--to', 'lambda resize monitoring'],
    );
    assert.equal(code, 0, stderr);
    assert.equal(destination(stdout), page);
    const other = await open('--tenant', 'dev01', '--to', 'lambda nobodys monitoring');
    assert.equal(other.code, 43);
    assert.match(other.stderr, /dev01 has no such lambda resource/);
  });

  test('aws-eusc has regional sign-in hosts only: endpoint rules of AWS’s SDKs', async () => {
    acme.set({ partition: 'aws-eusc', region: 'eusc-de-east-1', consoleUrl: 'none' });
    const { code, stdout, stderr } = await open('--tenant', 'dev01');
    assert.equal(code, 0, stderr);
    assert.equal(new URL(stdout.trim()).hostname, 'eusc-de-east-1.signin.amazonaws-eusc.eu');
    assert.ok(!simulator.refused.some((host) => host.startsWith('signin.amazonaws-eusc')));
  });

  test('duploctl’s interactive sign-in keeps its token in its cache folder: its source', async () => {
    const config = join(machine.home.dir, '.duplo');
    mkdirSync(join(config, 'cache'), { recursive: true });
    writeFileSync(
      join(config, 'config'),
      `contexts:\n- {name: new, host: "${simulator.portal('globex').url}", interactive: true}\n`,
    );
    const host = new URL(simulator.portal('globex').url).host;
    const creds = { Version: 'v1', DuploToken: simulator.portal('globex').token(), NeedOTP: false };
    writeFileSync(join(config, 'cache', `${host},duplo-creds.json`), JSON.stringify(creds));
    const taken = await run('import-duploctl', '--tokens');
    assert.equal(taken.code, 0, taken.stderr);
    const { stdout } = await run('status', '--json');
    const globex = JSON.parse(stdout).portals.find(
      (/** @type {any} */ { name }) => name === 'globex',
    );
    assert.equal(globex.signed_in, true);
  });

  test('Cloud 2 is Azure: duploctl; the portal’s page is offered', async () => {
    acme.fault({ path: 'features/tenant', body: { Cloud: 2 } });
    acme.fault({ path: 'GetAwsConsoleTokenUrl', status: 404, body: { Message: 'no such role' } });
    const { code, stderr } = await open('--tenant', 'dev01');
    assert.equal(code, 47);
    assert.match(stderr, /dev01 is in Azure, not in AWS/);
    assert.ok(stderr.includes(`${acme.url}/`), stderr);
  });

  test('a tenant has links of its own: duploctl tenant get_metadata, Terraform', async () => {
    acme.set({
      links: [
        { Key: 'orders', Type: 'aws_console', Value: `${B}/sqs/v2/home` },
        { Key: 'wiki', Type: 'url', Value: 'https://wiki.example/' },
      ],
    });
    const host = new HostProcess(machine.home);
    const params = { portal: 'acme', tenant: 'dev01' };
    const { result } = await host.ask({ id: 1, method: 'list_resources', params });
    host.child.stdin.end();
    assert.deepEqual(result.links, [
      { name: 'orders', to: `${B}/sqs/v2/home`, in_console: true },
      { name: 'wiki', to: 'https://wiki.example/', in_console: false },
    ]);
  });

  test('older portals have adminproxy only: duplo-jit; which one answered is remembered', async () => {
    acme.set({ oldAdminApi: true });
    await open('--admin');
    simulator.clearRequests();
    assert.equal((await open('--admin')).code, 0);
    const paths = simulator.requests.map(({ path }) => path);
    assert.ok(paths.includes('/adminproxy/GetJITAwsConsoleAccessUrl'), paths.join());
    assert.ok(!paths.some((path) => path.includes('jitAccess/admin')), paths.join());
  });

  test('AWS’s refusal names the resource: AWS’s documentation of IAM; it opens there', async () => {
    const refusal = `User: arn:aws:sts::${A}:assumed-role/x/y is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:${R}:${A}:duploservices-invoice-jobs`;
    const { code, stdout, stderr } = await open('--to', refusal);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /tenant: invoice$/m);
    assert.match(destination(stdout), /duploservices-invoice-jobs/);
  });

  test('Go SDKs of before late 2022 take no quotes in credential_process: aws-sdk-go', async () => {
    const file = join(machine.home.dir, 'aws-config');
    machine.home.env.AWS_CONFIG_FILE = file;
    const args = ['aws-profile', 'add', 'p', 'acme', '--tenant', 'dev01'];
    assert.equal((await run(...args)).code, 0);
    const [line] = readFileSync(file, 'utf8').match(/^credential_process = .*$/m) ?? [''];
    assert.match(line, /^credential_process = \/\S+jit-console credentials /);
    assert.doesNotMatch(line, /["']/);
  });

  for (const to of ['home', 'Home/', '/', '/home', 'console/home', '/console/home', '/ec2/home'])
    test(`--to ${to} is a page: the console’s own addresses`, async () => {
      const { code, stdout, stderr } = await open('--tenant', 'dev01', '--to', to);
      assert.equal(code, 0, stderr);
      assert.equal(
        new URL(destination(stdout)).pathname,
        to === '/ec2/home' ? to : '/console/home',
      );
    });

  test('a portal’s CA file can be changed, and its sign-in stays', async () => {
    const args = ['portal', 'add', acme.url, '--ca-file', simulator.caFile];
    const { code, stderr } = await run(...args);
    assert.equal(code, 0, stderr);
    const [portal] = JSON.parse((await run('portal', 'list', '--json')).stdout);
    assert.equal(portal.signed_in, true);
  });
});
