#include "domain/arn_page.h"

#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "domain/console_page_table.h"
#include "domain/url.h"
#include "page_at.h"

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

struct PageCase {
    std::string arn;  // "P", "R" and "A" stand for partition, region and account
    std::string kind;
    std::string page;  // after the host; {API} stands for the domain of the API
    bool global = false;
};
std::ostream& operator<<(std::ostream& out, const PageCase& c) { return out << c.arn; }

const std::vector<PageCase> kPages{
    {"arn:{P}:ec2:{R}:{A}:instance/i-0a1", "ec2_instance", "ec2/home?region={R}#InstanceDetails:instanceId=i-0a1"},
    {"arn:{P}:ec2:{R}:{A}:security-group/sg-1", "ec2_security_group", "ec2/home?region={R}#SecurityGroup:groupId=sg-1"},
    {"arn:{P}:ec2:{R}:{A}:volume/vol-1", "ec2_volume", "ec2/home?region={R}#VolumeDetails:volumeId=vol-1"},
    {"arn:{P}:ec2:{R}:{A}:vpc/vpc-1", "vpc", "vpc/home?region={R}#VpcDetails:VpcId=vpc-1"},
    {"arn:{P}:ec2:{R}:{A}:subnet/subnet-1", "subnet", "vpc/home?region={R}#SubnetDetails:subnetId=subnet-1"},
    {"arn:{P}:autoscaling:{R}:{A}:autoScalingGroup:7b2c:autoScalingGroupName/web;x", "auto_scaling_group",
     "ec2/home?region={R}#AutoScalingGroupDetails:id=web%3Bx;view=details"},
    {"arn:{P}:elasticloadbalancing:{R}:{A}:loadbalancer/app/web/50dc", "load_balancer",
     "ec2/home?region={R}#LoadBalancer:loadBalancerArn=arn:{P}:elasticloadbalancing:{R}:{A}:loadbalancer/app/web/50dc"},
    {"arn:{P}:elasticloadbalancing:{R}:{A}:targetgroup/web/73e2", "target_group",
     "ec2/home?region={R}#TargetGroup:targetGroupArn=arn:{P}:elasticloadbalancing:{R}:{A}:targetgroup/web/73e2"},
    {"arn:{P}:s3:::my.bucket", "s3_bucket", "s3/buckets/my.bucket?region={R}&tab=objects"},
    {"arn:{P}:s3:::my.bucket/*", "s3_bucket", "s3/buckets/my.bucket?region={R}&tab=objects"},
    {"arn:{P}:s3:::my.bucket/a b/c&d=#?%+\xC3\xA9", "s3_object",
     "s3/object/my.bucket?region={R}&prefix=a%20b%2Fc%26d%3D%23%3F%25%2B%C3%A9"},
    {"arn:{P}:s3:::my.bucket/2026/a b/", "s3_folder", "s3/buckets/my.bucket?region={R}&prefix=2026%2Fa%20b%2F"},
    {"arn:{P}:s3:::my.bucket/2026/a b/*", "s3_folder", "s3/buckets/my.bucket?region={R}&prefix=2026%2Fa%20b%2F"},
    {"arn:{P}:s3:::my.bucket/../../x", "s3_object", "s3/object/my.bucket?region={R}&prefix=..%2F..%2Fx"},
    {"arn:{P}:rds:{R}:{A}:db:pg-1", "rds_instance", "rds/home?region={R}#database:id=pg-1;is-cluster=false"},
    {"arn:{P}:rds:{R}:{A}:cluster:pg", "rds_cluster", "rds/home?region={R}#database:id=pg;is-cluster=true"},
    {"arn:{P}:elasticache:{R}:{A}:replicationgroup:c1", "elasticache_cluster", "elasticache/home?region={R}#/redis/c1"},
    {"arn:{P}:elasticache:{R}:{A}:cluster:c1", "elasticache_cluster", "elasticache/home?region={R}#/redis/c1"},
    {"arn:{P}:dynamodb:{R}:{A}:table/orders", "dynamodb_table", "dynamodbv2/home?region={R}#table?name=orders"},
    {"arn:{P}:dynamodb:{R}:{A}:table/orders/index/by-day", "dynamodb_table",
     "dynamodbv2/home?region={R}#table?name=orders"},
    {"arn:{P}:lambda:{R}:{A}:function:f", "lambda_function", "lambda/home?region={R}#/functions/f"},
    {"arn:{P}:lambda:{R}:{A}:function:f:$LATEST", "lambda_function", "lambda/home?region={R}#/functions/f"},
    {"arn:{P}:ecs:{R}:{A}:cluster/c", "ecs_cluster", "ecs/v2/clusters/c?region={R}"},
    {"arn:{P}:ecs:{R}:{A}:service/c/s", "ecs_service", "ecs/v2/clusters/c/services/s/health?region={R}"},
    {"arn:{P}:ecs:{R}:{A}:task/c/0b69", "ecs_task", "ecs/v2/clusters/c/tasks/0b69/configuration?region={R}"},
    {"arn:{P}:ecs:{R}:{A}:task-definition/web:7", "ecs_task_definition", "ecs/v2/task-definitions/web/7?region={R}"},
    {"arn:{P}:eks:{R}:{A}:cluster/c", "eks_cluster", "eks/home?region={R}#/clusters/c"},
    {"arn:{P}:eks:{R}:{A}:nodegroup/c/n/a1b2", "eks_node_group", "eks/home?region={R}#/clusters/c/nodegroups/n"},
    {"arn:{P}:ecr:{R}:{A}:repository/team/app", "ecr_repository", "ecr/repositories/private/{A}/team/app?region={R}"},
    {"arn:{P}:logs:{R}:{A}:log-group:/aws/lambda/f#1", "log_group",
     "cloudwatch/home?region={R}#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff$25231"},
    {"arn:{P}:logs:{R}:{A}:log-group:/aws/lambda/f:*", "log_group",
     "cloudwatch/home?region={R}#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff"},
    {"arn:{P}:logs:{R}:{A}:log-group:g:log-stream:2026/01/01/[$LATEST]ab", "log_stream",
     "cloudwatch/home?region={R}#logsV2:log-groups/log-group/g/log-events/"
     "2026$252F01$252F01$252F$255B$2524LATEST$255Dab"},
    {"arn:{P}:cloudwatch:{R}:{A}:alarm:CPU: 90 % / high", "cloudwatch_alarm",
     "cloudwatch/home?region={R}#alarmsV2:alarm/CPU%3A%2090%20%25%20%2F%20high"},
    {"arn:{P}:sqs:{R}:{A}:jobs.fifo", "sqs_queue",
     "sqs/v2/home?region={R}#/queues/https%3A%2F%2Fsqs.{R}.{API}%2F{A}%2Fjobs.fifo"},
    {"arn:{P}:sns:{R}:{A}:alerts", "sns_topic", "sns/v3/home?region={R}#/topic/arn:{P}:sns:{R}:{A}:alerts"},
    {"arn:{P}:secretsmanager:{R}:{A}:secret:prod/db-pass-a1B2c3", "secret",
     "secretsmanager/secret?name=prod%2Fdb-pass&region={R}"},
    {"arn:{P}:secretsmanager:{R}:{A}:secret:short", "secret", "secretsmanager/secret?name=short&region={R}"},
    {"arn:{P}:ssm:{R}:{A}:parameter/prod/db/url", "ssm_parameter",
     "systems-manager/parameters/%252Fprod%252Fdb%252Furl/description?region={R}"},
    {"arn:{P}:ssm:{R}:{A}:parameter/simple", "ssm_parameter",
     "systems-manager/parameters/simple/description?region={R}"},
    {"arn:{P}:kms:{R}:{A}:key/1234-ab", "kms_key", "kms/home?region={R}#/kms/keys/1234-ab"},
    {"arn:{P}:acm:{R}:{A}:certificate/1234-ab", "acm_certificate", "acm/home?region={R}#/certificates/1234-ab"},
    {"arn:{P}:apigateway:{R}::/restapis/a1b2", "api_gateway_rest_api",
     "apigateway/main/apis/a1b2/resources?api=a1b2&region={R}"},
    {"arn:{P}:apigateway:{R}::/restapis/a1b2/stages/prod", "api_gateway_rest_api",
     "apigateway/main/apis/a1b2/resources?api=a1b2&region={R}"},
    {"arn:{P}:states:{R}:{A}:stateMachine:m", "state_machine",
     "states/home?region={R}#/statemachines/view/arn:{P}:states:{R}:{A}:stateMachine:m"},
    {"arn:{P}:kinesis:{R}:{A}:stream/s", "kinesis_stream", "kinesis/home?region={R}#/streams/details/s/details"},
    {"arn:{P}:firehose:{R}:{A}:deliverystream/d", "firehose_stream", "firehose/home?region={R}#/details/d/monitoring"},
    {"arn:{P}:es:{R}:{A}:domain/search", "opensearch_domain", "aos/home?region={R}#opensearch/domains/search"},
    {"arn:{P}:kafka:{R}:{A}:cluster/k/ab-1", "msk_cluster",
     "msk/home?region={R}#/cluster/arn%3A{P}%3Akafka%3A{R}%3A{A}%3Acluster%2Fk%2Fab-1/view"},
    {"arn:{P}:elasticmapreduce:{R}:{A}:cluster/j-1", "emr_cluster", "emr/home?region={R}#/clusterDetails/j-1"},
    {"arn:{P}:elasticfilesystem:{R}:{A}:file-system/fs-1", "efs_file_system", "efs/home?region={R}#/file-systems/fs-1"},
    {"arn:{P}:mq:{R}:{A}:broker:b:b-12", "mq_broker", "amazon-mq/home?region={R}#/brokers/details?id=b-12"},
    {"arn:{P}:airflow:{R}:{A}:environment/e", "mwaa_environment", "mwaa/home?region={R}#environments/e/details"},
    {"arn:{P}:cloudfront::{A}:distribution/E1", "cloudfront_distribution", "cloudfront/v4/home#/distributions/E1",
     true},
    {"arn:{P}:route53:::hostedzone/Z1", "route53_hosted_zone", "route53/v2/hostedzones#ListRecordSets/Z1", true},
    {"arn:{P}:iam::{A}:role/service-role/r@x", "iam_role", "iamv2/home#/roles/details/r%40x", true},
    {"arn:{P}:iam::{A}:user/ci/deploy", "iam_user", "iam/home#/users/details/deploy", true},
    {"arn:{P}:iam::{A}:group/admins", "iam_group", "iam/home#/groups/details/admins", true},
    {"arn:{P}:iam::aws:policy/ReadOnlyAccess", "iam_policy",
     "iam/home#/policies/details/arn%3A{P}%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess", true},
    {"arn:{P}:ec2:{R}::image/ami-1", "ec2_image", "ec2/home?region={R}#ImageDetails:imageId=ami-1"},
    {"arn:{P}:ec2:{R}::snapshot/snap-1", "ebs_snapshot", "ec2/home?region={R}#SnapshotDetails:snapshotId=snap-1"},
    {"arn:{P}:ec2:{R}:{A}:elastic-ip/eipalloc-1", "elastic_ip",
     "ec2/home?region={R}#ElasticIpDetails:AllocationId=eipalloc-1"},
    {"arn:{P}:ec2:{R}:{A}:network-interface/eni-1", "network_interface",
     "ec2/home?region={R}#NetworkInterface:networkInterfaceId=eni-1"},
    {"arn:{P}:ec2:{R}:{A}:launch-template/lt-1", "launch_template",
     "ec2/home?region={R}#LaunchTemplateDetails:launchTemplateId=lt-1"},
    {"arn:{P}:ec2:{R}:{A}:natgateway/nat-1", "nat_gateway", "vpc/home?region={R}#NatGatewayDetails:natGatewayId=nat-1"},
    {"arn:{P}:ec2:{R}:{A}:internet-gateway/igw-1", "internet_gateway",
     "vpc/home?region={R}#InternetGateway:internetGatewayId=igw-1"},
    {"arn:{P}:ec2:{R}:{A}:route-table/rtb-1", "route_table",
     "vpc/home?region={R}#RouteTableDetails:RouteTableId=rtb-1"},
    {"arn:{P}:rds:{R}:{A}:snapshot:rds:pg-2026-11-25", "rds_snapshot",
     "rds/home?region={R}#db-snapshot:id=rds:pg-2026-11-25"},
    {"arn:{P}:lambda:{R}:{A}:layer:tools:13", "lambda_layer", "lambda/home?region={R}#/layers/tools/versions/13"},
    {"arn:{P}:batch:{R}:{A}:job/0a-1", "batch_job", "batch/home?region={R}#jobs/detail/0a-1"},
    {"arn:{P}:batch:{R}:{A}:job-queue/q", "batch_job_queue",
     "batch/home?region={R}#queues/detail/arn:{P}:batch:{R}:{A}:job-queue/q"},
    {"arn:{P}:states:{R}:{A}:execution:m:run-1", "state_machine_execution",
     "states/home?region={R}#/executions/details/arn:{P}:states:{R}:{A}:execution:m:run-1"},
    {"arn:{P}:events:{R}:{A}:rule/nightly", "eventbridge_rule",
     "events/home?region={R}#/eventbus/default/rules/nightly"},
    {"arn:{P}:events:{R}:{A}:rule/orders/nightly", "eventbridge_rule",
     "events/home?region={R}#/eventbus/orders/rules/nightly"},
    {"arn:{P}:events:{R}:{A}:event-bus/orders", "event_bus", "events/home?region={R}#/eventbus/orders"},
    {"arn:{P}:scheduler:{R}:{A}:schedule/default/nightly", "eventbridge_schedule",
     "scheduler/home?region={R}#schedules/default/nightly"},
    {"arn:{P}:cloudformation:{R}:{A}:stack/web/0a-1", "cloudformation_stack",
     "cloudformation/home?region={R}#/stacks/stackinfo?stackId="
     "arn%3A{P}%3Acloudformation%3A{R}%3A{A}%3Astack%2Fweb%2F0a-1"},
    {"arn:{P}:codebuild:{R}:{A}:project/web", "codebuild_project",
     "codesuite/codebuild/{A}/projects/web/history?region={R}"},
    {"arn:{P}:codebuild:{R}:{A}:build/web:0a-1", "codebuild_build",
     "codesuite/codebuild/{A}/projects/web/build/web%3A0a-1?region={R}"},
    {"arn:{P}:codepipeline:{R}:{A}:web", "codepipeline_pipeline",
     "codesuite/codepipeline/pipelines/web/view?region={R}"},
    {"arn:{P}:codecommit:{R}:{A}:web", "codecommit_repository",
     "codesuite/codecommit/repositories/web/browse?region={R}"},
    {"arn:{P}:codedeploy:{R}:{A}:application:web", "codedeploy_application",
     "codesuite/codedeploy/applications/web?region={R}"},
    {"arn:{P}:codedeploy:{R}:{A}:deploymentgroup:web/blue", "codedeploy_deployment_group",
     "codesuite/codedeploy/applications/web/deployment-groups/blue?region={R}"},
    {"arn:{P}:codeartifact:{R}:{A}:repository/acme/npm", "codeartifact_repository",
     "codesuite/codeartifact/d/{A}/acme/r/npm?region={R}"},
    {"arn:{P}:glue:{R}:{A}:job/nightly", "glue_job", "gluestudio/home?region={R}#/editor/job/nightly/runs"},
    {"arn:{P}:glue:{R}:{A}:crawler/c", "glue_crawler", "glue/home?region={R}#/v2/data-catalog/crawlers/view/c"},
    {"arn:{P}:glue:{R}:{A}:database/db", "glue_database", "glue/home?region={R}#/v2/data-catalog/databases/view/db"},
    {"arn:{P}:glue:{R}:{A}:table/db/t", "glue_table",
     "glue/home?region={R}#/v2/data-catalog/tables/view/t?database=db"},
    {"arn:{P}:athena:{R}:{A}:workgroup/primary", "athena_workgroup",
     "athena/home?region={R}#/workgroups/details/primary"},
    {"arn:{P}:backup:{R}:{A}:backup-vault:Default", "backup_vault",
     "backup/home?region={R}#/backupvaults/details/Default"},
    {"arn:{P}:backup:{R}:{A}:backup-plan:0a-1", "backup_plan", "backup/home?region={R}#/backupplan/details/0a-1"},
    {"arn:{P}:cognito-idp:{R}:{A}:userpool/{R}_aB1", "cognito_user_pool",
     "cognito/v2/idp/user-pools/{R}_aB1/users?region={R}"},
    {"arn:{P}:appsync:{R}:{A}:apis/ab12", "appsync_api", "appsync/home?region={R}#/ab12/v1/home"},
    {"arn:{P}:amplify:{R}:{A}:apps/d1", "amplify_app", "amplify/home?region={R}#/d1"},
    {"arn:{P}:amplify:{R}:{A}:apps/d1/branches/main", "amplify_app", "amplify/home?region={R}#/d1/main"},
    {"arn:{P}:transfer:{R}:{A}:server/s-1", "transfer_server", "transfer/home?region={R}#/servers/s-1"},
    {"arn:{P}:bedrock:{R}:{A}:knowledge-base/KB1", "bedrock_knowledge_base",
     "bedrock/home?region={R}#/knowledge-bases/KB1"},
    {"arn:{P}:bedrock:{R}:{A}:agent/AG1", "bedrock_agent", "bedrock/home?region={R}#/agents/AG1"},
    {"arn:{P}:ec2:{R}:{A}:vpc-endpoint/vpce-1", "vpc_endpoint",
     "vpc/home?region={R}#EndpointDetails:vpcEndpointId=vpce-1"},
    {"arn:{P}:ec2:{R}:{A}:vpc-peering-connection/pcx-1", "vpc_peering_connection",
     "vpc/home?region={R}#PeeringConnectionDetails:VpcPeeringConnectionId=pcx-1"},
    {"arn:{P}:ec2:{R}:{A}:network-acl/acl-1", "network_acl",
     "vpc/home?region={R}#NetworkAclDetails:networkAclId=acl-1"},
    {"arn:{P}:ec2:{R}:{A}:transit-gateway/tgw-1", "transit_gateway",
     "vpc/home?region={R}#TransitGatewayDetails:transitGatewayId=tgw-1"},
    {"arn:{P}:apigateway:{R}::/apis/a1b2", "api_gateway_api", "apigateway/main/api-detail?api=a1b2&region={R}"},
    {"arn:{P}:apigateway:{R}::/apis/a1b2/stages/prod", "api_gateway_api",
     "apigateway/main/api-detail?api=a1b2&region={R}"},
    {"arn:{P}:cloudwatch::{A}:dashboard/ops", "cloudwatch_dashboard",
     "cloudwatch/home?region={R}#dashboards/dashboard/ops"},
    {"arn:{P}:synthetics:{R}:{A}:canary:shop", "synthetics_canary",
     "cloudwatch/home?region={R}#synthetics:canary/detail/shop"},
    {"arn:{P}:redshift:{R}:{A}:cluster:dwh", "redshift_cluster",
     "redshiftv2/home?region={R}#cluster-details?cluster=dwh"},
    {"arn:{P}:fsx:{R}:{A}:file-system/fs-1", "fsx_file_system", "fsx/home?region={R}#file-system-details/fs-1"},
    {"arn:{P}:apprunner:{R}:{A}:service/web/0a", "app_runner_service",
     "apprunner/home?region={R}#/services/dashboard?service_arn="
     "arn%3A{P}%3Aapprunner%3A{R}%3A{A}%3Aservice%2Fweb%2F0a"},
    {"arn:{P}:sagemaker:{R}:{A}:notebook-instance/n", "sagemaker_notebook_instance",
     "sagemaker/home?region={R}#/notebook-instances/n"},
    {"arn:{P}:sagemaker:{R}:{A}:endpoint/e", "sagemaker_endpoint", "sagemaker/home?region={R}#/endpoints/e"},
    {"arn:{P}:wafv2:{R}:{A}:regional/webacl/edge/0a-1", "waf_web_acl",
     "wafv2/homev2/web-acl/edge/0a-1/overview?region={R}"},
    {"arn:{P}:wafv2:{G}:{A}:global/webacl/edge/0a-1", "waf_web_acl",
     "wafv2/homev2/web-acl/edge/0a-1/overview?region=global", true},
};

