#include "domain/tenant_links.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

BOOST_AUTO_TEST_SUITE(tenant_links)

BOOST_AUTO_TEST_CASE(links_of_both_types_are_kept_in_their_order) {
    const auto links = parse_tenant_links(R"([
        {"Key": "Runbook", "Type": "url", "Value": "https://wiki.example/runbook?a=b#c", "ComponentId": "x"},
        {"Key": "Queues", "Type": "aws_console", "Value": "https://us-west-2.console.aws.amazon.com/sqs/v3/home"},
        {"Key": "Files", "Type": "aws_console", "Value": "arn:aws:s3:::files"},
        {"Key": "Graphs", "Type": "url", "Value": "http://grafana.example:3000/"},
        {"Key": "Motto", "Type": "text", "Value": "https://wiki.example/"}])");
    const std::vector<TenantLink> expected{{"Runbook", "https://wiki.example/runbook?a=b#c", false},
                                           {"Queues", "https://us-west-2.console.aws.amazon.com/sqs/v3/home", true},
                                           {"Files", "arn:aws:s3:::files", true},
                                           {"Graphs", "http://grafana.example:3000/", false}};
    BOOST_TEST((links == expected));
}

BOOST_AUTO_TEST_CASE(what_leads_nowhere_is_left_out) {
    for (const char* value : {"", "wiki", "javascript:alert(1)", "file:///etc/passwd", "https://",
                              "https://a@b.example/", "https://a.example/b c", "data:text/html,x"}) {
        const std::string body = R"([{"Key": "k", "Type": "url", "Value": ")" + std::string(value) + R"("}])";
        BOOST_TEST(parse_tenant_links(body).empty(), value);
    }
    BOOST_TEST(
        parse_tenant_links(R"([{"Key": "k", "Type": "url", "Value": "https://a.example\\@b.example/"}])").empty());
    for (const char* value : {"https://console.aws.amazon.com.example/", "http://console.aws.amazon.com/", "s3"}) {
        const std::string body = R"([{"Key": "k", "Type": "aws_console", "Value": ")" + std::string(value) + R"("}])";
        BOOST_TEST(parse_tenant_links(body).empty(), value);
    }
    const std::string long_one(3000, 'x');
    BOOST_TEST(parse_tenant_links(R"([{"Type": "url", "Value": "https://a.example/)" + long_one + R"("}])").empty());
    BOOST_TEST(parse_tenant_links(R"([{}, {"Type": 1}, {"Type": "url"}, {"Type": "url", "Value": {}}])").empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_cannot_be_shown_gives_way_to_the_address) {
    const auto links = parse_tenant_links(R"([{"Key": "\u001b", "Type": "url", "Value": "https://a.example/"},
                                              {"Type": "url", "Value": "https://b.example/"}])");
    BOOST_REQUIRE(links.size() == 2u);
    BOOST_TEST(links[0].name == "https://a.example/");
    BOOST_TEST(links[1].name == "https://b.example/");
}

BOOST_AUTO_TEST_CASE(what_is_no_list_of_objects_is_refused) {
    for (const char* body : {"", "<html>", "null", "{}", "[1]"}) {
        BOOST_CHECK_EXCEPTION(parse_tenant_links(body), Error,
                              [](const Error& error) { return error.code() == ErrorCode::portal_answer; });
    }
}

BOOST_AUTO_TEST_SUITE_END()
