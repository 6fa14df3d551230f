#include "domain/history_entry.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

namespace {

const HistoryEntry kOpened{Time(std::chrono::seconds(1'789'989'000)),
                           "opened",
                           "acme",
                           "tenant",
                           "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10",
                           "invoice",
                           "s3",
                           "popup",
                           std::nullopt};

HistoryEntry changed(std::string HistoryEntry::*field, std::string value) {
    HistoryEntry entry = kOpened;
    entry.*field = std::move(value);
    return entry;
}

const std::string kSignInUrl = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=x";

const HistoryEntry kUnfit[] = {
    changed(&HistoryEntry::what, "opened it"),
    changed(&HistoryEntry::what, ""),
    changed(&HistoryEntry::portal, "Acme!"),
    changed(&HistoryEntry::portal, kSignInUrl),
    changed(&HistoryEntry::role, "root"),
    changed(&HistoryEntry::tenant, "invoice"),
    changed(&HistoryEntry::name, "a\x1b[31m"),
    changed(&HistoryEntry::name, std::string(129, 'a')),
    changed(&HistoryEntry::service, kSignInUrl),
    changed(&HistoryEntry::service, "S3"),
    changed(&HistoryEntry::by, ""),
    changed(&HistoryEntry::by, std::string(33, 'a')),
};

struct Address {
    std::string url, service;
    friend std::ostream& operator<<(std::ostream& out, const Address& address) { return out << address.url; }
};

const Address kAddresses[] = {
    {"https://us-west-2.console.aws.amazon.com/s3/buckets/logs?region=us-west-2", "s3"},
    {"https://us-west-2.console.aws.amazon.com/ec2", "ec2"},
    {"https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2", ""},
    {"https://us-west-2.console.aws.amazon.com/", ""},
    {"https://us-west-2.console.aws.amazon.com", ""},
    {"https://us-west-2.console.aws.amazon.com/%2e/home", ""},
    {"no address", ""},
};

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(HistoryEntry)

BOOST_AUTO_TEST_SUITE(history_entry)

BOOST_AUTO_TEST_CASE(takes_what_happened_to_a_tenants_or_an_administrators_session) {
    BOOST_CHECK_NO_THROW(check_history_entry(kOpened));
    HistoryEntry ended = changed(&HistoryEntry::what, "ended");
    ended.role = "admin";
    ended.tenant = ended.name = ended.service = "";
    ended.lasted = std::chrono::hours(1);
    BOOST_CHECK_NO_THROW(check_history_entry(ended));
}

BOOST_DATA_TEST_CASE(refuses_whatever_is_no_word_or_name, boost::unit_test::data::make(kUnfit), entry) {
    BOOST_CHECK_EXCEPTION(check_history_entry(entry), Error,
                          [](const Error& error) { return error.code() == ErrorCode::bad_request; });
}

BOOST_AUTO_TEST_CASE(refuses_a_session_that_lasted_less_than_nothing) {
    HistoryEntry entry = kOpened;
    entry.lasted = std::chrono::seconds(-1);
    BOOST_CHECK_THROW(check_history_entry(entry), Error);
}

BOOST_DATA_TEST_CASE(knows_the_service_by_the_address, boost::unit_test::data::make(kAddresses), address) {
    BOOST_TEST(service_in_address(address.url) == address.service);
}

BOOST_AUTO_TEST_SUITE_END()