/// An ARN with a word after it. `page` as above.
const std::vector<PageCase> kSubPages{
    {"arn:{P}:lambda:{R}:{A}:function:f monitoring", "lambda_function",
     "lambda/home?region={R}#/functions/f?tab=monitoring"},
    {"arn:{P}:lambda:{R}:{A}:function:f code", "lambda_function", "lambda/home?region={R}#/functions/f?tab=code"},
    {"arn:{P}:lambda:{R}:{A}:function:f  Configuration", "lambda_function",
     "lambda/home?region={R}#/functions/f?tab=configure"},
    {"arn:{P}:lambda:{R}:{A}:function:f_1 logs", "log_group",
     "cloudwatch/home?region={R}#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff_1"},
    {"arn:{P}:s3:::my.bucket permissions", "s3_bucket", "s3/buckets/my.bucket?region={R}&tab=permissions"},
    {"arn:{P}:rds:{R}:{A}:db:pg-1 monitoring", "rds_instance",
     "rds/home?region={R}#database:id=pg-1;is-cluster=false;tab=monitoring"},
    {"arn:{P}:rds:{R}:{A}:db:pg-1 connectivity", "rds_instance",
     "rds/home?region={R}#database:id=pg-1;is-cluster=false;tab=connectivity"},
    {"arn:{P}:ecs:{R}:{A}:service/c/s logs", "ecs_service", "ecs/v2/clusters/c/services/s/logs?region={R}"},
    {"arn:{P}:ecs:{R}:{A}:cluster/c tasks", "ecs_cluster", "ecs/v2/clusters/c/tasks?region={R}"},
};

