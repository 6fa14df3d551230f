#include "domain/console_page_table.h"

#include <array>

namespace jit_console {
namespace {

constexpr auto kRegionless = PagePlace::regionless;
constexpr auto kGlobal = PagePlace::global;

// clang-format off
constexpr std::array kRows{
    ResourceRow{"ec2", "instance/{id}", "ec2_instance", "ec2/home?region={region}#InstanceDetails:instanceId={id}"},
    ResourceRow{"ec2", "security-group/{id}", "ec2_security_group", "ec2/home?region={region}#SecurityGroup:groupId={id}"},
    ResourceRow{"ec2", "volume/{id}", "ec2_volume", "ec2/home?region={region}#VolumeDetails:volumeId={id}"},
    ResourceRow{"ec2", "vpc/{id}", "vpc", "vpc/home?region={region}#VpcDetails:VpcId={id}"},
    ResourceRow{"ec2", "subnet/{id}", "subnet", "vpc/home?region={region}#SubnetDetails:subnetId={id}"},
    ResourceRow{"autoscaling", "autoScalingGroup:{uuid}:autoScalingGroupName/{name/}", "auto_scaling_group",
                "ec2/home?region={region}#AutoScalingGroupDetails:id={name!};view=details"},
    ResourceRow{"elasticloadbalancing", "loadbalancer/{type}/{name}/{id}", "load_balancer",
                "ec2/home?region={region}#LoadBalancer:loadBalancerArn={arn}"},
    ResourceRow{"elasticloadbalancing", "targetgroup/{name}/{id}", "target_group",
                "ec2/home?region={region}#TargetGroup:targetGroupArn={arn}"},

    // "BUCKET/*" is how policies write a whole bucket.
    ResourceRow{"s3", "{bucket}", "s3_bucket", "s3/buckets/{bucket}?region={region}&tab=objects", kRegionless},
    ResourceRow{"s3", "{bucket}/*", "s3_bucket", "s3/buckets/{bucket}?region={region}&tab=objects", kRegionless},
    ResourceRow{"s3", "{bucket}/{key+}", "s3_object", "s3/object/{bucket}?region={region}&prefix={key}", kRegionless},

    ResourceRow{"rds", "db:{id}", "rds_instance", "rds/home?region={region}#database:id={id};is-cluster=false"},
    ResourceRow{"rds", "cluster:{id}", "rds_cluster", "rds/home?region={region}#database:id={id};is-cluster=true"},
    // The ARN does not tell the engine; most are Redis or Valkey replication groups.
    ResourceRow{"elasticache", "replicationgroup:{id}", "elasticache_cluster", "elasticache/home?region={region}#/redis/{id}"},
    ResourceRow{"elasticache", "cluster:{id}", "elasticache_cluster", "elasticache/home?region={region}#/redis/{id}"},
    ResourceRow{"dynamodb", "table/{name}", "dynamodb_table", "dynamodbv2/home?region={region}#table?name={name}"},
    ResourceRow{"dynamodb", "table/{name}/{part+}", "dynamodb_table", "dynamodbv2/home?region={region}#table?name={name}"},

    ResourceRow{"lambda", "function:{name}", "lambda_function", "lambda/home?region={region}#/functions/{name}"},
    ResourceRow{"lambda", "function:{name}:{version}", "lambda_function", "lambda/home?region={region}#/functions/{name}"},
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

    ResourceRow{"sqs", "{name}", "sqs_queue", "sqs/v2/home?region={region}#/queues/{queue_url!}"},
    ResourceRow{"sns", "{name}", "sns_topic", "sns/v3/home?region={region}#/topic/{arn}"},
    ResourceRow{"secretsmanager", "secret:{secret/}", "secret", "secretsmanager/secret?name={secret_name}&region={region}"},
    ResourceRow{"ssm", "parameter/{parameter+}", "ssm_parameter",
                "systems-manager/parameters/{parameter_name}/description?region={region}"},
    ResourceRow{"kms", "key/{id}", "kms_key", "kms/home?region={region}#/kms/keys/{id}"},
    ResourceRow{"acm", "certificate/{id}", "acm_certificate", "acm/home?region={region}#/certificates/{id}"},

    ResourceRow{"apigateway", "/restapis/{id}", "api_gateway_rest_api",
                "apigateway/main/apis/{id}/resources?api={id}&region={region}"},
    ResourceRow{"apigateway", "/restapis/{id}/{part+}", "api_gateway_rest_api",
                "apigateway/main/apis/{id}/resources?api={id}&region={region}"},
    ResourceRow{"states", "stateMachine:{name}", "state_machine", "states/home?region={region}#/statemachines/view/{arn}"},
    ResourceRow{"kinesis", "stream/{name}", "kinesis_stream", "kinesis/home?region={region}#/streams/details/{name}/details"},
    ResourceRow{"firehose", "deliverystream/{name}", "firehose_stream",
                "firehose/home?region={region}#/details/{name}/monitoring"},
    ResourceRow{"es", "domain/{name}", "opensearch_domain", "aos/home?region={region}#opensearch/domains/{name}"},
    ResourceRow{"kafka", "cluster/{name}/{uuid}", "msk_cluster", "msk/home?region={region}#/cluster/{arn!}/view"},
    ResourceRow{"elasticmapreduce", "cluster/{id}", "emr_cluster", "emr/home?region={region}#/clusterDetails/{id}"},
    ResourceRow{"elasticfilesystem", "file-system/{id}", "efs_file_system", "efs/home?region={region}#/file-systems/{id}"},
    ResourceRow{"mq", "broker:{name}:{id}", "mq_broker", "amazon-mq/home?region={region}#/brokers/details?id={id}"},
    ResourceRow{"airflow", "environment/{name}", "mwaa_environment", "mwaa/home?region={region}#environments/{name}/details"},

    ResourceRow{"cloudfront", "distribution/{id}", "cloudfront_distribution", "cloudfront/v4/home#/distributions/{id}", kGlobal},
    ResourceRow{"route53", "hostedzone/{id}", "route53_hosted_zone", "route53/v2/hostedzones#ListRecordSets/{id}", kGlobal},
    ResourceRow{"iam", "role/{role+}", "iam_role", "iamv2/home#/roles/details/{role_name!}", kGlobal},
};
// clang-format on

}  // namespace

std::span<const ResourceRow> resource_rows() { return kRows; }

}  // namespace jit_console
