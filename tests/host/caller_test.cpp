#include "messaging/caller.h"

#include <ostream>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

namespace {

using CallerArguments = std::vector<std::string_view>;

struct CallerRow {
    const char* what;
    CallerArguments arguments;
    bool browser;
    bool known;
    friend std::ostream& operator<<(std::ostream& out, const CallerRow& row) { return out << row.what; }
};

constexpr std::string_view kChromium = "chrome-extension://hjkepomeflbmibkhbpicfepocdkjcbnb/";
constexpr std::string_view kManifest = "/home/bob/.mozilla/native-messaging-hosts/org.jit_console.host.json";

const CallerRow kCallerRows[] = {
    {"Chromium", {kChromium}, true, true},
    {"Chromium on Windows, with more arguments", {kChromium, "--parent-window=0", "--x"}, true, true},
    {"Firefox", {kManifest, "jit-console@jit-console.org"}, true, true},
    {"Firefox with more arguments", {kManifest, "jit-console@jit-console.org", "x"}, true, true},
    {"another extension of Chromium's", {"chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"}, true, false},
    {"our id without its slash", {kChromium.substr(0, kChromium.size() - 1)}, true, false},
    {"our id as a part of more", {"chrome-extension://hjkepomeflbmibkhbpicfepocdkjcbnb/x/"}, true, false},
    {"another add-on of Firefox's", {kManifest, "evil@example.com"}, true, false},
    {"Firefox without an add-on", {kManifest}, true, false},
    {"nothing", {}, false, false},
    {"a command", {"console", "--tenant", "x"}, false, false},
    {"a relative file", {"x.json", "jit-console@jit-console.org"}, false, false},
};

std::vector<std::string> no_more() { return {}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(caller)

BOOST_DATA_TEST_CASE(browsers_are_told_from_people_and_known_extensions_from_others,
                     boost::unit_test::data::make(kCallerRows), row) {
    BOOST_TEST(is_browser_call(row.arguments) == row.browser);
    if (!row.browser) return;
    if (row.known) {
        BOOST_CHECK_NO_THROW(check_caller(row.arguments, no_more));
    } else {
        BOOST_CHECK_EXCEPTION(check_caller(row.arguments, no_more), Error,
                              [](const Error& error) { return error.code() == ErrorCode::unknown_caller; });
    }
}

BOOST_AUTO_TEST_CASE(a_policys_ids_are_known_in_their_own_browsers_only) {
    const std::string store(32, 'b');
    const std::string origin = "chrome-extension://" + store + "/";
    const MoreIds more = [&] { return std::vector<std::string>{store, "acme@example.com"}; };
    BOOST_CHECK_NO_THROW(check_caller(CallerArguments{origin}, more));
    BOOST_CHECK_NO_THROW(check_caller(CallerArguments{kManifest, "acme@example.com"}, more));
    BOOST_CHECK_THROW(check_caller(CallerArguments{kManifest, store}, more), Error);
    BOOST_CHECK_THROW(check_caller(CallerArguments{"chrome-extension://acme@example.com/"}, more), Error);
}

BOOST_AUTO_TEST_CASE(a_policy_is_read_only_where_the_caller_is_none_that_was_built_in) {
    const MoreIds more = []() -> std::vector<std::string> { throw Error(ErrorCode::policy_forbids, "unreadable"); };
    BOOST_CHECK_NO_THROW(check_caller(CallerArguments{kChromium}, more));
}

BOOST_AUTO_TEST_SUITE_END()