const std::vector<std::string> kResolved{
    "arn:{P}:glue:{R}:{A}:trigger/t",
    "arn:{P}:codebuild:{R}::project/no-account",
    "arn:{P}:rds:{R}:{A}:cluster-snapshot:s",
    "arn:{P}:ec2:{R}:{A}:instance/i-1/x",
    "arn:{P}:s3:{R}:{A}:accesspoint/ap",
    "arn:{P}:s3:::..",
    "arn:{P}:s3:::.",
    "arn:{P}:ecs:{R}:{A}:service/old-form",
    "arn:{P}:ecs:{R}:{A}:cluster/..",
    "arn:{P}:ecr:{R}:{A}:repository/a/../../b",
    "arn:{P}:ecr:{R}:{A}:repository//a",
    "arn:{P}:ecr:{R}:{A}:repository/a/",
    "arn:{P}:ecr:{R}::repository/no-account",
    "arn:{P}:sqs:{R}::no-account",
    "arn:{P}:ssm:{R}:{A}:parameter/..",
    "arn:{P}:sns:{R}:{A}:topic:subscription",
    "arn:{P}:iam::{A}:role/path/",
    "arn:{P}:unheard-of:{R}:{A}:x/@#%\\..//",
};

struct Place {
    const char* partition;
    const char* region;
    const char* domain;
    const char* api;
    const char* global_region;
};
std::ostream& operator<<(std::ostream& out, const Place& p) { return out << p.partition; }

