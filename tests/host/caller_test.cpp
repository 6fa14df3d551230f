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

}  // namespace

BOOST_AUTO_TEST_SUITE(caller)

BOOST_DATA_TEST_CASE(browsers_are_told_from_people_and_known_extensions_from_others,
                     boost::unit_test::data::make(kCallerRows), row) {
    BOOST_TEST(is_browser_call(row.arguments) == row.browser);
    if (!row.browser) return;
    if (row.known) {
        BOOST_CHECK_NO_THROW(check_caller(row.arguments));
    } else {
        BOOST_CHECK_EXCEPTION(check_caller(row.arguments), Error,
                              [](const Error& error) { return error.code() == ErrorCode::unknown_caller; });
    }
}

BOOST_AUTO_TEST_SUITE_END()
