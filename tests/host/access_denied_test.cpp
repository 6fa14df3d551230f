#include "domain/access_denied.h"

#include <boost/test/unit_test.hpp>

#include "thrown_error.h"

using namespace jit_console;

namespace {

const std::string kUser = "User: arn:aws:sts::123456789012:assumed-role/duploservices-dev01/bob@example.com";
const std::vector<Tenant> kTenants{{"1", "dev01", {}}, {"2", "invoice", {}}, {"3", "invoice-prod", {}}};

std::string owner(const std::string& text) {
    const Tenant* tenant = owner_of(*parse_access_denied(text), kTenants);
    return tenant == nullptr ? "" : tenant->name;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_denied)

BOOST_AUTO_TEST_CASE(a_refusal_is_taken_apart) {
    const auto denied =
        parse_access_denied("An error occurred (AccessDenied) when calling the GetObject operation: " + kUser +
                            " is not authorized to perform: s3:GetObject on resource: "
                            "\"arn:aws:s3:::duploservices-invoice-files/a\" because "
                            "no identity-based policy allows the s3:GetObject action");
    BOOST_REQUIRE(denied.has_value());
    BOOST_TEST(denied->action == "s3:GetObject");
    BOOST_TEST(denied->resource->text == "arn:aws:s3:::duploservices-invoice-files/a");
    BOOST_TEST(denied->account == "123456789012");
    BOOST_TEST(denied->role == "duploservices-dev01");
}

BOOST_AUTO_TEST_CASE(the_account_is_the_resources_where_it_has_one) {
    const auto denied = parse_access_denied(
        kUser + " is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-west-2:210987654321:jobs.");
    BOOST_TEST(denied->account == "210987654321");
    BOOST_TEST(denied->resource->resource == "jobs");
}

BOOST_AUTO_TEST_CASE(without_a_resource_the_service_is_the_place) {
    const auto denied =
        parse_access_denied(kUser + " is not authorized to perform: s3:ListAllMyBuckets on resource: *");
    BOOST_TEST(!denied->resource.has_value());
    BOOST_TEST(std::holds_alternative<const ServiceRow*>(place_of(*denied)));
    const auto unknown = parse_access_denied(kUser + " is not authorized to perform: no-such:Action");
    BOOST_TEST(std::holds_alternative<ConsoleHome>(place_of(*unknown)));
}

BOOST_AUTO_TEST_CASE(a_resource_in_a_region_of_another_partition_has_no_place) {
    const auto denied = parse_access_denied(kUser +
                                            " is not authorized to perform: logs:GetLogEvents on resource: "
                                            "arn:aws-cn:logs:me-north-1:123456789012:log-group:dev01");
    BOOST_CHECK_EXCEPTION(place_of(*denied), Error, has_with_hint(ErrorCode::destination));
}

BOOST_AUTO_TEST_CASE(the_owner_is_the_tenant_with_the_longest_name_in_the_resource_or_the_role) {
    const std::string refused = kUser + " is not authorized to perform: sqs:SendMessage on resource: ";
    const std::string queue = "arn:aws:sqs:us-west-2:123456789012:";
    BOOST_TEST(owner(refused + queue + "duploservices-invoice-jobs") == "invoice");
    BOOST_TEST(owner(refused + queue + "duploservices-invoice-prod-jobs") == "invoice-prod");
    BOOST_TEST(owner(refused + queue + "duploservices-invoices-jobs") == "dev01");
    BOOST_TEST(owner(refused + "*") == "dev01");
    BOOST_TEST(owner("x is not authorized to perform: sqs:SendMessage") == "");
}

BOOST_AUTO_TEST_CASE(other_texts_are_no_refusal) {
    for (const char* text : {"", "s3", "arn:aws:s3:::files", "he is not authorized to perform: a dance",
                             "x is not authorized to perform:"})
        BOOST_TEST(!parse_access_denied(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
