#include "domain/arn.h"

#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

const std::vector<std::string> kGoodArns{
    "arn:aws:s3:::bucket",
    "arn:aws:s3:::bucket/a key with spaces/\xC3\xA9t\xC3\xA9.txt",
    "arn:aws-us-gov:ec2:us-gov-west-1:123456789012:instance/i-1",
    "arn:aws-cn:sqs:cn-north-1:123456789012:queue",
    "arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:f",
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
    "arn:aws:apigateway:us-west-2::/restapis/abc123",
    "arn:aws:cloudwatch:us-west-2:123456789012:alarm:CPU is high: 90 %",
    "arn:aws:resource-explorer-2:us-west-2:123456789012:view/v/::",
    "arn:aws:x:::" + std::string(2048 - 12, 'a'),
};

const std::vector<std::string> kBadArns{
    "",
    "arn",
    "arn:",
    "arn:aws",
    "arn:aws:s3",
    "arn:aws:s3::",
    "arn:aws:s3:::",
    "ARN:aws:s3:::bucket",
    "Arn:aws:s3:::bucket",
    " arn:aws:s3:::bucket",
    "arn:aws:s3:::bucket ",
    "arn:aws:s3:::bucket and more",
    "arn:aws:sqs:us-west-2:123456789012:a queue",
    "arn:aws:s3:::bu\tcket",
    "arn:aws:s3:::bucket/a\nkey",
    std::string("arn:aws:s3:::bucket/a\0key", 25),
    "arn:aws:s3:::bucket/\x1b[31m",
    "arn:aws:s3:::bucket/\x7f",
    "arn:aws:s3:::bucket/\xC2\x9B",
    "arn:aws:s3:::bucket/\xE2\x80\xAE",
    "arn:aws:s3:::bucket/\xFF",
    "arn:aws:s3:::bucket/\xC0\xAF",
    "arn:aws:s3:::b\xC3\xBC"
    "cket",
    "arn:aws:sqs:us-west-2:123456789012:\xC3\xA9",
    "arn:aws-iso:s3:::bucket",
    "arn:aws-evil:s3:::bucket",
    "arn::s3:::bucket",
    "arn:aws::::bucket",
    "arn:aws:S3:::bucket",
    "arn:aws:s3/:::bucket",
    "arn:aws:s.3:::bucket",
    "arn:aws:ec2:us-west:123456789012:instance/i-1",
    "arn:aws:ec2:us-west-2.evil.example:123456789012:instance/i-1",
    "arn:aws:ec2:us-west-2/:123456789012:instance/i-1",
    "arn:aws:ec2:*:123456789012:instance/i-1",
    "arn:aws:ec2:us-west-2:12345678901:instance/i-1",
    "arn:aws:ec2:us-west-2:1234567890123:instance/i-1",
    "arn:aws:ec2:us-west-2:12345678901x:instance/i-1",
    "urn:aws:s3:::bucket",
    "arn:aws:" + std::string(64, 's') + ":::bucket",
    "arn:aws:x:::" + std::string(2048 - 11, 'a'),
    "arn:aws:s3:::" + std::string(100000, 'a'),
};

}  // namespace

BOOST_AUTO_TEST_SUITE(arn)

BOOST_DATA_TEST_CASE(an_arn_is_taken_apart_without_losing_a_byte, data::make(kGoodArns), text) {
    const auto arn = parse_arn(text);
    BOOST_REQUIRE(arn.has_value());
    BOOST_TEST("arn:" + std::string(arn->partition->id) + ":" + arn->service + ":" + code_of(arn->region) + ":" +
                   arn->account + ":" + arn->resource ==
               text);
}

BOOST_DATA_TEST_CASE(anything_else_is_no_arn, data::make(kBadArns), text) { BOOST_TEST(!parse_arn(text).has_value()); }

BOOST_AUTO_TEST_CASE(the_parts_of_an_arn_stand_in_their_fields) {
    const auto arn = parse_arn("arn:aws-cn:ecs:cn-north-1:123456789012:service/c:1/s");
    BOOST_REQUIRE(arn.has_value());
    BOOST_TEST(arn->partition->id == "aws-cn");
    BOOST_TEST(arn->service == "ecs");
    BOOST_TEST(code_of(arn->region) == "cn-north-1");
    BOOST_TEST(arn->account == "123456789012");
    BOOST_TEST(arn->resource == "service/c:1/s");
}

BOOST_AUTO_TEST_SUITE_END()
