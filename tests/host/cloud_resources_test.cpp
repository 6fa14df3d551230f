#include "domain/cloud_resources.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

BOOST_AUTO_TEST_SUITE(cloud_resources)

BOOST_AUTO_TEST_CASE(an_entry_is_named_as_people_know_it_and_its_kind_is_read_from_its_arn) {
    const auto resources = parse_cloud_resources(R"([
        {"ResourceType": 1, "Name": "files", "Arn": "arn:aws:s3:::files", "MetaData": ""},
        {"ResourceType": 3, "Name": "https://sqs.us-west-2.amazonaws.com/123456789012/jobs",
         "Arn": "arn:aws:sqs:us-west-2:123456789012:jobs"},
        {"ResourceType": 4, "Name": "arn:aws:sns:us-west-2:123456789012:alerts"},
        {"ResourceType": 999, "Name": "nightly", "Arn": "arn:aws:glue:us-west-2:123456789012:workflow/nightly"}])");
    const std::vector<CloudResource> expected{
        {"alerts", "arn:aws:sns:us-west-2:123456789012:alerts", "sns_topic"},
        {"files", "arn:aws:s3:::files", "s3_bucket"},
        {"jobs", "arn:aws:sqs:us-west-2:123456789012:jobs", "sqs_queue"},
        {"nightly", "arn:aws:glue:us-west-2:123456789012:workflow/nightly", "resource"}};
    BOOST_TEST((resources == expected));
}

BOOST_AUTO_TEST_CASE(an_entry_without_an_arn_is_left_out) {
    BOOST_TEST(
        parse_cloud_resources(R"([{"Name": "x"}, {}, {"Name": null, "Arn": ""}, {"Arn": "arn:nonsense"}])").empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_cannot_be_shown_gives_way_to_the_arns_own) {
    const auto resources = parse_cloud_resources(R"([{"Name": "\u001b\u0007", "Arn": "arn:aws:s3:::files"}])");
    BOOST_TEST(resources.at(0).name == "files");
    BOOST_TEST(parse_cloud_resources(R"([{"Name": "a\u001b[31mb", "Arn": "arn:aws:s3:::files"}])").at(0).name ==
               "a[31mb");
}

BOOST_AUTO_TEST_CASE(a_malformed_field_costs_only_itself) {
    const auto resources =
        parse_cloud_resources(R"([{"Name": 1}, {"Arn": {}}, {"Name": [], "Arn": "arn:aws:s3:::files"}])");
    BOOST_REQUIRE(resources.size() == 1u);
    BOOST_TEST(resources[0].name == "files");
}

BOOST_AUTO_TEST_CASE(what_is_no_list_of_objects_is_refused) {
    for (const char* body : {"", "<html>", "null", "{}", "[1]"}) {
        BOOST_CHECK_EXCEPTION(parse_cloud_resources(body), Error,
                              [](const Error& error) { return error.code() == ErrorCode::portal_answer; });
    }
}

BOOST_AUTO_TEST_SUITE_END()