const std::vector<Place> kPlaces{
    {"aws", "us-west-2", "console.aws.amazon.com", "amazonaws.com", "us-east-1"},
    {"aws-us-gov", "us-gov-east-1", "console.amazonaws-us-gov.com", "amazonaws.com", "us-gov-west-1"},
    {"aws-cn", "cn-northwest-1", "console.amazonaws.cn", "amazonaws.com.cn", "cn-north-1"},
    {"aws-eusc", "eusc-de-east-1", "console.amazonaws-eusc.eu", "amazonaws.eu", "eusc-de-east-1"},
};

std::string filled(std::string text, const Place& place) {
    const std::pair<std::string, std::string> values[] = {{"{P}", place.partition},
                                                          {"{R}", place.region},
                                                          {"{A}", "123456789012"},
                                                          {"{API}", place.api},
                                                          {"{G}", place.global_region}};
    for (const auto& [name, value] : values) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
            text.replace(at, name.size(), value);
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arn_page)

BOOST_DATA_TEST_CASE(every_kind_of_resource_has_its_page_in_every_partition, data::make(kPages) * data::make(kPlaces),
                     c, place) {
    const std::string arn = filled(c.arn, place);
    const ConsolePage page = page_at(arn, *find_partition(place.partition), place.region);
    const std::string host = std::string(c.global ? place.global_region : place.region) + "." + place.domain;
    BOOST_TEST(page.url == "https://" + host + "/" + filled(c.page, place));
    BOOST_TEST(page.kind == c.kind);
    BOOST_TEST(page.region == (c.global ? "" : place.region));
    BOOST_TEST(page.partition->id == place.partition);
    BOOST_TEST(arn.find(":" + page.service + ":") != std::string::npos);
    BOOST_TEST(page.account.value_or("none") == (arn.find("123456789012") < arn.rfind(':') ? "123456789012" : "none"));
    BOOST_TEST(is_console_url(page.url));
}

