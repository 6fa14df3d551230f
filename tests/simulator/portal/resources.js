/**
 * The cloud resources that each tenant has: their names, ARNs and pages as patterns. `type` is the
 * API's ResourceType where one is public; `page` the portal's page without `/app/`; `console` the AWS
 * Console's page. The portal's pages fill the same patterns in the browser.
 */
export const RESOURCES = [
  {
    kind: 's3',
    title: 'S3',
    type: 1,
    name: '{prefix}-{tenant}-configbucket-{account}',
    arn: 'arn:{partition}:s3:::{name}',
    page: 'devops/{id}/storage/s3/{name}',
    console: 's3/buckets/{name}?region={region}&tab=objects',
  },
  {
    kind: 'dynamodb',
    title: 'DynamoDB',
    type: 2,
    name: '{prefix}-{tenant}-orders',
    arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{name}',
    page: 'devops/{id}/database/dynamodb/{name}',
    console: 'dynamodbv2/home?region={region}#table?name={name}',
  },
  {
    kind: 'sqs',
    title: 'SQS',
    type: 3,
    name: '{prefix}-{tenant}-jobs',
    arn: 'arn:{partition}:sqs:{region}:{account}:{name}',
    page: 'devops/{id}/app-integration/sqs/{name}',
    console: 'sqs/v2/home?region={region}#/queues',
  },
  {
    kind: 'sns',
    title: 'SNS',
    type: 4,
    name: '{prefix}-{tenant}-alerts-{account}',
    arn: 'arn:{partition}:sns:{region}:{account}:{name}',
    page: 'devops/{id}/app-integration/sns/{name}',
    console: 'sns/v3/home?region={region}#/topic/{arn}',
  },
  {
    kind: 'kinesis',
    title: 'Kinesis',
    type: 5,
    name: '{prefix}-{tenant}-clicks',
    arn: 'arn:{partition}:kinesis:{region}:{account}:stream/{name}',
    page: 'cloud-services/analytics/{id}/kinesis/{name}',
    console: 'kinesis/home?region={region}#/streams/details/{name}/details',
  },
  {
    kind: 'lambda',
    title: 'Lambda',
    type: 7,
    name: '{prefix}-{tenant}-resize-{account}',
    arn: 'arn:{partition}:lambda:{region}:{account}:function:{name}',
    page: 'devops/{id}/serverless/lambda/{name}',
    console: 'lambda/home?region={region}#/functions/{name}',
  },
  {
    kind: 'api-gateway',
    title: 'API Gateway',
    type: 8,
    name: '{prefix}-{tenant}-api',
    arn: 'arn:{partition}:apigateway:{region}::/restapis/a1b2c3d4e5',
    page: 'cloud-services/networking/{id}/api-gateway/{name}',
    console: 'apigateway/main/apis/a1b2c3d4e5/resources?api=a1b2c3d4e5&region={region}',
  },
  {
    kind: 'rds',
    title: 'RDS',
    type: null,
    name: 'duplo{tenant}db',
    arn: 'arn:{partition}:rds:{region}:{account}:db:{name}',
    page: 'devops/{id}/database/rds/{name}',
    console: 'rds/home?region={region}#database:id={name};is-cluster=false',
  },
  {
    kind: 'eks',
    title: 'EKS services',
    type: null,
    name: 'web',
    arn: null,
    page: 'devops/{id}/containers/eks-native/services/{name}',
    console: 'eks/home?region={region}#/clusters',
  },
];

/** @param {string} pattern @param {Record<string, string>} values */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/**
 * @param {import('./tenants.js').Tenant & {region: string}} tenant
 * @param {{partition: string, prefix: string}} portal
 * @returns {{kind: string, type: number|null, name: string, arn: string|null, page: string}[]}
 */
export function resourcesOf(tenant, { partition, prefix }) {
  return RESOURCES.map((resource) => {
    const values = { ...tenant, tenant: tenant.name, partition, prefix };
    const name = fill(resource.name, values);
    const own = { ...values, name };
    return {
      kind: resource.kind,
      type: resource.type,
      name,
      arn: resource.arn && fill(resource.arn, own),
      page: `/app/${fill(resource.page, own)}`,
    };
  });
}
