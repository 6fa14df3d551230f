import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Home } from './program.js';

const A = '123456789012';
const R = 'us-west-2';
const B = `https://${R}.console.aws.amazon.com`;

/** The commonest kinds: ARN, kind, page. @type {[string, string, string][]} */
const KINDS = [
  [
    `arn:aws:ec2:${R}:${A}:instance/i-0abc`,
    'ec2_instance',
    `${B}/ec2/home?region=${R}#InstanceDetails:instanceId=i-0abc`,
  ],
  [
    `arn:aws:ec2:${R}:${A}:security-group/sg-0abc`,
    'ec2_security_group',
    `${B}/ec2/home?region=${R}#SecurityGroup:groupId=sg-0abc`,
  ],
  [
    `arn:aws:ec2:${R}:${A}:volume/vol-0abc`,
    'ec2_volume',
    `${B}/ec2/home?region=${R}#VolumeDetails:volumeId=vol-0abc`,
  ],
  [
    `arn:aws:autoscaling:${R}:${A}:autoScalingGroup:1-2:autoScalingGroupName/web`,
    'auto_scaling_group',
    `${B}/ec2/home?region=${R}#AutoScalingGroupDetails:id=web;view=details`,
  ],
  [
    `arn:aws:elasticloadbalancing:${R}:${A}:loadbalancer/app/web/50dc`,
    'load_balancer',
    `${B}/ec2/home?region=${R}#LoadBalancer:loadBalancerArn=arn:aws:elasticloadbalancing:${R}:${A}:loadbalancer/app/web/50dc`,
  ],
  [
    `arn:aws:elasticloadbalancing:${R}:${A}:targetgroup/web/50dc`,
    'target_group',
    `${B}/ec2/home?region=${R}#TargetGroup:targetGroupArn=arn:aws:elasticloadbalancing:${R}:${A}:targetgroup/web/50dc`,
  ],
  [
    `arn:aws:ec2:${R}:${A}:vpc/vpc-0abc`,
    'vpc',
    `${B}/vpc/home?region=${R}#VpcDetails:VpcId=vpc-0abc`,
  ],
  [
    `arn:aws:ec2:${R}:${A}:subnet/subnet-0abc`,
    'subnet',
    `${B}/vpc/home?region=${R}#SubnetDetails:subnetId=subnet-0abc`,
  ],
  [
    'arn:aws:s3:::invoice-files',
    's3_bucket',
    `${B}/s3/buckets/invoice-files?region=${R}&tab=objects`,
  ],
  [
    'arn:aws:s3:::invoice-files/2026/*',
    's3_folder',
    `${B}/s3/buckets/invoice-files?region=${R}&prefix=2026%2F`,
  ],
  [
    'arn:aws:s3:::invoice-files/2026/a b&c#d.pdf',
    's3_object',
    `${B}/s3/object/invoice-files?region=${R}&prefix=2026%2Fa%20b%26c%23d.pdf`,
  ],
  [
    `arn:aws:rds:${R}:${A}:db:orders`,
    'rds_instance',
    `${B}/rds/home?region=${R}#database:id=orders;is-cluster=false`,
  ],
  [
    `arn:aws:rds:${R}:${A}:cluster:orders`,
    'rds_cluster',
    `${B}/rds/home?region=${R}#database:id=orders;is-cluster=true`,
  ],
  [
    `arn:aws:elasticache:${R}:${A}:replicationgroup:cache`,
    'elasticache_cluster',
    `${B}/elasticache/home?region=${R}#/redis/cache`,
  ],
  [
    `arn:aws:lambda:${R}:${A}:function:resize`,
    'lambda_function',
    `${B}/lambda/home?region=${R}#/functions/resize`,
  ],
  [
    `arn:aws:lambda:${R}:${A}:function:resize:live`,
    'lambda_function',
    `${B}/lambda/home?region=${R}#/functions/resize`,
  ],
  [`arn:aws:ecs:${R}:${A}:cluster/main`, 'ecs_cluster', `${B}/ecs/v2/clusters/main?region=${R}`],
  [
    `arn:aws:ecs:${R}:${A}:service/main/web`,
    'ecs_service',
    `${B}/ecs/v2/clusters/main/services/web/health?region=${R}`,
  ],
  [
    `arn:aws:ecs:${R}:${A}:task/main/0abc`,
    'ecs_task',
    `${B}/ecs/v2/clusters/main/tasks/0abc/configuration?region=${R}`,
  ],
  [
    `arn:aws:ecs:${R}:${A}:task-definition/web:7`,
    'ecs_task_definition',
    `${B}/ecs/v2/task-definitions/web/7?region=${R}`,
  ],
  [`arn:aws:eks:${R}:${A}:cluster/main`, 'eks_cluster', `${B}/eks/home?region=${R}#/clusters/main`],
  [
    `arn:aws:eks:${R}:${A}:nodegroup/main/workers/0abc`,
    'eks_node_group',
    `${B}/eks/home?region=${R}#/clusters/main/nodegroups/workers`,
  ],
  [
    `arn:aws:ecr:${R}:${A}:repository/team/web`,
    'ecr_repository',
    `${B}/ecr/repositories/private/${A}/team/web?region=${R}`,
  ],
  [
    `arn:aws:dynamodb:${R}:${A}:table/orders`,
    'dynamodb_table',
    `${B}/dynamodbv2/home?region=${R}#table?name=orders`,
  ],
  [
    `arn:aws:logs:${R}:${A}:log-group:/aws/lambda/resize:*`,
    'log_group',
    `${B}/cloudwatch/home?region=${R}#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fresize`,
  ],
  [
    `arn:aws:cloudwatch:${R}:${A}:alarm:too many errors`,
    'cloudwatch_alarm',
    `${B}/cloudwatch/home?region=${R}#alarmsV2:alarm/too%20many%20errors`,
  ],
  [
    `arn:aws:sqs:${R}:${A}:jobs`,
    'sqs_queue',
    `${B}/sqs/v2/home?region=${R}#/queues/https%3A%2F%2Fsqs.${R}.amazonaws.com%2F${A}%2Fjobs`,
  ],
  [
    `arn:aws:sns:${R}:${A}:alerts`,
    'sns_topic',
    `${B}/sns/v3/home?region=${R}#/topic/arn:aws:sns:${R}:${A}:alerts`,
  ],
  [
    `arn:aws:secretsmanager:${R}:${A}:secret:invoice/db-a1B2c3`,
    'secret',
    `${B}/secretsmanager/secret?name=invoice%2Fdb&region=${R}`,
  ],
  [
    `arn:aws:ssm:${R}:${A}:parameter/invoice/db`,
    'ssm_parameter',
    `${B}/systems-manager/parameters/%252Finvoice%252Fdb/description?region=${R}`,
  ],
  [`arn:aws:kms:${R}:${A}:key/0abc-1`, 'kms_key', `${B}/kms/home?region=${R}#/kms/keys/0abc-1`],
  [
    `arn:aws:acm:${R}:${A}:certificate/0abc-1`,
    'acm_certificate',
    `${B}/acm/home?region=${R}#/certificates/0abc-1`,
  ],
  [
    `arn:aws:apigateway:${R}::/restapis/a1b2c3`,
    'api_gateway_rest_api',
    `${B}/apigateway/main/apis/a1b2c3/resources?api=a1b2c3&region=${R}`,
  ],
  [
    `arn:aws:states:${R}:${A}:stateMachine:bill`,
    'state_machine',
    `${B}/states/home?region=${R}#/statemachines/view/arn:aws:states:${R}:${A}:stateMachine:bill`,
  ],
  [
    `arn:aws:kinesis:${R}:${A}:stream/clicks`,
    'kinesis_stream',
    `${B}/kinesis/home?region=${R}#/streams/details/clicks/details`,
  ],
  [
    `arn:aws:firehose:${R}:${A}:deliverystream/clicks`,
    'firehose_stream',
    `${B}/firehose/home?region=${R}#/details/clicks/monitoring`,
  ],
  [
    `arn:aws:es:${R}:${A}:domain/logs`,
    'opensearch_domain',
    `${B}/aos/home?region=${R}#opensearch/domains/logs`,
  ],
  [
    `arn:aws:kafka:${R}:${A}:cluster/events/0abc-1`,
    'msk_cluster',
    `${B}/msk/home?region=${R}#/cluster/arn%3Aaws%3Akafka%3A${R}%3A${A}%3Acluster%2Fevents%2F0abc-1/view`,
  ],
  [
    `arn:aws:elasticmapreduce:${R}:${A}:cluster/j-1ABC`,
    'emr_cluster',
    `${B}/emr/home?region=${R}#/clusterDetails/j-1ABC`,
  ],
  [
    `arn:aws:elasticfilesystem:${R}:${A}:file-system/fs-0abc`,
    'efs_file_system',
    `${B}/efs/home?region=${R}#/file-systems/fs-0abc`,
  ],
  [
    `arn:aws:mq:${R}:${A}:broker:events:b-0abc`,
    'mq_broker',
    `${B}/amazon-mq/home?region=${R}#/brokers/details?id=b-0abc`,
  ],
  [
    `arn:aws:airflow:${R}:${A}:environment/nightly`,
    'mwaa_environment',
    `${B}/mwaa/home?region=${R}#environments/nightly/details`,
  ],
  [
    `arn:aws:cloudfront::${A}:distribution/E1ABC`,
    'cloudfront_distribution',
    'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/distributions/E1ABC',
  ],
  [
    'arn:aws:route53:::hostedzone/Z1ABC',
    'route53_hosted_zone',
    'https://us-east-1.console.aws.amazon.com/route53/v2/hostedzones#ListRecordSets/Z1ABC',
  ],
  [
    `arn:aws:iam::${A}:role/service-role/deployer`,
    'iam_role',
    'https://us-east-1.console.aws.amazon.com/iamv2/home#/roles/details/deployer',
  ],
  [
    `arn:aws:glue:${R}:${A}:trigger/nightly`,
    'resource',
    `https://console.aws.amazon.com/go/view?arn=arn%3Aaws%3Aglue%3A${R}%3A${A}%3Atrigger%2Fnightly`,
  ],
  [
    `arn:aws-us-gov:sqs:us-gov-west-1:${A}:jobs`,
    'sqs_queue',
    `https://us-gov-west-1.console.amazonaws-us-gov.com/sqs/v2/home?region=us-gov-west-1#/queues/https%3A%2F%2Fsqs.us-gov-west-1.amazonaws.com%2F${A}%2Fjobs`,
  ],
  [
    `arn:aws-cn:sqs:cn-north-1:${A}:jobs`,
    'sqs_queue',
    `https://cn-north-1.console.amazonaws.cn/sqs/v2/home?region=cn-north-1#/queues/https%3A%2F%2Fsqs.cn-north-1.amazonaws.com.cn%2F${A}%2Fjobs`,
  ],
  [
    `arn:aws-eusc:lambda:eusc-de-east-1:${A}:function:resize`,
    'lambda_function',
    'https://eusc-de-east-1.console.amazonaws-eusc.eu/lambda/home?region=eusc-de-east-1#/functions/resize',
  ],
];

