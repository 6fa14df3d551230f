#include "domain/service_names.h"

#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "domain/ascii.h"
#include "domain/console_page.h"
#include "page_at.h"

using namespace jit_console;

namespace {

std::vector<std::string> names_of(const ServiceRow& row) {
    std::vector<std::string> names(1);
    for (const char c : row.names) {
        if (c == '|') {
            names.emplace_back();
        } else {
            names.back() += c;
        }
    }
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(service_names)

BOOST_AUTO_TEST_CASE(at_least_eighty_services_are_known) {
    std::set<std::string_view> services;
    for (const ServiceRow& row : service_rows()) services.insert(row.service);
    BOOST_TEST(services.size() >= 80u);
}

BOOST_AUTO_TEST_CASE(every_name_is_written_plainly_and_means_one_page) {
    std::set<std::string> seen;
    for (const ServiceRow& row : service_rows()) {
        for (const std::string& name : names_of(row)) {
            BOOST_TEST_CONTEXT(name) {
                BOOST_TEST(is_all(name, [](char c) { return is_lower(c) || is_digit(c); }));
                BOOST_TEST(seen.insert(name).second);
                BOOST_TEST(find_service(name) == &row);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_service_has_a_page_in_every_partition) {
    for (const ServiceRow& row : service_rows()) {
        for (const Partition& partition : partitions()) {
            const ConsolePage page = page_at(names_of(row).front(), partition, partition.global_region);
            BOOST_TEST(is_console_url(page.url));
            BOOST_TEST(page.url.find("?region=" + std::string(partition.global_region)) != std::string::npos);
            BOOST_TEST(page.partition == &partition);
        }
    }
}

BOOST_AUTO_TEST_CASE(spaces_case_dashes_and_brands_do_not_matter) {
    for (const char* name :
         {"Step Functions", "step-functions", "STEP_FUNCTIONS", "AWS Step Functions", " stepfunctions"}) {
        const ServiceRow* row = find_service(name);
        BOOST_REQUIRE(row != nullptr);
        BOOST_TEST(row->service == "states");
    }
    BOOST_TEST(find_service("amazon mq")->service == "mq");
}

BOOST_AUTO_TEST_CASE(other_words_are_no_services) {
    for (const char* name :
         {"", " ", "-", "aws", "amazon", "s3|glacier", "|", "s3 bucket policy", "s/3", "aws aws s3"}) {
        BOOST_TEST(find_service(name) == nullptr, name);
    }
    BOOST_TEST(find_service(std::string(100000, 's')) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_path_tells_its_service) {
    BOOST_TEST(service_of_path("/dynamodbv2/home") == "dynamodb");
    BOOST_TEST(service_of_path("/codesuite/codepipeline/pipelines/x") == "codepipeline");
    BOOST_TEST(service_of_path("/systems-manager/documents") == "ssm");
    for (const char* path : {"", "/", "/console/home", "/s3", "s3/home", "/unheard-of/home"}) {
        BOOST_TEST(service_of_path(path) == "", path);
    }
}

BOOST_AUTO_TEST_SUITE_END()
