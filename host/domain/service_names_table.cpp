#include "domain/service_names.h"

#include <array>

namespace jit_console {
namespace {

// clang-format off
constexpr std::array kServiceRows{
    // Compute and containers
    ServiceRow{"ec2", "ec2/home", "ec2|elasticcomputecloud|elasticcloudcompute|virtualmachines|vm"},
    ServiceRow{"ec2", "ec2/home#Instances:", "instances|ec2instances|servers"},
    ServiceRow{"ec2", "ec2/home#SecurityGroups:", "securitygroups|securitygroup|sg"},
    ServiceRow{"ec2", "ec2/home#Volumes:", "volumes|ebs|elasticblockstore|ebsvolumes"},
    ServiceRow{"ec2", "ec2/home#Snapshots:", "snapshots|ebssnapshots"},
    ServiceRow{"ec2", "ec2/home#Images:", "amis|ami|images|machineimages"},
    ServiceRow{"ec2", "ec2/home#Addresses:", "elasticips|elasticip|eip"},
    ServiceRow{"ec2", "ec2/home#KeyPairs:", "keypairs|keypair"},
    ServiceRow{"ec2", "ec2/home#NIC:", "networkinterfaces|eni"},
    ServiceRow{"ec2", "ec2/home#LaunchTemplates:", "launchtemplates|launchtemplate"},
    ServiceRow{"elasticloadbalancing", "ec2/home#LoadBalancers:", "elasticloadbalancing|loadbalancers|loadbalancer|elb|alb|nlb|elbv2"},
    ServiceRow{"elasticloadbalancing", "ec2/home#TargetGroups:", "targetgroups|targetgroup|tg"},
    ServiceRow{"autoscaling", "ec2/home#AutoScalingGroups:", "autoscalinggroups|autoscalinggroup|asg|ec2autoscaling"},
    ServiceRow{"autoscaling-plans", "awsautoscaling/home", "autoscaling|autoscalingplans"},
    ServiceRow{"lambda", "lambda/home", "lambda|functions|lambdafunctions"},
    ServiceRow{"ecs", "ecs/v2/clusters", "ecs|elasticcontainerservice|fargate"},
    ServiceRow{"eks", "eks/home", "eks|elastickubernetesservice|kubernetes|k8s"},
    ServiceRow{"ecr", "ecr/home", "ecr|elasticcontainerregistry|containerregistry"},
    ServiceRow{"batch", "batch/home", "batch"},
    ServiceRow{"elasticbeanstalk", "elasticbeanstalk/home", "elasticbeanstalk|beanstalk|eb"},
    ServiceRow{"apprunner", "apprunner/home", "apprunner"},
    ServiceRow{"imagebuilder", "imagebuilder/home", "imagebuilder|ec2imagebuilder"},
    ServiceRow{"compute-optimizer", "compute-optimizer/home", "computeoptimizer"},
    ServiceRow{"outposts", "outposts/home", "outposts"},
    ServiceRow{"serverlessrepo", "serverlessrepo/home", "serverlessrepo|serverlessapplicationrepository"},

    // Storage
    ServiceRow{"s3", "s3/home", "s3|simplestorageservice|buckets|s3buckets"},
    ServiceRow{"glacier", "glacier/home", "glacier|s3glacier"},
    ServiceRow{"elasticfilesystem", "efs/home", "efs|elasticfilesystem"},
    ServiceRow{"fsx", "fsx/home", "fsx"},
    ServiceRow{"backup", "backup/home", "backup|backups"},
    ServiceRow{"storagegateway", "storagegateway/home", "storagegateway"},
    ServiceRow{"datasync", "datasync/home", "datasync"},
    ServiceRow{"transfer", "transfer/home", "transfer|transferfamily|sftp"},

    // Databases
    ServiceRow{"rds", "rds/home", "rds|relationaldatabaseservice|aurora|databases"},
    ServiceRow{"dynamodb", "dynamodbv2/home", "dynamodb|dynamo|ddb"},
    ServiceRow{"dynamodb", "dynamodbv2/home#tables", "tables|dynamodbtables"},
    ServiceRow{"elasticache", "elasticache/home", "elasticache|redis|memcached|valkey|cache"},
    ServiceRow{"docdb", "documentdb/home", "documentdb|docdb"},
    ServiceRow{"neptune", "neptune/home", "neptune"},
    ServiceRow{"memorydb", "memorydb/home", "memorydb"},
    ServiceRow{"cassandra", "keyspaces/home", "keyspaces|cassandra"},
    ServiceRow{"timestream", "timestream/home", "timestream"},
    ServiceRow{"redshift", "redshiftv2/home", "redshift"},
    ServiceRow{"dms", "dms/v2/home", "dms|databasemigrationservice"},

    // Networking and delivery
    ServiceRow{"vpc", "vpc/home", "vpc|vpcs|virtualprivatecloud"},
    ServiceRow{"vpc", "vpc/home#subnets:", "subnets|subnet"},
    ServiceRow{"cloudfront", "cloudfront/v4/home", "cloudfront|cf|cdn", true},
    ServiceRow{"route53", "route53/v2/home", "route53|r53|dns", true},
    ServiceRow{"route53", "route53/v2/hostedzones", "hostedzones|hostedzone", true},
    ServiceRow{"route53resolver", "route53resolver/home", "route53resolver"},
    ServiceRow{"apigateway", "apigateway/home", "apigateway|apigw|restapi|restapis"},
    ServiceRow{"directconnect", "directconnect/v2/home", "directconnect|dx"},
    ServiceRow{"globalaccelerator", "globalaccelerator/home", "globalaccelerator", true},
    ServiceRow{"servicediscovery", "cloudmap/home", "cloudmap|servicediscovery"},
    ServiceRow{"appmesh", "appmesh/home", "appmesh"},
    ServiceRow{"networkmanager", "networkmanager/home", "networkmanager", true},

    // Messaging and workflows
    ServiceRow{"sqs", "sqs/v2/home", "sqs|simplequeueservice|queues"},
    ServiceRow{"sns", "sns/v3/home", "sns|simplenotificationservice|topics"},
    ServiceRow{"events", "events/home", "eventbridge|events|cloudwatchevents"},
    ServiceRow{"scheduler", "scheduler/home", "scheduler|eventbridgescheduler"},
    ServiceRow{"states", "states/home", "stepfunctions|states|stepfn|sfn|statemachines"},
    ServiceRow{"mq", "amazon-mq/home", "mq|activemq|rabbitmq|brokers"},
    ServiceRow{"swf", "swf/v2/home", "swf|simpleworkflowservice"},
    ServiceRow{"appsync", "appsync/home", "appsync|graphql"},
    ServiceRow{"ses", "ses/home", "ses|simpleemailservice|email"},
    ServiceRow{"mobiletargeting", "pinpoint/home", "pinpoint"},
    ServiceRow{"connect", "connect/v2/app/instances", "connect"},

    // Streams and analytics
    ServiceRow{"kinesis", "kinesis/home", "kinesis|kinesisdatastreams|streams"},
    ServiceRow{"firehose", "firehose/home", "firehose|kinesisfirehose|datafirehose"},
    ServiceRow{"kinesisanalytics", "flink/home", "kinesisanalytics|flink|managedflink"},
    ServiceRow{"kafka", "msk/home", "msk|kafka|managedstreamingforapachekafka|managedkafka"},
    ServiceRow{"es", "aos/home", "opensearch|es|elasticsearch|aos|opensearchservice"},
    ServiceRow{"athena", "athena/home", "athena"},
    ServiceRow{"glue", "glue/home", "glue|gluestudio"},
    ServiceRow{"lakeformation", "lakeformation/home", "lakeformation"},
    ServiceRow{"elasticmapreduce", "emr/home", "emr|elasticmapreduce|spark|hadoop"},
    ServiceRow{"airflow", "mwaa/home", "mwaa|airflow|managedairflow|managedworkflowsforapacheairflow"},
    ServiceRow{"datapipeline", "datapipeline/home", "datapipeline"},
    ServiceRow{"cloudsearch", "cloudsearch/home", "cloudsearch"},
    ServiceRow{"databrew", "databrew/home", "databrew|gluedatabrew"},

    // Watching and running
    ServiceRow{"cloudwatch", "cloudwatch/home", "cloudwatch|cw|metrics"},
    ServiceRow{"cloudwatch", "cloudwatch/home#alarmsV2:", "alarms|cloudwatchalarms"},
    ServiceRow{"cloudwatch", "cloudwatch/home#dashboards:", "dashboards|cloudwatchdashboards"},
    ServiceRow{"logs", "cloudwatch/home#logsV2:log-groups", "logs|loggroups|cloudwatchlogs|cwlogs"},
    ServiceRow{"logs", "cloudwatch/home#logsV2:logs-insights", "logsinsights|loginsights|insights|cloudwatchlogsinsights"},
    ServiceRow{"xray", "xray/home", "xray|traces"},
    ServiceRow{"grafana", "grafana/home", "grafana|managedgrafana"},
    ServiceRow{"aps", "prometheus/home", "prometheus|managedprometheus|aps"},
    ServiceRow{"cloudtrail", "cloudtrail/home", "cloudtrail|ct|trails"},
    ServiceRow{"config", "config/home", "config"},
    ServiceRow{"cloudformation", "cloudformation/home", "cloudformation|cfn"},
    ServiceRow{"cloudformation", "cloudformation/home#/stacks", "stacks|cloudformationstacks"},
    ServiceRow{"ssm", "systems-manager/home", "systemsmanager|ssm"},
    ServiceRow{"ssm", "systems-manager/parameters", "parameterstore|paramstore|parameters|param|ssmparameters"},
    ServiceRow{"ssm", "systems-manager/session-manager", "sessionmanager"},
    ServiceRow{"appconfig", "systems-manager/appconfig", "appconfig"},
    ServiceRow{"resource-groups", "resource-groups/home", "resourcegroups|tageditor"},
    ServiceRow{"resource-explorer-2", "resource-explorer/home", "resourceexplorer"},
    ServiceRow{"servicequotas", "servicequotas/home", "servicequotas|quotas|limits"},
    ServiceRow{"servicecatalog", "servicecatalog/home", "servicecatalog"},
    ServiceRow{"health", "health/home", "health|healthdashboard|personalhealthdashboard", true},
    ServiceRow{"trustedadvisor", "trustedadvisor/home", "trustedadvisor", true},
    ServiceRow{"support", "support/home", "support|supportcenter", true},
    ServiceRow{"wellarchitected", "wellarchitected/home", "wellarchitected|wellarchitectedtool"},
    ServiceRow{"license-manager", "license-manager/home", "licensemanager"},

    // Security and identity
    ServiceRow{"iam", "iam/home", "iam|identityandaccessmanagement", true},
    ServiceRow{"iam", "iam/home#/roles", "roles|iamroles", true},
    ServiceRow{"iam", "iam/home#/users", "users|iamusers", true},
    ServiceRow{"iam", "iam/home#/policies", "policies|iampolicies", true},
    ServiceRow{"access-analyzer", "access-analyzer/home", "accessanalyzer|iamaccessanalyzer"},
    ServiceRow{"sso", "singlesignon/home", "iamidentitycenter|identitycenter|singlesignon|sso"},
    ServiceRow{"secretsmanager", "secretsmanager/home", "secretsmanager|secrets|secretmanager"},
    ServiceRow{"kms", "kms/home", "kms|keymanagementservice|keys"},
    ServiceRow{"acm", "acm/home", "acm|certificatemanager|certificates"},
    ServiceRow{"acm-pca", "acm-pca/home", "acmpca|privateca|privatecertificateauthority"},
    ServiceRow{"cloudhsm", "cloudhsm/home", "cloudhsm"},
    ServiceRow{"cognito-idp", "cognito/v2/home", "cognito|cognitoidp|userpools"},
    ServiceRow{"wafv2", "wafv2/homev2", "waf|wafv2|shield|webapplicationfirewall"},
    ServiceRow{"guardduty", "guardduty/home", "guardduty|gd"},
    ServiceRow{"inspector2", "inspector/v2/home", "inspector|inspector2"},
    ServiceRow{"securityhub", "securityhub/home", "securityhub"},
    ServiceRow{"macie2", "macie/home", "macie|macie2"},
    ServiceRow{"detective", "detective/home", "detective"},
    ServiceRow{"ram", "ram/home", "ram|resourceaccessmanager"},
    ServiceRow{"ds", "directoryservicev2/home", "directoryservice|ds|activedirectory"},
    ServiceRow{"artifact", "artifact/home", "artifact", true},
    ServiceRow{"auditmanager", "auditmanager/home", "auditmanager"},

    // Accounts and costs
    ServiceRow{"organizations", "organizations/v2/home", "organizations|orgs", true},
    ServiceRow{"controltower", "controltower/home", "controltower"},
    ServiceRow{"billing", "billing/home", "billing|bills", true},
    ServiceRow{"budgets", "billing/home#/budgets", "budgets", true},
    ServiceRow{"ce", "cost-management/home", "costexplorer|costmanagement|ce|costs", true},

    // Building and delivering software
    ServiceRow{"codebuild", "codesuite/codebuild/home", "codebuild"},
    ServiceRow{"codepipeline", "codesuite/codepipeline/home", "codepipeline|pipelines"},
    ServiceRow{"codedeploy", "codesuite/codedeploy/home", "codedeploy"},
    ServiceRow{"codecommit", "codesuite/codecommit/home", "codecommit"},
    ServiceRow{"codeartifact", "codesuite/codeartifact/home", "codeartifact"},
    ServiceRow{"amplify", "amplify/home", "amplify"},
    ServiceRow{"cloudshell", "cloudshell/home", "cloudshell|shell"},
    ServiceRow{"devicefarm", "devicefarm/home", "devicefarm"},

    // Machine learning
    ServiceRow{"sagemaker", "sagemaker/home", "sagemaker|sagemakerai"},
    ServiceRow{"bedrock", "bedrock/home", "bedrock"},
    ServiceRow{"comprehend", "comprehend/home", "comprehend"},
    ServiceRow{"rekognition", "rekognition/home", "rekognition"},
    ServiceRow{"textract", "textract/home", "textract"},
    ServiceRow{"transcribe", "transcribe/home", "transcribe"},
    ServiceRow{"translate", "translate/home", "translate"},
    ServiceRow{"polly", "polly/home", "polly"},
    ServiceRow{"lex", "lexv2/home", "lex"},
    ServiceRow{"kendra", "kendra/home", "kendra"},

    // Devices, desktops, media, games
    ServiceRow{"iot", "iot/home", "iot|iotcore"},
    ServiceRow{"workspaces", "workspaces/home", "workspaces"},
    ServiceRow{"appstream", "appstream2/home", "appstream|appstream2"},
    ServiceRow{"mediaconvert", "mediaconvert/home", "mediaconvert"},
    ServiceRow{"medialive", "medialive/home", "medialive"},
    ServiceRow{"mediapackage", "mediapackage/home", "mediapackage"},
    ServiceRow{"gamelift", "gamelift/home", "gamelift"},
    ServiceRow{"location", "location/home", "location|locationservice"},
};
// clang-format on

}  // namespace

std::span<const ServiceRow> service_rows() { return kServiceRows; }

}  // namespace jit_console
