#include "domain/console_page_table.h"

#include <array>

namespace jit_console {
namespace {

constexpr auto kRegionless = PagePlace::regionless;
constexpr auto kGlobal = PagePlace::global;

// AWS documents few of these forms. "seen: N" counts the independent public repositories (infrastructure code,
// runbooks, tools that link into the console) in which the form was found in November 2026; the search showed ten at
// most. Rows without a number were checked against AWS's documentation or the sources of such tools when they were
// added.
// clang-format off
constexpr std::array kResourceRows{
    ResourceRow{"ec2", "instance/{id}", "ec2_instance", "ec2/home?region={region}#InstanceDetails:instanceId={id}"},
    ResourceRow{"ec2", "security-group/{id}", "ec2_security_group", "ec2/home?region={region}#SecurityGroup:groupId={id}"},
    ResourceRow{"ec2", "volume/{id}", "ec2_volume", "ec2/home?region={region}#VolumeDetails:volumeId={id}"},
    ResourceRow{"ec2", "vpc/{id}", "vpc", "vpc/home?region={region}#VpcDetails:VpcId={id}"},
    ResourceRow{"ec2", "subnet/{id}", "subnet", "vpc/home?region={region}#SubnetDetails:subnetId={id}"},
    ResourceRow{"ec2", "image/{id}", "ec2_image", "ec2/home?region={region}#ImageDetails:imageId={id}"},  // seen: 10
    ResourceRow{"ec2", "snapshot/{id}", "ebs_snapshot", "ec2/home?region={region}#SnapshotDetails:snapshotId={id}"},  // seen: 10
    ResourceRow{"ec2", "elastic-ip/{id}", "elastic_ip", "ec2/home?region={region}#ElasticIpDetails:AllocationId={id}"},  // seen: 10
    ResourceRow{"ec2", "network-interface/{id}", "network_interface",
                "ec2/home?region={region}#NetworkInterface:networkInterfaceId={id}"},  // seen: 10
    ResourceRow{"ec2", "launch-template/{id}", "launch_template",
                "ec2/home?region={region}#LaunchTemplateDetails:launchTemplateId={id}"},  // seen: 10
    ResourceRow{"ec2", "natgateway/{id}", "nat_gateway", "vpc/home?region={region}#NatGatewayDetails:natGatewayId={id}"},  // seen: 9
    ResourceRow{"ec2", "internet-gateway/{id}", "internet_gateway",
                "vpc/home?region={region}#InternetGateway:internetGatewayId={id}"},  // seen: 10
    ResourceRow{"ec2", "route-table/{id}", "route_table", "vpc/home?region={region}#RouteTableDetails:RouteTableId={id}"},  // seen: 8
    ResourceRow{"ec2", "vpc-endpoint/{id}", "vpc_endpoint", "vpc/home?region={region}#EndpointDetails:vpcEndpointId={id}"},  // seen: 10
    ResourceRow{"ec2", "vpc-peering-connection/{id}", "vpc_peering_connection",
                "vpc/home?region={region}#PeeringConnectionDetails:VpcPeeringConnectionId={id}"},  // seen: 9
    ResourceRow{"ec2", "network-acl/{id}", "network_acl", "vpc/home?region={region}#NetworkAclDetails:networkAclId={id}"},  // seen: 8
    ResourceRow{"ec2", "transit-gateway/{id}", "transit_gateway",
                "vpc/home?region={region}#TransitGatewayDetails:transitGatewayId={id}"},  // seen: 6
    ResourceRow{"autoscaling", "autoScalingGroup:{uuid}:autoScalingGroupName/{name/}", "auto_scaling_group",
                "ec2/home?region={region}#AutoScalingGroupDetails:id={name!};view=details"},
    ResourceRow{"elasticloadbalancing", "loadbalancer/{type}/{name}/{id}", "load_balancer",
                "ec2/home?region={region}#LoadBalancer:loadBalancerArn={arn}"},
    ResourceRow{"elasticloadbalancing", "targetgroup/{name}/{id}", "target_group",
                "ec2/home?region={region}#TargetGroup:targetGroupArn={arn}"},

    // "BUCKET/*" is how policies write a whole bucket.
    ResourceRow{"s3", "{bucket}", "s3_bucket", "s3/buckets/{bucket}?region={region}&tab=objects", kRegionless},
    ResourceRow{"s3", "{bucket}/*", "s3_bucket", "s3/buckets/{bucket}?region={region}&tab=objects", kRegionless},
    ResourceRow{"s3", "{bucket}/{folder+}/*", "s3_folder",
                "s3/buckets/{bucket}?region={region}&prefix={folder}%2F", kRegionless},
    ResourceRow{"s3", "{bucket}/{folder+}/", "s3_folder",
                "s3/buckets/{bucket}?region={region}&prefix={folder}%2F", kRegionless},
    ResourceRow{"s3", "{bucket}/{key+}", "s3_object", "s3/object/{bucket}?region={region}&prefix={key}", kRegionless},

    ResourceRow{"rds", "db:{id}", "rds_instance", "rds/home?region={region}#database:id={id};is-cluster=false"},
    ResourceRow{"rds", "cluster:{id}", "rds_cluster", "rds/home?region={region}#database:id={id};is-cluster=true"},
    // Automatic snapshots have a colon in their name: "rds:db-2026-11-25". The page also takes an engine; the ARN has none.
    ResourceRow{"rds", "snapshot:{id+}", "rds_snapshot", "rds/home?region={region}#db-snapshot:id={id}"},  // seen: 5
    // The ARN does not tell the engine; most are Redis or Valkey replication groups.
    ResourceRow{"elasticache", "replicationgroup:{id}", "elasticache_cluster", "elasticache/home?region={region}#/redis/{id}"},
    ResourceRow{"elasticache", "cluster:{id}", "elasticache_cluster", "elasticache/home?region={region}#/redis/{id}"},
    ResourceRow{"dynamodb", "table/{name}", "dynamodb_table", "dynamodbv2/home?region={region}#table?name={name}"},
    ResourceRow{"dynamodb", "table/{name}/{part+}", "dynamodb_table", "dynamodbv2/home?region={region}#table?name={name}"},

    ResourceRow{"lambda", "function:{name}", "lambda_function", "lambda/home?region={region}#/functions/{name}"},
    ResourceRow{"lambda", "function:{name}:{version}", "lambda_function", "lambda/home?region={region}#/functions/{name}"},
    ResourceRow{"lambda", "layer:{name}:{version}", "lambda_layer",
                "lambda/home?region={region}#/layers/{name}/versions/{version}"},  // seen: 7
    ResourceRow{"batch", "job/{id}", "batch_job", "batch/home?region={region}#jobs/detail/{id}"},  // seen: 2
    ResourceRow{"batch", "job-queue/{name}", "batch_job_queue", "batch/home?region={region}#queues/detail/{arn}"},  // seen: 8
    ResourceRow{"ecs", "cluster/{cluster}", "ecs_cluster", "ecs/v2/clusters/{cluster}?region={region}"},
    ResourceRow{"ecs", "service/{cluster}/{name}", "ecs_service",
                "ecs/v2/clusters/{cluster}/services/{name}/health?region={region}"},
    ResourceRow{"ecs", "task/{cluster}/{id}", "ecs_task",
                "ecs/v2/clusters/{cluster}/tasks/{id}/configuration?region={region}"},
    ResourceRow{"ecs", "task-definition/{family}:{revision}", "ecs_task_definition",
                "ecs/v2/task-definitions/{family}/{revision}?region={region}"},
    ResourceRow{"eks", "cluster/{cluster}", "eks_cluster", "eks/home?region={region}#/clusters/{cluster}"},
    ResourceRow{"eks", "nodegroup/{cluster}/{name}/{uuid}", "eks_node_group",
                "eks/home?region={region}#/clusters/{cluster}/nodegroups/{name}"},
    ResourceRow{"ecr", "repository/{name/}", "ecr_repository", "ecr/repositories/private/{account}/{name/}?region={region}"},

    ResourceRow{"logs", "log-group:{name/}:log-stream:{stream+}", "log_stream",
                "cloudwatch/home?region={region}#logsV2:log-groups/log-group/{name$}/log-events/{stream$}"},
    ResourceRow{"logs", "log-group:{name/}:*", "log_group",
                "cloudwatch/home?region={region}#logsV2:log-groups/log-group/{name$}"},
    ResourceRow{"logs", "log-group:{name/}", "log_group",
                "cloudwatch/home?region={region}#logsV2:log-groups/log-group/{name$}"},
    ResourceRow{"cloudwatch", "alarm:{name+}", "cloudwatch_alarm", "cloudwatch/home?region={region}#alarmsV2:alarm/{name!}"},

    ResourceRow{"cloudwatch", "dashboard/{name}", "cloudwatch_dashboard",
                "cloudwatch/home?region={region}#dashboards/dashboard/{name}"},  // seen: 10
    ResourceRow{"synthetics", "canary:{name}", "synthetics_canary",
                "cloudwatch/home?region={region}#synthetics:canary/detail/{name}"},  // seen: 9

    ResourceRow{"sqs", "{name}", "sqs_queue", "sqs/v2/home?region={region}#/queues/{queue_url!}"},
    ResourceRow{"sns", "{name}", "sns_topic", "sns/v3/home?region={region}#/topic/{arn}"},
    ResourceRow{"secretsmanager", "secret:{secret/}", "secret", "secretsmanager/secret?name={secret_name}&region={region}"},
    // AWS's documentation links so, and ten addresses in public repositories.
    ResourceRow{"ssm", "parameter/{parameter+}", "ssm_parameter",
                "systems-manager/parameters/{parameter_name%}/description?region={region}"},
    ResourceRow{"kms", "key/{id}", "kms_key", "kms/home?region={region}#/kms/keys/{id}"},
    ResourceRow{"acm", "certificate/{id}", "acm_certificate", "acm/home?region={region}#/certificates/{id}"},

    ResourceRow{"apigateway", "/restapis/{id}", "api_gateway_rest_api",
                "apigateway/main/apis/{id}/resources?api={id}&region={region}"},
    ResourceRow{"apigateway", "/restapis/{id}/{part+}", "api_gateway_rest_api",
                "apigateway/main/apis/{id}/resources?api={id}&region={region}"},
    // HTTP and WebSocket APIs.
    ResourceRow{"apigateway", "/apis/{id}", "api_gateway_api",
                "apigateway/main/api-detail?api={id}&region={region}"},  // seen: 8
    ResourceRow{"apigateway", "/apis/{id}/{part+}", "api_gateway_api",
                "apigateway/main/api-detail?api={id}&region={region}"},
    ResourceRow{"states", "stateMachine:{name}", "state_machine", "states/home?region={region}#/statemachines/view/{arn}"},
    ResourceRow{"states", "execution:{machine}:{name}", "state_machine_execution",
                "states/home?region={region}#/executions/details/{arn}"},  // seen: 10
    ResourceRow{"events", "rule/{name}", "eventbridge_rule", "events/home?region={region}#/eventbus/default/rules/{name}"},  // seen: 10
    ResourceRow{"events", "rule/{bus}/{name}", "eventbridge_rule",
                "events/home?region={region}#/eventbus/{bus}/rules/{name}"},  // seen: 2
    ResourceRow{"events", "event-bus/{name}", "event_bus", "events/home?region={region}#/eventbus/{name}"},  // seen: 8
    ResourceRow{"scheduler", "schedule/{group}/{name}", "eventbridge_schedule",
                "scheduler/home?region={region}#schedules/{group}/{name}"},  // seen: 4
    ResourceRow{"kinesis", "stream/{name}", "kinesis_stream", "kinesis/home?region={region}#/streams/details/{name}/details"},
    ResourceRow{"firehose", "deliverystream/{name}", "firehose_stream",
                "firehose/home?region={region}#/details/{name}/monitoring"},
    ResourceRow{"es", "domain/{name}", "opensearch_domain", "aos/home?region={region}#opensearch/domains/{name}"},
    ResourceRow{"kafka", "cluster/{name}/{uuid}", "msk_cluster", "msk/home?region={region}#/cluster/{arn!}/view"},
    ResourceRow{"elasticmapreduce", "cluster/{id}", "emr_cluster", "emr/home?region={region}#/clusterDetails/{id}"},
    ResourceRow{"elasticfilesystem", "file-system/{id}", "efs_file_system", "efs/home?region={region}#/file-systems/{id}"},
    ResourceRow{"mq", "broker:{name}:{id}", "mq_broker", "amazon-mq/home?region={region}#/brokers/details?id={id}"},
    ResourceRow{"airflow", "environment/{name}", "mwaa_environment", "mwaa/home?region={region}#environments/{name}/details"},

    ResourceRow{"cloudformation", "stack/{name}/{uuid}", "cloudformation_stack",
                "cloudformation/home?region={region}#/stacks/stackinfo?stackId={arn!}"},  // seen: 10
    ResourceRow{"redshift", "cluster:{name}", "redshift_cluster",
                "redshiftv2/home?region={region}#cluster-details?cluster={name}"},  // seen: 6
    ResourceRow{"fsx", "file-system/{id}", "fsx_file_system", "fsx/home?region={region}#file-system-details/{id}"},  // seen: 8
    ResourceRow{"apprunner", "service/{name}/{id}", "app_runner_service",
                "apprunner/home?region={region}#/services/dashboard?service_arn={arn!}"},  // seen: 7
    ResourceRow{"sagemaker", "notebook-instance/{name}", "sagemaker_notebook_instance",
                "sagemaker/home?region={region}#/notebook-instances/{name}"},  // seen: 5
    ResourceRow{"sagemaker", "endpoint/{name}", "sagemaker_endpoint",
                "sagemaker/home?region={region}#/endpoints/{name}"},  // seen: 7
    ResourceRow{"codebuild", "project/{name}", "codebuild_project",
                "codesuite/codebuild/{account}/projects/{name}/history?region={region}"},  // seen: 2
    ResourceRow{"codebuild", "build/{project}:{id}", "codebuild_build",
                "codesuite/codebuild/{account}/projects/{project}/build/{project}%3A{id}?region={region}"},  // seen: 2
    ResourceRow{"codepipeline", "{name}", "codepipeline_pipeline",
                "codesuite/codepipeline/pipelines/{name}/view?region={region}"},  // seen: 10
    ResourceRow{"codecommit", "{name}", "codecommit_repository",
                "codesuite/codecommit/repositories/{name}/browse?region={region}"},  // seen: 10
    ResourceRow{"codedeploy", "application:{name}", "codedeploy_application",
                "codesuite/codedeploy/applications/{name}?region={region}"},  // seen: 5
    ResourceRow{"codedeploy", "deploymentgroup:{application}/{name}", "codedeploy_deployment_group",
                "codesuite/codedeploy/applications/{application}/deployment-groups/{name}?region={region}"},  // seen: 3
    ResourceRow{"codeartifact", "repository/{domain}/{name}", "codeartifact_repository",
                "codesuite/codeartifact/d/{account}/{domain}/r/{name}?region={region}"},  // seen: 6
    ResourceRow{"glue", "job/{name}", "glue_job", "gluestudio/home?region={region}#/editor/job/{name}/runs"},  // seen: 3
    ResourceRow{"glue", "crawler/{name}", "glue_crawler",
                "glue/home?region={region}#/v2/data-catalog/crawlers/view/{name}"},  // seen: 10
    ResourceRow{"glue", "database/{name}", "glue_database",
                "glue/home?region={region}#/v2/data-catalog/databases/view/{name}"},  // seen: 10
    ResourceRow{"glue", "table/{database}/{name}", "glue_table",
                "glue/home?region={region}#/v2/data-catalog/tables/view/{name}?database={database}"},  // seen: 10
    ResourceRow{"athena", "workgroup/{name}", "athena_workgroup",
                "athena/home?region={region}#/workgroups/details/{name}"},  // seen: 10
    ResourceRow{"backup", "backup-vault:{name}", "backup_vault",
                "backup/home?region={region}#/backupvaults/details/{name}"},  // seen: 10
    ResourceRow{"backup", "backup-plan:{id}", "backup_plan", "backup/home?region={region}#/backupplan/details/{id}"},  // seen: 3
    ResourceRow{"cognito-idp", "userpool/{id}", "cognito_user_pool",
                "cognito/v2/idp/user-pools/{id}/users?region={region}"},  // seen: 8
    ResourceRow{"appsync", "apis/{id}", "appsync_api", "appsync/home?region={region}#/{id}/v1/home"},  // seen: 3
    ResourceRow{"amplify", "apps/{id}", "amplify_app", "amplify/home?region={region}#/{id}"},  // seen: 6
    ResourceRow{"amplify", "apps/{id}/branches/{branch}", "amplify_app",
                "amplify/home?region={region}#/{id}/{branch}"},  // seen: 3
    ResourceRow{"transfer", "server/{id}", "transfer_server", "transfer/home?region={region}#/servers/{id}"},  // seen: 7
    ResourceRow{"bedrock", "knowledge-base/{id}", "bedrock_knowledge_base",
                "bedrock/home?region={region}#/knowledge-bases/{id}"},  // seen: 6
    ResourceRow{"bedrock", "agent/{id}", "bedrock_agent", "bedrock/home?region={region}#/agents/{id}"},  // seen: 10
    ResourceRow{"wafv2", "regional/webacl/{name}/{id}", "waf_web_acl",
                "wafv2/homev2/web-acl/{name}/{id}/overview?region={region}"},  // seen: 6
    ResourceRow{"wafv2", "global/webacl/{name}/{id}", "waf_web_acl",
                "wafv2/homev2/web-acl/{name}/{id}/overview?region=global", kGlobal},  // seen: 2

    ResourceRow{"cloudfront", "distribution/{id}", "cloudfront_distribution", "cloudfront/v4/home#/distributions/{id}", kGlobal},
    ResourceRow{"route53", "hostedzone/{id}", "route53_hosted_zone", "route53/v2/hostedzones#ListRecordSets/{id}", kGlobal},
    ResourceRow{"iam", "role/{role+}", "iam_role", "iamv2/home#/roles/details/{role_name!}", kGlobal},
    ResourceRow{"iam", "user/{user+}", "iam_user", "iam/home#/users/details/{user_name!}", kGlobal},  // seen: 10
    ResourceRow{"iam", "group/{group+}", "iam_group", "iam/home#/groups/details/{group_name!}", kGlobal},  // seen: 10
    ResourceRow{"iam", "policy/{policy+}", "iam_policy", "iam/home#/policies/details/{arn!}", kGlobal},  // seen: 8
};

constexpr std::array kSubPageRows{
    SubPageRow{"monitoring", {"lambda", "function:{name}", "lambda_function",
                              "lambda/home?region={region}#/functions/{name}?tab=monitoring"}},  // seen: 6
    SubPageRow{"code", {"lambda", "function:{name}", "lambda_function",
                        "lambda/home?region={region}#/functions/{name}?tab=code"}},  // seen: 2
    SubPageRow{"configuration", {"lambda", "function:{name}", "lambda_function",
                                 "lambda/home?region={region}#/functions/{name}?tab=configure"}},  // seen: 3
    // Where Lambda writes unless somebody chose another group.
    SubPageRow{"logs", {"lambda", "function:{name}", "log_group",
                        "cloudwatch/home?region={region}#logsV2:log-groups/log-group/$252Faws$252Flambda$252F{name$}"}},  // seen: 10
    SubPageRow{"permissions", {"s3", "{bucket}", "s3_bucket",
                               "s3/buckets/{bucket}?region={region}&tab=permissions", kRegionless}},  // seen: 4
    SubPageRow{"monitoring", {"rds", "db:{id}", "rds_instance",
                              "rds/home?region={region}#database:id={id};is-cluster=false;tab=monitoring"}},  // seen: 4
    SubPageRow{"connectivity", {"rds", "db:{id}", "rds_instance",
                                "rds/home?region={region}#database:id={id};is-cluster=false;tab=connectivity"}},  // seen: 2
    SubPageRow{"logs", {"ecs", "service/{cluster}/{name}", "ecs_service",
                        "ecs/v2/clusters/{cluster}/services/{name}/logs?region={region}"}},  // seen: 2
    SubPageRow{"tasks", {"ecs", "cluster/{cluster}", "ecs_cluster", "ecs/v2/clusters/{cluster}/tasks?region={region}"}},  // seen: 3
};
// clang-format on

}  // namespace

std::span<const SubPageRow> sub_page_rows() { return kSubPageRows; }

std::span<const ResourceRow> resource_rows() { return kResourceRows; }

}  // namespace jit_console
