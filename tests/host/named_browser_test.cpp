#include "domain/named_browser.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

namespace {

bool is_usage(const Error& error) { return error.code() == ErrorCode::usage && !error.hint().empty(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(named_browser)

BOOST_AUTO_TEST_CASE(is_one_of_the_systems_table_with_a_profile_or_without) {
    BOOST_TEST(words_of(jit_console::named_browser("firefox", "")) == "firefox");
    BOOST_TEST(words_of(jit_console::named_browser("chrome", "Profile 1")) == "chrome, profile Profile 1");
    BOOST_TEST(jit_console::named_browser("default", "").id == "default");
}

BOOST_DATA_TEST_CASE(is_never_a_program_or_a_path,
                     boost::unit_test::data::make({"", "sh", "/bin/sh", "../firefox", "firefox ", "Firefox", "-P"}),
                     id) {
    BOOST_CHECK_EXCEPTION(jit_console::named_browser(id, ""), Error, is_usage);
}

BOOST_DATA_TEST_CASE(has_no_profile_that_could_be_an_option_or_leave_the_browsers_folder,
                     boost::unit_test::data::make({"-x", "--no-sandbox", "a/b", "a\\b", "..", ".", "a\nb", "\x1b[2J"}),
                     profile) {
    BOOST_CHECK_EXCEPTION(jit_console::named_browser("firefox", profile), Error, is_usage);
}

BOOST_AUTO_TEST_CASE(has_no_profile_where_it_is_the_desktops) {
    BOOST_CHECK_EXCEPTION(jit_console::named_browser("default", "work"), Error, is_usage);
    BOOST_CHECK_EXCEPTION(jit_console::named_browser("firefox", std::string(101, 'x')), Error, is_usage);
}

BOOST_AUTO_TEST_CASE(is_given_its_profile_in_its_own_words) {
    const std::string url = "http://127.0.0.1:1/x";
    BOOST_TEST(browser_arguments({"firefox", ""}, url) == std::vector<std::string>({url}),
               boost::test_tools::per_element());
    BOOST_TEST(browser_arguments({"librewolf", "work"}, url) == std::vector<std::string>({"-P", "work", url}),
               boost::test_tools::per_element());
    BOOST_TEST(browser_arguments({"edge", "Profile 1"}, url) ==
                   std::vector<std::string>({"--profile-directory=Profile 1", url}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(is_started_by_its_makers_program_and_not_in_a_sandbox) {
    for (const Platform platform : {Platform::gnu_linux, Platform::macos}) {
        for (const BrowserLocation& location : browser_locations(platform)) {
            const bool is_startable = !browser_programs(platform, location.id).empty();
            BOOST_TEST(is_startable == (location.sandbox == Sandbox::none), location.id);
        }
    }
    BOOST_TEST(browser_programs(Platform::windows, "chrome").front() == "chrome.exe");
    BOOST_TEST(browser_programs(Platform::gnu_linux, "netscape").empty());
}

BOOST_AUTO_TEST_CASE(of_firefox_lists_its_profiles) {
    const auto profiles = parse_profiles_ini(
        "[Install4F96D1932A9F858E]\r\nDefault=x.default\r\nName=none\r\n\r\n[Profile1]\r\nName=work\r\nIsRelative=0\r\n"
        "Path=/mnt/x.work\r\n[Profile0]\nName=default=1\nPath=x.default\n[Profile2]\nName=no path\n[General]\nPath=y\n"
        "Version=2");
    BOOST_REQUIRE(profiles.size() == 2U);
    BOOST_TEST(profiles[0].name == "work");
    BOOST_TEST(profiles[0].path == "/mnt/x.work");
    BOOST_TEST(!profiles[0].is_relative);
    BOOST_TEST(profiles[1].name == "default=1");
    BOOST_TEST(profiles[1].is_relative);
    BOOST_TEST(parse_profiles_ini("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
