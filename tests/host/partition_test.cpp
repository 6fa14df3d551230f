#include "domain/partition.h"

#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

struct HostCase {
    const char* host;
    const char* partition;  // "" where it is no console host
    const char* region;
    const char* account;
    const char* differentiator;
};
std::ostream& operator<<(std::ostream& out, const HostCase& c) { return out << c.host; }

const std::vector<HostCase> kConsoleHosts{
    {"console.aws.amazon.com", "aws", "", "", ""},
    {"us-west-2.console.aws.amazon.com", "aws", "us-west-2", "", ""},
    {"ap-southeast-7.console.aws.amazon.com", "aws", "ap-southeast-7", "", ""},
    {"123456789012-ab12cd34.us-west-2.console.aws.amazon.com", "aws", "us-west-2", "123456789012", "ab12cd34"},
    {"console.amazonaws-us-gov.com", "aws-us-gov", "", "", ""},
    {"us-gov-east-1.console.amazonaws-us-gov.com", "aws-us-gov", "us-gov-east-1", "", ""},
    {"cn-north-1.console.amazonaws.cn", "aws-cn", "cn-north-1", "", ""},
    {"console.amazonaws-eusc.eu", "aws-eusc", "", "", ""},
    {"eusc-de-east-1.console.amazonaws-eusc.eu", "aws-eusc", "eusc-de-east-1", "", ""},
    {"123456789012-abcdefgh.eusc-de-east-1.console.amazonaws-eusc.eu", "aws-eusc", "eusc-de-east-1", "123456789012",
     "abcdefgh"},
    {"", "", "", "", ""},
    {"aws.amazon.com", "", "", "", ""},
    {"console.aws.amazon.com.", "", "", "", ""},
    {".console.aws.amazon.com", "", "", "", ""},
    {"xconsole.aws.amazon.com", "", "", "", ""},
    {"us-west-2xconsole.aws.amazon.com", "", "", "", ""},
    {"123456789012xab12cd34.us-west-2.console.aws.amazon.com", "", "", "", ""},
    {"evil.console.aws.amazon.com", "", "", "", ""},
    {"s3.console.aws.amazon.com", "", "", "", ""},
    {"console.aws.amazon.com.evil.example", "", "", "", ""},
    {"evil.example.console.aws.amazon.com", "", "", "", ""},
    {"US-WEST-2.console.aws.amazon.com", "", "", "", ""},
    {"us-gov-west-1.console.aws.amazon.com", "", "", "", ""},
    {"us-west-2.console.amazonaws-us-gov.com", "", "", "", ""},
    {"us-west-2.console.amazonaws.cn", "", "", "", ""},
    {"123456789012-ab12cd34.console.aws.amazon.com", "", "", "", ""},
    {"12345678901-ab12cd34.us-west-2.console.aws.amazon.com", "", "", "", ""},
    {"123456789012-ab12cd3.us-west-2.console.aws.amazon.com", "", "", "", ""},
    {"123456789012-ab12cd3_.us-west-2.console.aws.amazon.com", "", "", "", ""},
    {"123456789012-ab12cd34.x.us-west-2.console.aws.amazon.com", "", "", "", ""},
    {"us-west-2.signin.aws.amazon.com", "", "", "", ""},
};

struct FormCase {
    const char* text;
    bool fits;
};
std::ostream& operator<<(std::ostream& out, const FormCase& c) { return out << '"' << c.text << '"'; }

const std::vector<FormCase> kRegions{
    {"us-west-2", true},
    {"us-gov-east-1", true},
    {"eusc-de-east-1", true},
    {"cn-northwest-1", true},
    {"ap-southeast-10", true},
    {"us-iso-east-1", true},
    {"xx-west-2", false},
    {"us-nowhere-west-2", false},
    {"us-invented-1", false},
    {"us-wets-2", false},
    {"eusc-xx-east-1", false},
    {"", false},
    {"us-west", false},
    {"us-west-", false},
    {"us--2", false},
    {"-west-2", false},
    {"us-west-222", false},
    {"us-west-2a", false},
    {"US-west-2", false},
    {"us.west-2", false},
    {"us-west-2 ", false},
    {"us-a-b-c-1", false},
    {"west-2", false},
    {"us-we\nst-2", false},
    {"us-westestestestestestestestestest-2", false},
};