BOOST_DATA_TEST_CASE(a_word_after_the_arn_names_one_of_its_pages, data::make(kSubPages) * data::make(kPlaces), c,
                     place) {
    const ConsolePage page = page_at(filled(c.arn, place), *find_partition(place.partition), place.region);
    BOOST_TEST(page.url == "https://" + std::string(place.region) + "." + place.domain + "/" + filled(c.page, place));
    BOOST_TEST(page.kind == c.kind);
    BOOST_TEST(is_console_url(page.url));
}

BOOST_AUTO_TEST_CASE(every_page_of_that_table_is_tested_above) {
    BOOST_TEST(sub_page_rows().size() == kSubPages.size());
}

BOOST_AUTO_TEST_CASE(any_other_word_after_an_arn_is_no_page_and_a_free_name_stays_a_name) {
    const Partition& aws = *find_partition("aws");
    for (const char* text :
         {"arn:aws:lambda:us-west-2:123456789012:function:f secrets",
          "arn:aws:sqs:us-west-2:123456789012:jobs monitoring",
          "arn:aws:lambda:us-west-2:123456789012:function:f code code", "monitoring arn:aws:s3:::b"}) {
        BOOST_CHECK_THROW(page_at(text, aws, "us-west-2"), Error);
    }
    const ConsolePage object = page_at("arn:aws:s3:::b/the permissions", aws, "us-west-2");
    BOOST_TEST(object.kind == "s3_object");
    BOOST_TEST(object.url.ends_with("prefix=the%20permissions"));
}

BOOST_AUTO_TEST_CASE(every_row_of_the_table_is_tested_above) {
    std::set<std::string> tested;
    for (const PageCase& c : kPages) tested.insert(c.kind);
    for (const ResourceRow& row : resource_rows()) BOOST_TEST(tested.contains(std::string(row.kind)), row.kind);
}

BOOST_DATA_TEST_CASE(any_other_arn_goes_to_the_resolver_of_its_partition, data::make(kResolved) * data::make(kPlaces),
                     text, place) {
    const std::string arn = filled(text, place);
    const ConsolePage page = page_at(arn, *find_partition(place.partition), place.region);
    BOOST_TEST(page.url == std::string("https://") + place.domain + "/go/view?arn=" + percent_encode(arn));
    BOOST_TEST(page.kind == "resource");
}

BOOST_AUTO_TEST_SUITE_END()
