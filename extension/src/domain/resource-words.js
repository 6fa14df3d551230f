/** A tenant's resources as people know them. */

/** Words that AWS writes otherwise than small; what isn't here is a common noun. @type {Readonly<Record<string, string>>} */
const asAwsWrites = {
  acl: 'ACL',
  acm: 'ACM',
  amplify: 'Amplify',
  api: 'API',
  appsync: 'AppSync',
  athena: 'Athena',
  backup: 'Backup',
  batch: 'Batch',
  bedrock: 'Bedrock',
  cloudformation: 'CloudFormation',
  cloudfront: 'CloudFront',
  cloudwatch: 'CloudWatch',
  codeartifact: 'CodeArtifact',
  codebuild: 'CodeBuild',
  codecommit: 'CodeCommit',
  codedeploy: 'CodeDeploy',
  codepipeline: 'CodePipeline',
  cognito: 'Cognito',
  dynamodb: 'DynamoDB',
  ebs: 'EBS',
  ec2: 'EC2',
  ecr: 'ECR',
  ecs: 'ECS',
  efs: 'EFS',
  eks: 'EKS',
  elasticache: 'ElastiCache',
  emr: 'EMR',
  eventbridge: 'EventBridge',
  firehose: 'Firehose',
  glue: 'Glue',
  iam: 'IAM',
  ip: 'IP',
  kinesis: 'Kinesis',
  kms: 'KMS',
  lambda: 'Lambda',
  mq: 'MQ',
  msk: 'MSK',
  mwaa: 'MWAA',
  nat: 'NAT',
  opensearch: 'OpenSearch',
  rds: 'RDS',
  rest: 'REST',
  route53: 'Route 53',
  s3: 'S3',
  sns: 'SNS',
  sqs: 'SQS',
  ssm: 'SSM',
  vpc: 'VPC',
  waf: 'WAF',
};

/**
 * @param {string} kind as the host names it: s3_bucket
 * @returns {string} as AWS writes it: S3 bucket
 */
export function kindName(kind) {
  const words = kind
    .replace('api_gateway', 'API Gateway')
    .replace('auto_scaling', 'Auto Scaling')
    .split(/[_ ]/)
    .map((word) => asAwsWrites[word] ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Without what every resource of the tenant has in its name: the portal's prefix and the tenant's name before it, and
 * the account after it.
 * @param {string} name duploservices-invoice-archive-123456789012
 * @param {string} tenant
 * @returns {string} archive
 */
export function shortName(name, tenant) {
  const [prefix = ''] = name.split('-', 1);
  const before = `${prefix}-${tenant}-`.toLowerCase();
  if (!name.toLowerCase().startsWith(before)) return name;
  const rest = name.slice(before.length);
  return rest.replace(/-\d{12}$/, '') || rest || name;
}
