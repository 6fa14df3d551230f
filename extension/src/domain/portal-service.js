/**
 * The AWS service that a portal's page without an ARN is about, by the words of its path. The portal's
 * sections aren't documented, so a word counts wherever it stands after the tenant; the last one wins.
 * Values are names that the host knows.
 * @type {Readonly<Record<string, string>>}
 */
const services = {
  airflow: 'mwaa',
  'api-gateway': 'api gateway',
  apigateway: 'api gateway',
  batch: 'batch',
  cloudfront: 'cloudfront',
  cloudwatch: 'cloudwatch',
  'data-pipeline': 'data pipeline',
  dynamodb: 'dynamodb',
  ecache: 'elasticache',
  ecr: 'ecr',
  ecs: 'ecs',
  efs: 'efs',
  eks: 'eks',
  'eks-native': 'eks',
  elasticache: 'elasticache',
  elasticsearch: 'opensearch',
  emr: 'emr',
  firehose: 'firehose',
  hosts: 'ec2 instances',
  kafka: 'msk',
  kinesis: 'kinesis',
  kms: 'kms',
  lambda: 'lambda',
  'load-balancer': 'load balancers',
  'load-balancers': 'load balancers',
  msk: 'msk',
  mwaa: 'mwaa',
  opensearch: 'opensearch',
  rds: 'rds',
  redshift: 'redshift',
  s3: 's3',
  sagemaker: 'sagemaker',
  secrets: 'secrets manager',
  'secrets-manager': 'secrets manager',
  sns: 'sns',
  sqs: 'sqs',
  'ssm-parameters': 'parameter store',
  timestream: 'timestream',
};

/**
 * @param {string} pathname of a portal's page
 * @returns {string | null} the service's name; null: the path tells none
 */
export function serviceOnPage(pathname) {
  const words = pathname.toLowerCase().split('/').reverse();
  const found = words.find((word) => Object.hasOwn(services, word));
  return found === undefined ? null : (services[found] ?? null);
}
