import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { arnOfPage, arnsIn, linkTarget } from '../../extension/src/domain/link-target.js';
import { serviceOnPage } from '../../extension/src/domain/portal-service.js';
import { consoleLink, portalLink } from '../../extension/src/domain/shareable-link.js';

const bucket = 'arn:aws:s3:::duploservices-invoice-configbucket-884446924812';
const queue = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-jobs';
const role = 'arn:aws:sts::123456789012:assumed-role/duploservices-invoice/bob@example.com';
const policy = 'arn:aws:iam::123456789012:policy/no-reads';
const labelled =
  'https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/buckets/b?region=x#y';

describe('a link target', () => {
  for (const [text, found] of [
    [bucket, bucket],
    [`  ${queue}\n`, queue],
    [`ARN: ${bucket}.`, bucket],
    [`the queue (${queue}), which is full`, queue],
    [`"${queue}"`, queue],
    [`${queue}, ${queue}`, queue],
    [`{"Resource":"arn:aws:s3:::files/*"}`, 'arn:aws:s3:::files/*'],
    ['arn:aws:s3:::files/a key with spaces', 'arn:aws:s3:::files/a key with spaces'],
    ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    [labelled, labelled],
    [
      'arn:aws:cloudwatch:us-west-2:123456789012:alarm:too many jobs',
      'arn:aws:cloudwatch:us-west-2:123456789012:alarm:too many jobs',
    ],
    // AWS's refusals: not the role that was refused, but what it wanted.
    [
      `User: ${role} is not authorized to perform: sqs:SendMessage on resource: ${queue} because no identity-based policy allows the sqs:SendMessage action`,
      queue,
    ],
    [
      `An error occurred (AccessDenied) when calling the GetObject operation: User: ${role} is not authorized to perform: s3:GetObject on resource: "${bucket}/key" with an explicit deny in the policy ${policy}`,
      `${bucket}/key`,
    ],
    // The host says what is wrong with them.
    ['arn:nonsense', 'arn:nonsense'],
  ])
    it(`is found in ${JSON.stringify(text)}`, () => assert.equal(linkTarget(text ?? ''), found));

  for (const text of [
    '',
    'invoice',
    's3',
    `${bucket} ${queue}`,
    'barn:aws:s3:::b is no ARN',
    'https://evil.example/',
    'https://signin.aws.amazon.com/federation?Action=login&SigninToken=t',
    'https://console.aws.amazon.com.evil.example/',
    'javascript:alert(1)',
    `arn:aws:s3:::${'a'.repeat(100_000)}`,
  ])
    it(`isn't found in ${JSON.stringify(text.slice(0, 80))}`, () =>
      assert.equal(linkTarget(text), null));

  it('is found in 200 KB of other text without delay', () => {
    const started = performance.now();
    assert.deepEqual(arnsIn(`${'arn:aws:'.repeat(25_000)} ${queue}`), [queue]);
    assert.ok(performance.now() - started < 1000);
  });
});

/** Words of the portal's paths that stand for a service. */
const sections = `
  airflow api-gateway apigateway batch cloudfront cloudwatch data-pipeline dynamodb ecache
  ecr ecs efs eks eks-native elasticache elasticsearch emr firehose hosts kafka kinesis
  kms lambda load-balancer load-balancers msk mwaa opensearch rds redshift s3 sagemaker
  secrets secrets-manager sns sqs ssm-parameters timestream
`;

describe('the service of a page', () => {
  it('is one that the host knows, in each of the portal’s sections', () => {
    const table = new URL('../../host/domain/service_names_table.cpp', import.meta.url);
    const rows = readFileSync(table, 'utf8').matchAll(/ServiceRow\{"[^"]*", "[^"]*", "([^"]*)"/g);
    const known = new Set([...rows].flatMap(([, names]) => names?.split('|') ?? []));
    for (const section of sections.trim().split(/\s+/)) {
      const service = serviceOnPage(`/app/x/${section}`);
      assert.ok(service && known.has(service.replace(/[-_. ]/g, '')), `${section}: ${service}`);
    }
  });

  const page = '/app/devops/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10';
  for (const [path, service] of [
    ['app-integration/sqs/jobs', 'sqs'],
    ['cloud-services/cloudfront', 'cloudfront'],
    ['containers/eks-native/hosts', 'ec2 instances'],
    ['networking/load-balancers/x', 'load balancers'],
    ['overview', null],
  ])
    it(`is ${service} for ${path}`, () => assert.equal(serviceOnPage(`${page}/${path}`), service));
});

describe('the ARN of a page', () => {
  const path = '/app/devops/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10/app-integration/sqs';
  it('is the one with the resource’s name in it', () =>
    assert.equal(arnOfPage(`${path}/duploservices-invoice-jobs`, [bucket, queue]), queue));
  it('is the only one', () => assert.equal(arnOfPage(`${path}/jobs`, [queue]), queue));
  it('is none of many', () => assert.equal(arnOfPage(path, [bucket, queue]), null));
  it('is none where there is none', () => assert.equal(arnOfPage(`${path}/%`, []), null));
  it('isn’t one whose name only begins so', () =>
    assert.equal(arnOfPage(`${path}/duploservices`, [bucket, queue]), null));
});

describe('the service of a page', () => {
  for (const [path, service] of [
    ['/app/devops/7c1f/containers/eks-native/services/web', 'eks'],
    ['/app/devops/7c1f/storage/s3', 's3'],
    ['/app/cloud-services/networking/7c1f/api-gateway/x', 'api gateway'],
    ['/app/devops/7c1f/overview', null],
    ['/app/constructor/toString', null],
  ])
    it(`of ${path} is ${service}`, () => assert.equal(serviceOnPage(path ?? ''), service));
});

describe('a link for colleagues', () => {
  it('to a portal’s page is only its place', () =>
    assert.equal(
      portalLink('https://acme.duplocloud.net/app/devops/x?t=secret#token=secret'),
      'https://acme.duplocloud.net/app/devops/x',
    ));
  it('to a console page loses what sign-ins leave there', () =>
    assert.equal(
      consoleLink(
        'https://us-west-2.console.aws.amazon.com/s3/home?region=us-west-2&SigninToken=x&state=y&X-Amz-Signature=z#k',
      ),
      'https://us-west-2.console.aws.amazon.com/s3/home?region=us-west-2#k',
    ));
  it('to a console page without such stays as it was', () => {
    const page = 'https://us-west-2.console.aws.amazon.com/a?x=%2F+b#c:d';
    assert.equal(consoleLink(page), page);
  });
});