/** Not one of these is an ARN; the code that the program ends with is 44. */
const NO_ARNS = [
  '',
  'not an arn',
  'arn:',
  'arn:aws:s3:::',
  'arn:aws:s3:::a\nb',
  'arn:aws:s3:::a/\u001b[31mred',
  'arn:aws:s3:::a/\u202egnp.exe',
  'arn:aws-moon:s3:::bucket',
  'ARN:AWS:S3:::bucket',
  'arn:aws:S3:us-west-2:123456789012:bucket',
  'arn:aws:sqs:us-west-2:12345:jobs',
  'arn:aws:sqs:us-west-2/../evil:123456789012:jobs',
  'arn:aws:sqs:us-west-2.evil.example#:123456789012:jobs',
  'arn:aws:sqs:us-west-2@evil.example:123456789012:jobs',
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'https://console.aws.amazon.com/',
  'https://evil.example/arn:aws:s3:::bucket',
  '//evil.example',
  `arn:aws:s3:::${'a'.repeat(100_000)}`,
];

/** ARNs by their form, whose names would like to be something else: they stay on the console's own host. */
const HOSTILE_NAMES = [
  'arn:aws:s3:::..',
  'arn:aws:s3:::../../evil',
  'arn:aws:s3:::bucket/../../../logout',
  'arn:aws:s3:::bucket//evil.example',
  'arn:aws:s3:::bucket/@evil.example',
  'arn:aws:s3:::bucket/%2e%2e/%00',
  'arn:aws:s3:::bucket/a?region=evil#fragment',
  'arn:aws:s3:::user@evil.example',
  `arn:aws:sns:${R}:${A}:#@//%2F..`,
  `arn:aws:lambda:${R}:${A}:function:x#/functions/y`,
  `arn:aws:ecr:${R}:${A}:repository/../../../x`,
  `arn:aws:ssm:${R}:${A}:parameter/..`,
  `arn:aws:iam::${A}:role/../../x`,
  `arn:aws:unheardof:${R}:${A}:https://evil.example/`,
];

