#include "domain/console_page.h"

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "domain/url.h"
#include "page_at.h"

using namespace jit_console;

namespace {

const Partition& aws() { return *find_partition("aws"); }

ConsolePage page_of(const std::string& to) { return page_at(to, aws(), "us-west-2"); }

/// The error's word, or "" where there was none.
std::string fault(const std::string& to, const Partition& partition = aws(), const std::string& region = "us-west-2") {
    try {
        page_at(to, partition, region);
        return "";
    } catch (const Error& error) {
        return std::string(error_word(error.code()));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(console_page)

BOOST_AUTO_TEST_CASE(an_arn_keeps_its_own_region_and_one_without_takes_the_sessions) {
    BOOST_TEST(page_of("arn:aws:kms:eu-west-1:123456789012:key/1").url ==
               "https://eu-west-1.console.aws.amazon.com/kms/home?region=eu-west-1#/kms/keys/1");
    BOOST_TEST(page_of("arn:aws:s3:::b").region == "us-west-2");
    BOOST_TEST(page_at("arn:aws:s3:::b", aws(), "").url ==
               "https://us-east-1.console.aws.amazon.com/s3/buckets/b?region=us-east-1&tab=objects");
    BOOST_TEST(page_of("  arn:aws:s3:::b\n").kind == "s3_bucket");
}

BOOST_AUTO_TEST_CASE(home_is_where_nothing_leads_and_may_have_a_region) {
    BOOST_TEST(page_of("").url == "https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2");
    BOOST_TEST(page_of(" \t").kind == "home");
    BOOST_TEST(page_of("").service == "");
    BOOST_TEST(page_at("", aws(), "").url == "https://console.aws.amazon.com/console/home");
    BOOST_TEST(page_at("", *find_partition("aws-cn"), "cn-north-1").url ==
               "https://cn-north-1.console.amazonaws.cn/console/home?region=cn-north-1");
    BOOST_CHECK_THROW(page_at("", aws(), "cn-north-1"), Error);
}

BOOST_AUTO_TEST_CASE(home_may_be_named) {
    for (const char* name : {"home", "Home", "/", "/console/home", "console"}) {
        BOOST_TEST(page_of(name).url == page_of("").url, name);
    }
}

BOOST_AUTO_TEST_CASE(a_path_is_one_of_the_sessions_console) {
    BOOST_TEST(page_of("/ec2/home#Instances:").url == "https://us-west-2.console.aws.amazon.com/ec2/home#Instances:");
    BOOST_TEST(page_of("/ec2/home#Instances:").service == "ec2");
    BOOST_TEST(page_at("/s3/buckets", *find_partition("aws-us-gov"), "us-gov-west-1").url ==
               "https://us-gov-west-1.console.amazonaws-us-gov.com/s3/buckets");
    BOOST_TEST(page_at("/s3/buckets", aws(), "").url == "https://console.aws.amazon.com/s3/buckets");
    for (const char* odd : {"//evil.test/", "/a/../b", "/a/%2e%2e/b"}) BOOST_TEST(fault(odd) == "destination", odd);
}

BOOST_AUTO_TEST_CASE(a_service_is_found_by_name_and_alias_in_any_case) {
    for (const char* name :
         {"dynamodb", "DynamoDB", "Dynamo DB", "dynamo-db", "AWS DynamoDB", "Amazon DynamoDB", "ddb"}) {
        BOOST_TEST_CONTEXT(name) {
            const ConsolePage page = page_of(name);
            BOOST_TEST(page.url == "https://us-west-2.console.aws.amazon.com/dynamodbv2/home?region=us-west-2");
            BOOST_TEST(page.kind == "service");
            BOOST_TEST(page.service == "dynamodb");
            BOOST_TEST(page.region == "us-west-2");
        }
    }
    BOOST_TEST(page_of("cloudwatch logs").url ==
               "https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups");
    BOOST_TEST(page_of("Param Store").url ==
               "https://us-west-2.console.aws.amazon.com/systems-manager/parameters?region=us-west-2");
    BOOST_TEST(page_at("s3", aws(), "").url == "https://console.aws.amazon.com/s3/home");
}

BOOST_AUTO_TEST_CASE(a_global_service_is_shown_where_the_partition_serves_it) {
    BOOST_TEST(page_of("iam").url == "https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1");
    BOOST_TEST(page_of("iam").region == "");
    BOOST_TEST(page_at("route 53", *find_partition("aws-us-gov"), "us-gov-east-1").url ==
               "https://us-gov-west-1.console.amazonaws-us-gov.com/route53/v2/home?region=us-gov-west-1");
}

BOOST_AUTO_TEST_CASE(a_console_address_is_kept_and_a_sessions_label_taken_off) {
    const ConsolePage page = page_of(
        "https://123456789012-ab12cd34.eu-west-1.console.aws.amazon.com/s3/buckets/b?region=eu-west-1&x=%2F#/a?b");
    BOOST_TEST(page.url == "https://eu-west-1.console.aws.amazon.com/s3/buckets/b?region=eu-west-1&x=%2F#/a?b");
    BOOST_TEST(page.kind == "url");
    BOOST_TEST(page.service == "s3");
    BOOST_TEST(page.region == "eu-west-1");
    BOOST_TEST(page.account.value_or("") == "123456789012");

    const ConsolePage plain = page_of("HTTPS://Console.AWS.amazon.com/codesuite/codebuild/projects?region=us-east-2");
    BOOST_TEST(plain.url == "https://console.aws.amazon.com/codesuite/codebuild/projects?region=us-east-2");
    BOOST_TEST(plain.service == "codebuild");
    BOOST_TEST(plain.region == "us-east-2");
    BOOST_TEST(!plain.account.has_value());
    BOOST_TEST(page_of("https://console.aws.amazon.com").url == "https://console.aws.amazon.com");
    BOOST_TEST(page_of("https://console.aws.amazon.com/x?region=cn-north-1").region == "");
}

BOOST_AUTO_TEST_CASE(what_is_not_of_the_sessions_partition_is_refused) {
    BOOST_TEST(fault("arn:aws-cn:s3:::b") == "other_partition");
    BOOST_TEST(fault("arn:aws:ec2:cn-north-1:123456789012:instance/i-1") == "destination");
    BOOST_TEST(fault("arn:aws:s3:::b", *find_partition("aws-cn"), "cn-north-1") == "other_partition");
    BOOST_TEST(fault("https://us-gov-west-1.console.amazonaws-us-gov.com/") == "other_partition");
    BOOST_TEST(fault("https://console.aws.amazon.com/", *find_partition("aws-eusc"), "") == "other_partition");
    for (const char* region :
         {"cn-north-1", "us-gov-west-1", "us-west-2.evil.example", "us-west-2/", "x", "US-WEST-2"}) {
        BOOST_TEST(fault("s3", aws(), region) == "destination", region);
    }
}

BOOST_AUTO_TEST_CASE(what_begins_as_an_arn_and_is_none_is_not_an_arn) {
    for (const char* text : {"arn:", "arn:aws:s3:::", "ARN:aws:s3:::b", "arn:aws:s3:::b c", "arn:evil:s3:::b",
                             "arn:aws:ec2:us-west-2@evil.example:123456789012:instance/i-1"}) {
        BOOST_TEST(fault(text) == "not_an_arn", text);
    }
    BOOST_TEST(fault("arn:aws:s3:::" + std::string(100000, 'a')) == "not_an_arn");
}

BOOST_AUTO_TEST_CASE(addresses_that_only_look_like_the_console_are_refused) {
    for (const char* text : {"http://console.aws.amazon.com/",
                             "javascript://console.aws.amazon.com/%0aalert(1)",
                             "javascript:alert(1)",
                             "data:text/html,x",
                             "file:///etc/passwd",
                             "//console.aws.amazon.com/",
                             "console.aws.amazon.com/s3",
                             "https://console.aws.amazon.com@evil.example/",
                             "https://user@console.aws.amazon.com/",
                             "https://@console.aws.amazon.com/",
                             "https://console.aws.amazon.com:443/",
                             "https://console.aws.amazon.com:8443/",
                             "https://console.aws.amazon.com.evil.example/",
                             "https://evil.example/?https://console.aws.amazon.com/",
                             "https://evil.example#.console.aws.amazon.com/",
                             "https://evil.example\\.console.aws.amazon.com/",
                             "https://console.aws.amazon.com\\@evil.example/",
                             "https://console.aws.amazon.com%2eevil.example/",
                             "https://console.aws.amazon.com./",
                             "https://evil.console.aws.amazon.com/",
                             "https://s3.console.aws.amazon.com/",
                             "https://signin.aws.amazon.com/federation?Action=login",
                             "https://console.aws.amazon.com//evil.example/",
                             "https://console.aws.amazon.com/a/../b",
                             "https://console.aws.amazon.com/a/%2E%2e/b",
                             "https://console.aws.amazon.com/..",
                             "https://console.aws.amazon.com/a\nb",
                             "https://console.aws.amazon.com/%",
                             "https://console.aws.amazon.com/\xC3\xA9",
                             "https://123456789012-ab12cd34.console.aws.amazon.com/",
                             "no such service",
                             "s3/../../x",
                             "s3#",
                             "s3@",
                             "\x01",
                             "\xFF",
                             "..",
                             "%2e%2e",
                             "aws",
                             "amazon"}) {
        BOOST_TEST(fault(text) == "destination", text);
    }
    BOOST_TEST(fault(std::string("s3\0", 3)) == "destination");
    BOOST_TEST(fault(std::string(100000, 'a')) == "destination");
    BOOST_TEST(fault("https://console.aws.amazon.com/" + std::string(100000, 'a')) == "destination");
}

BOOST_AUTO_TEST_CASE(a_refusal_does_not_repeat_what_may_be_a_secret) {
    const std::string secret = "SigninToken-" + std::string(80, 'x');
    for (const std::string& text :
         {secret, "https://signin.aws.amazon.com/federation?Action=login&SigninToken=" + secret}) {
        try {
            page_of(text);
            BOOST_ERROR("not refused");
        } catch (const Error& error) {
            BOOST_TEST(std::string(error.what()).find("SigninToken") == std::string::npos);
            BOOST_TEST(error.hint().find("SigninToken") == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_page_of_an_arn_alone_needs_no_session) {
    const auto page_of_arn = [](const char* text, const char* region) {
        const Arn arn = parse_arn_place(text);
        return jit_console::console_page(arn, *arn.partition, region_named(region));
    };
    BOOST_TEST(page_of_arn(" arn:aws-cn:s3:::b ", "").url ==
               "https://cn-north-1.console.amazonaws.cn/s3/buckets/b?region=cn-north-1&tab=objects");
    BOOST_TEST(page_of_arn("arn:aws:s3:::b", "eu-west-1").region == "eu-west-1");
    for (const char* text : {"", "s3", "https://console.aws.amazon.com/"}) {
        BOOST_CHECK_EXCEPTION(page_of_arn(text, ""), Error,
                              [](const Error& error) { return error.code() == ErrorCode::not_an_arn; });
    }
    for (const char* region : {"us-west-2", "x", "cn-north-1."}) {
        BOOST_CHECK_EXCEPTION(page_of_arn("arn:aws-cn:s3:::b", region), Error,
                              [](const Error& error) { return error.code() == ErrorCode::destination; });
    }
}

BOOST_AUTO_TEST_CASE(an_isolated_partition_is_refused_by_its_name) {
    for (const auto& place : {std::pair{"us-iso-east-1", "aws-iso"}, std::pair{"us-isob-east-1", "aws-iso-b"},
                              std::pair{"eu-isoe-west-1", "aws-iso-e"}, std::pair{"us-isof-south-1", "aws-iso-f"}}) {
        const auto named = Region::parse(place.first);
        BOOST_REQUIRE(named.has_value());
        BOOST_CHECK_EXCEPTION(jit_console::console_page(ConsoleHome{}, named->partition(), named), Error,
                              [&](const Error& error) {
                                  return error.code() == ErrorCode::destination &&
                                         std::string_view(error.what()).starts_with(std::string(place.second) + " ");
                              });
    }
}

BOOST_AUTO_TEST_CASE(a_region_that_is_none_is_refused_by_its_name) {
    const std::string arn = ":123456789012:jobs";
    for (const auto& place :
         {std::pair<std::string, std::string>{"arn:aws:sqs:us-nowhere-7" + arn, "us-nowhere-7"},
          {"arn:aws:sqs:us-nowhere-7" + arn + " monitoring", "us-nowhere-7"},
          {"arn:aws:sqs:oregon" + arn, "oregon"},
          {"arn:aws:sqs:us-iso-east-1" + arn, "us-iso-east-1"},
          {"arn:aws:cloudwatch:us-nowhere-7:123456789012:alarm:too many jobs", "us-nowhere-7"},
          {"https://us-nowhere-7.console.aws.amazon.com/sqs/v2/home", "us-nowhere-7"},
          {"https://us-iso-east-1.console.aws.amazon.com/sqs/v2/home", "us-iso-east-1"},
          {"https://123456789012-ab12cd34.us-nowhere-7.console.aws.amazon.com/", "us-nowhere-7"},
          {"https://us-east-1.console.aws.amazon.com/sqs/v2/home?region=us-nowhere-7", "us-nowhere-7"},
          {"https://console.aws.amazon.com/sqs/v2/home?region=us-iso-east-1", "us-iso-east-1"},
          {"/sqs/v2/home?region=us-nowhere-7", "us-nowhere-7"}}) {
        const auto names_it = [&](const Error& error) {
            BOOST_TEST(std::string(error.what()).find(place.second) != std::string::npos, place.first);
            return error.code() == ErrorCode::destination && !error.hint().empty();
        };
        BOOST_CHECK_EXCEPTION(page_of(place.first), Error, names_it);
    }
    BOOST_TEST(fault("/sqs/v2/home?region=us-iso-east-1") == "destination");
    for (const char* text : {"arn:aws:sqs:US-WEST-2:123456789012:jobs", "arn:aws:sqs:*:123456789012:jobs",
                             "arn:aws:sqs:us-nowhere-7:12:jobs", "arn:aws:sqs:us-nowhere-7"})
        BOOST_TEST(fault(text) == "not_an_arn", text);
}

// AWS opens regions more often than people update programs.
BOOST_AUTO_TEST_CASE(a_region_that_is_newer_than_this_program_is_no_obstacle) {
    for (const char* region : {"eu-south-9", "mx-west-1", "us-gov-south-2"}) {
        const bool gov = std::string_view(region).starts_with("us-gov");
        const std::string partition = gov ? "aws-us-gov" : "aws";
        const std::string host =
            std::string(region) + (gov ? ".console.amazonaws-us-gov.com" : ".console.aws.amazon.com");
        for (const std::string& to : {"arn:" + partition + ":sqs:" + region + ":123456789012:jobs",
                                      "https://" + host + "/sqs/v2/home", "/sqs/v2/home?region=" + std::string(region)})
            BOOST_TEST(page_at(to, *find_partition(partition), region).region == region, to);
    }
    BOOST_TEST(page_of("https://us-east-1.console.aws.amazon.com/wafv2/homev2/web-acls?region=global").region ==
               "us-east-1");
}

BOOST_AUTO_TEST_CASE(only_console_hosts_over_https_make_a_console_url) {
    BOOST_TEST(is_console_url("https://console.aws.amazon.com"));
    BOOST_TEST(is_console_url("https://123456789012-ab12cd34.us-west-2.console.aws.amazon.com/x"));
    BOOST_TEST(!is_console_url("http://console.aws.amazon.com"));
    BOOST_TEST(!is_console_url("https://u@console.aws.amazon.com"));
    BOOST_TEST(!is_console_url("https://console.aws.amazon.com:443"));
    BOOST_TEST(!is_console_url("https://signin.aws.amazon.com"));
    BOOST_TEST(!is_console_url(""));
}

// The fuzz target looks further; this keeps the property in every run of the tests.
BOOST_AUTO_TEST_CASE(any_string_leads_to_the_console_or_to_an_error) {
    const std::vector<std::string> pieces{"arn:",
                                          "aws",
                                          "aws-cn",
                                          ":",
                                          "s3",
                                          "ec2",
                                          "us-west-2",
                                          "123456789012",
                                          "/",
                                          "//",
                                          "..",
                                          "@",
                                          "#",
                                          "%",
                                          "%2e",
                                          "\\",
                                          "?",
                                          "*",
                                          "\x01",
                                          " ",
                                          "\xC3",
                                          "\xA9",
                                          "https://",
                                          "ecr",
                                          "repository/",
                                          "console.aws.amazon.com",
                                          "evil.example",
                                          ".",
                                          "role/",
                                          "iam"};
    std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same strings in every run
    for (int i = 0; i < 20000; ++i) {
        std::string text = i % 3 == 0 ? "arn:aws:" : "";
        for (auto count = random() % 14; count > 0; --count) text += pieces[random() % pieces.size()];
        for (const Partition& partition : partitions()) {
            try {
                const ConsolePage page = page_at(text, partition, "");
                BOOST_REQUIRE_MESSAGE(is_console_url(page.url), text);
                const ConsoleHost host = parse_console_host(parse_url(page.url).url.host);
                BOOST_REQUIRE_MESSAGE(host.partition == &partition && host.account.empty(), text);
            } catch (const Error& error) {
                const bool expected = error.code() == ErrorCode::destination || error.code() == ErrorCode::not_an_arn ||
                                      error.code() == ErrorCode::other_partition;
                BOOST_REQUIRE_MESSAGE(expected, text);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_names_an_account_or_a_partition_is_known_before_a_session_is) {
    const auto account = [](const std::string& text) { return account_of(parse_console_place(text)); };
    const auto partition = [](const std::string& text) { return partition_of(parse_console_place(text)); };
    const std::string arn = "arn:aws-cn:sqs:cn-north-1:123456789012:jobs";
    BOOST_TEST(account("  " + arn + "\n").value() == "123456789012");
    BOOST_TEST(partition(arn) == find_partition("aws-cn"));
    const std::string label = "https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/home";
    BOOST_TEST(account(label).value() == "123456789012");
    BOOST_TEST(partition(label) == find_partition("aws"));
    BOOST_TEST(partition("https://console.amazonaws-eusc.eu/") == find_partition("aws-eusc"));
    for (const char* text :
         {"", "s3", "arn:aws:s3:::b", "arn:aws:iam::aws:policy/ReadOnlyAccess", "https://console.aws.amazon.com/"}) {
        BOOST_TEST(!account(text), text);
    }
    for (const char* text : {"", "s3"}) BOOST_TEST((partition(text) == nullptr), text);
}

BOOST_AUTO_TEST_SUITE_END()
