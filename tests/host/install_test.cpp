#include "commands/install.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"

using namespace jit_console;
namespace fs = std::filesystem;

namespace {

auto has(ErrorCode code) {
    return [code](const Error& error) { return error.code() == code; };
}

struct Fixture {
    fs::path home = fs::temp_directory_path() / ("jit-console-install-" + std::to_string(::getpid()));
    Install params{{}, {}, home, home / ".config", "/opt/jit \"console\"/bin/jit-console"};
    Fixture() { fs::create_directories(home); }
    ~Fixture() { fs::remove_all(home); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install, Fixture)

BOOST_AUTO_TEST_CASE(only_browsers_that_are_there_get_a_manifest) {
    fs::create_directories(home / ".config/chromium");
    fs::create_directories(home / ".mozilla");
    const auto files = plan_install(params);
    BOOST_REQUIRE(files.size() == 2U);
    BOOST_TEST(files[0].path == home / ".config/chromium/NativeMessagingHosts/org.jit_console.host.json");
    BOOST_TEST(files[1].path == home / ".mozilla/native-messaging-hosts/org.jit_console.host.json");
}

BOOST_AUTO_TEST_CASE(a_manifest_says_what_the_browsers_want) {
    params.browsers = {"chrome", "firefox"};
    const auto files = plan_install(params);
    const auto chrome = nlohmann::json::parse(files.at(0).text);
    BOOST_TEST(chrome.at("name") == "org.jit_console.host");
    BOOST_TEST(chrome.at("path") == params.program.string());
    BOOST_TEST(chrome.at("type") == "stdio");
    BOOST_TEST(chrome.at("allowed_origins").at(0) == "chrome-extension://hjkepomeflbmibkhbpicfepocdkjcbnb/");
    const auto firefox = nlohmann::json::parse(files.at(1).text);
    BOOST_TEST(firefox.at("allowed_extensions").at(0) == "jit-console@jit-console.org");
    BOOST_TEST(!firefox.contains("allowed_origins"));
}

BOOST_AUTO_TEST_CASE(a_profile_folder_of_ones_own_gets_its_own) {
    params.user_data_dir = home / "profile";
    BOOST_TEST(plan_install(params).at(0).path ==
               home / "profile/NativeMessagingHosts/org.jit_console.host.json");
}

BOOST_AUTO_TEST_CASE(no_browser_or_an_unknown_one_is_said) {
    BOOST_CHECK_EXCEPTION(plan_install(params), Error, has(ErrorCode::install));
    params.browsers = {"netscape"};
    BOOST_CHECK_EXCEPTION(plan_install(params), Error, has(ErrorCode::install));
}

BOOST_AUTO_TEST_CASE(what_is_written_can_be_taken_away_again) {
    params.browsers = {"chromium"};
    const ManifestFile file = plan_install(params).at(0);
    write_manifest(file);
    write_manifest(file);
    std::ifstream stream(file.path);
    BOOST_TEST(std::string(std::istreambuf_iterator<char>(stream), {}) == file.text);
    const auto others_may_write = fs::perms::group_write | fs::perms::others_write;
    BOOST_TEST(((fs::status(file.path).permissions() & others_may_write) == fs::perms::none));
    BOOST_TEST(remove_manifest(file));
    BOOST_TEST(!remove_manifest(file));
}

BOOST_AUTO_TEST_SUITE_END()