describe('jit-console link', () => {
  const home = new Home();

  for (const [arn, kind, url] of KINDS)
    test(`${arn} → ${kind}`, async () => {
      const { code, stdout, stderr } = await home.run([
        'link',
        arn,
        '--region',
        regionFor(arn),
        '--json',
      ]);
      assert.equal(stderr, '');
      assert.equal(code, 0);
      const page = JSON.parse(stdout);
      assert.equal(page.url, url);
      assert.equal(page.kind, kind);
      const [, partition, service, , account] = arn.split(':');
      assert.deepEqual([page.partition, page.service], [partition, service]);
      assert.equal(page.account, account || null);
    });

  test('prints only the address without --json', async () => {
    const { stdout } = await home.run(['link', 'arn:aws:s3:::b', '--region', R]);
    assert.equal(stdout, `${B}/s3/buckets/b?region=${R}&tab=objects\n`);
  });

  for (const text of NO_ARNS)
    test(`refuses ${JSON.stringify(text.slice(0, 60))}`, async () => {
      const { code, stdout, stderr } = await home.run(['link', '--', text]);
      assert.equal(code, 44);
      assert.equal(stdout, '');
      assert.ok(stderr.length < 500, 'it repeats what it was given');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      assert.doesNotMatch(stderr, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    });

  for (const arn of HOSTILE_NAMES)
    test(`keeps ${arn} on the console`, async () => {
      const { code, stdout } = await home.run(['link', arn, '--region', R]);
      assert.equal(code, 0);
      const printed = stdout.trim();
      assert.equal(new URL(printed).href, printed, 'a browser would go elsewhere');
      assert.match(new URL(printed).host, /^(us-west-2\.|us-east-1\.)?console\.aws\.amazon\.com$/);
      const { pathname, searchParams } = new URL(printed);
      assert.doesNotMatch(pathname, /\/\/|\/\.\.?(\/|$)/);
      assert.ok(searchParams.getAll('region').every((region) => region === R));
    });

  test('refuses a region of another partition, and what is none', async () => {
    for (const region of ['cn-north-1', '../evil', 'us-west-2.evil.example']) {
      const { code } = await home.run(['link', 'arn:aws:s3:::b', '--region', region]);
      assert.equal(code, 43, region);
    }
  });

  test('leaves nothing behind', () => home.remove());
});

/** @param {string} arn */
function regionFor(arn) {
  return arn.split(':')[3] || R;
}