const std::vector<FormCase> kAccounts{
    {"123456789012", true}, {"000000000000", true},   {"", false},
    {"12345678901", false}, {"1234567890123", false}, {"12345678901a", false},
};

const std::vector<std::pair<std::string, std::string>> kPartitionOfRegion{
    {"us-east-1", "aws"},
    {"us-gov-west-1", "aws-us-gov"},
    {"cn-north-1", "aws-cn"},
    {"eusc-de-east-1", "aws-eusc"},
    {"ca-central-1", "aws"},
    {"us-iso-east-1", "aws-iso"},
    {"us-isob-east-1", "aws-iso-b"},
    {"eu-isoe-west-1", "aws-iso-e"},
    {"us-isof-south-1", "aws-iso-f"},
};

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(decltype(kPartitionOfRegion)::value_type)

BOOST_AUTO_TEST_SUITE(partition)

BOOST_DATA_TEST_CASE(a_host_is_a_console_host_only_in_the_documented_forms, data::make(kConsoleHosts), c) {
    const ConsoleHost host = parse_console_host(c.host);
    BOOST_TEST((host.partition == nullptr ? "" : host.partition->id) == c.partition);
    BOOST_TEST(host.region == c.region);
    BOOST_TEST(host.account == c.account);
    BOOST_TEST(host.differentiator == c.differentiator);
}

BOOST_DATA_TEST_CASE(a_region_is_told_by_its_form, data::make(kRegions), c) { BOOST_TEST(is_region(c.text) == c.fits); }

BOOST_DATA_TEST_CASE(an_account_is_twelve_digits, data::make(kAccounts), c) {
    BOOST_TEST(is_account(c.text) == c.fits);
}

BOOST_AUTO_TEST_CASE(a_regions_prefix_tells_its_partition) {
    for (const auto& [region, id] : kPartitionOfRegion) BOOST_TEST(Region::parse(region).value().partition().id == id);
}

BOOST_AUTO_TEST_CASE(every_partition_is_found_by_its_id_and_serves_global_services_in_a_region_of_its_own) {
    BOOST_TEST(partitions().size() == 4u);
    for (const Partition& partition : partitions()) {
        BOOST_TEST(find_partition(partition.id) == &partition);
        BOOST_TEST(&Region::parse(partition.global_region).value().partition() == &partition);
    }
    BOOST_TEST(find_partition("aws-iso") == nullptr);
    BOOST_TEST(find_partition("") == nullptr);
}

BOOST_AUTO_TEST_CASE(hosts_are_written_and_read_alike) {
    for (const Partition& partition : partitions()) {
        for (const std::string_view region : {std::string_view(), partition.global_region}) {
            BOOST_TEST(parse_console_host(console_host(partition, region)).partition == &partition);
            BOOST_TEST(parse_console_host(console_host(partition, region)).region == region);
            BOOST_TEST(partition_of_signin_host(signin_host(partition, region)) == &partition);
        }
    }
    BOOST_TEST(console_host(*find_partition("aws"), "us-west-2") == "us-west-2.console.aws.amazon.com");
    BOOST_TEST(signin_host(*find_partition("aws-cn"), "") == "signin.amazonaws.cn");
    // The only sign-in hosts there are those of regions.
    BOOST_TEST(signin_host(*find_partition("aws-eusc"), "") == "eusc-de-east-1.signin.amazonaws-eusc.eu");
}

BOOST_AUTO_TEST_CASE(other_hosts_are_no_sign_in_hosts) {
    for (const char* host : {"", "signin.aws.amazon.com.evil.example", "evil.signin.aws.amazon.com",
                             "us-west-2.signin.amazonaws.cn", "signin.aws.amazon.com.", "console.aws.amazon.com",
                             "123456789012-ab12cd34.us-west-2.signin.aws.amazon.com", "xsignin.aws.amazon.com"}) {
        BOOST_TEST_CONTEXT(host) { BOOST_TEST(partition_of_signin_host(host) == nullptr); }
    }
}

BOOST_AUTO_TEST_SUITE_END()
