#include "commands/setup/install.h"

#include <fstream>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "fake_folder.h"
#include "system/files/ownership.h"
#include "system/install/roots.h"
#include "thrown_error.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

struct InstallFixture {
    TestFolder folder;
    Install params;
    InstallFixture() {
        params.roots.platform = Platform::gnu_linux;
        params.roots.root = folder / "root";
        params.roots.home = folder / "home";
        params.roots.config = folder / "home/.config";
        params.program = "/opt/jit \"console\"/bin/jit-console";
        fs::create_directories(folder / "home");
    }
    std::vector<ManifestFile> files() const { return plan_install(params, path_exists).files; }
    PlacedFiles placed() const {
        return placed_files(params.scope, params.roots, folder / "home/.local/state/jit-console");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install, InstallFixture)

BOOST_AUTO_TEST_CASE(only_browsers_that_are_there_get_a_manifest) {
    fs::create_directories(folder / "home/.config/chromium");
    fs::create_directories(folder / "home/.mozilla");
    const auto planned = files();
    BOOST_REQUIRE(planned.size() == 2U);
    BOOST_TEST(planned[0].path == params.roots.config + "/chromium/NativeMessagingHosts/org.jit_console.host.json");
    BOOST_TEST(planned[1].path == params.roots.home + "/.mozilla/native-messaging-hosts/org.jit_console.host.json");
}

BOOST_AUTO_TEST_CASE(a_manifest_lets_in_what_the_policy_names_besides) {
    const std::string store(32, 'b');
    params.browsers = {"chrome", "firefox"};
    params.extension_ids = {store, "acme@example.com", "jit-console@jit-console.org"};
    const auto planned = files();
    const auto chrome = nlohmann::json::parse(planned.at(0).text).at("allowed_origins");
    BOOST_TEST(chrome.size() == 2U);
    BOOST_TEST(chrome.at(1) == "chrome-extension://" + store + "/");
    const auto firefox = nlohmann::json::parse(planned.at(1).text).at("allowed_extensions");
    BOOST_TEST(firefox.size() == 2U);
    BOOST_TEST(firefox.at(1) == "acme@example.com");
}

BOOST_AUTO_TEST_CASE(a_manifest_says_what_the_browsers_want) {
    params.browsers = {"chrome", "firefox"};
    const auto planned = files();
    const auto chrome = nlohmann::json::parse(planned.at(0).text);
    BOOST_TEST(chrome.at("name") == "org.jit_console.host");
    BOOST_TEST(chrome.at("path") == params.program);
    BOOST_TEST(chrome.at("type") == "stdio");
    BOOST_TEST(chrome.at("allowed_origins").at(0) == "chrome-extension://hjkepomeflbmibkhbpicfepocdkjcbnb/");
    const auto firefox = nlohmann::json::parse(planned.at(1).text);
    BOOST_TEST(firefox.at("allowed_extensions").at(0) == "jit-console@jit-console.org");
    BOOST_TEST(!firefox.contains("allowed_origins"));
}

BOOST_AUTO_TEST_CASE(browsers_that_share_a_folder_share_one_manifest) {
    params.browsers = {"firefox", "zen", "firefox-snap"};
    const auto planned = files();
    BOOST_REQUIRE(planned.size() == 1U);
    BOOST_TEST(planned[0].browser == "Firefox, Zen, Firefox (snap)");
}

BOOST_AUTO_TEST_CASE(a_profile_folder_of_ones_own_gets_its_own) {
    params.user_data_dir = folder / "profile";
    BOOST_TEST(files().at(0).path == params.user_data_dir + "/NativeMessagingHosts/org.jit_console.host.json");
}

BOOST_AUTO_TEST_CASE(for_all_users_it_goes_into_the_systems_folders) {
    params.scope = Scope::system;
    params.browsers = {"edge"};
    BOOST_TEST(files().at(0).path ==
               params.roots.root + "/etc/opt/edge/native-messaging-hosts/org.jit_console.host.json");
}

BOOST_AUTO_TEST_CASE(linux_inside_windows_is_refused_where_only_windows_has_browsers) {
    params.wsl = true;
    BOOST_CHECK_EXCEPTION(files(), Error, [](const Error& error) {
        return std::string(error.what()).find("a Windows browser can only start Windows programs") !=
                   std::string::npos &&
               error.hint().starts_with("for Windows browsers, install jit-console on Windows");
    });
    fs::create_directories(folder / "home/.mozilla/firefox");
    BOOST_TEST(files().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_kernel_of_microsofts_is_linux_inside_windows) {
    const fs::path kernel = folder / "root/proc/sys/kernel";
    fs::create_directories(kernel);
    const auto wsl = [&](const std::string& release) {
        std::ofstream(kernel / "osrelease") << release << '\n';
        return is_wsl(params.roots);
    };
    BOOST_TEST(wsl("5.15.90.1-microsoft-standard-WSL2"));
    BOOST_TEST(wsl("4.4.0-19041-Microsoft"));
    BOOST_TEST(!wsl("6.1.0-18-amd64"));
    fs::remove(kernel / "osrelease");
    BOOST_TEST(!is_wsl(params.roots));
}

BOOST_AUTO_TEST_CASE(no_browser_or_an_unknown_one_is_said) {
    BOOST_CHECK_EXCEPTION(files(), Error, has_with_hint(ErrorCode::install));
    params.browsers = {"netscape"};
    BOOST_CHECK_EXCEPTION(files(), Error, has_with_hint(ErrorCode::install));
}

BOOST_AUTO_TEST_CASE(a_browser_whose_sandbox_keeps_it_from_programs_is_explained_and_gets_no_manifest) {
    fs::create_directories(folder / "home/snap/chromium");
    fs::create_directories(folder / "home/snap/firefox");
    const InstallPlan plan = plan_install(params, path_exists);
    BOOST_REQUIRE(plan.files.size() == 1U);
    BOOST_TEST(plan.files[0].browser == "Firefox (snap)");
    BOOST_REQUIRE(plan.sandboxed.size() == 2U);
    BOOST_TEST(plan.sandboxed[0].served);
    BOOST_TEST(!plan.sandboxed[1].served);
    fs::remove_all(folder / "home/snap/firefox");
    BOOST_CHECK_EXCEPTION(files(), Error, [](const Error& error) {
        return std::string(error.what()).starts_with("Chromium (snap) runs in a sandbox");
    });
    params.browsers = {"chromium-snap"};
    BOOST_CHECK_EXCEPTION(files(), Error, has_with_hint(ErrorCode::install));
}

BOOST_AUTO_TEST_CASE(what_is_written_can_be_taken_away_again) {
    params.browsers = {"chromium"};
    const ManifestFile file = files().at(0);
    PlacedFiles keeper = placed();
    write_manifest(keeper, params, file);
    write_manifest(keeper, params, file);
    BOOST_TEST(text_of(file.path) == file.text);
    BOOST_TEST(remove_manifests(keeper, params, path_exists) == std::vector<std::string>{file.path},
               boost::test_tools::per_element());
    BOOST_TEST(remove_manifests(keeper, params, path_exists).empty());
    BOOST_TEST(fs::is_empty(folder / "home"));
}

BOOST_AUTO_TEST_CASE(uninstall_removes_manifests_of_browsers_that_are_gone_too) {
    params.user_data_dir = folder / "home/profile";
    PlacedFiles keeper = placed();
    write_manifest(keeper, params, files().at(0));
    params.user_data_dir.clear();
    params.browsers = {"vivaldi"};
    write_manifest(keeper, params, files().at(0));
    params.browsers.clear();
    BOOST_TEST(remove_manifests(keeper, params, path_exists).size() == 2U);
    BOOST_TEST(fs::is_empty(folder / "home"));
}

BOOST_AUTO_TEST_CASE(nobodys_own_program_is_registered_for_all_users) {
    params.scope = Scope::system;
    params.browsers = {"chromium"};
    const ManifestFile file = files().at(0);
    params.roots.root.clear();
    put(folder / "program", "");
    fs::permissions(folder / "program", fs::perms::all);
    params.program = folder / "program";
    PlacedFiles keeper(std::nullopt, 0755);
    BOOST_CHECK_EXCEPTION(write_manifest(keeper, params, file), Error, has_with_hint(ErrorCode::install));
    BOOST_TEST(!fs::exists(file.path));
}

BOOST_AUTO_TEST_CASE(a_group_that_may_write_a_program_s_folder_is_no_administrator) {
    constexpr unsigned kStaff = 50;
    BOOST_TEST(only_root_writes(0, 0, 0755));
    BOOST_TEST(only_root_writes(0, 0, 0775));
    BOOST_TEST(only_root_writes(0, kStaff, 0755));
    BOOST_TEST(!only_root_writes(0, kStaff, 0775));
    BOOST_TEST(!only_root_writes(0, kStaff, 02775));
    BOOST_TEST(!only_root_writes(0, 0, 0757));
    BOOST_TEST(only_root_writes(0, kStaff, 01777));
    BOOST_TEST(!only_root_writes(1000, 0, 0755));
}

BOOST_AUTO_TEST_CASE(a_program_in_a_folder_that_others_may_write_is_not_registered_for_all_users) {
    params.scope = Scope::system;
    params.browsers = {"chromium"};
    const ManifestFile file = files().at(0);
    params.roots.root.clear();
    fs::create_directory(folder / "bin");
    put(folder / "bin/program", "");
    params.program = folder / "bin/program";
    PlacedFiles keeper(std::nullopt, 0755);
    if (::geteuid() == 0) {
        BOOST_TEST(is_administrators_alone(folder / "bin/program"));
        BOOST_REQUIRE(::chown((folder / "bin").c_str(), 0, 50) == 0);
        ::chmod((folder / "bin").c_str(), 0775);
    }
    BOOST_CHECK_EXCEPTION(write_manifest(keeper, params, file), Error, has_with_hint(ErrorCode::install));
    BOOST_TEST(!fs::exists(file.path));
}

BOOST_AUTO_TEST_CASE(a_package_s_root_gets_no_record) {
    params.scope = Scope::system;
    params.browsers = {"chromium"};
    PlacedFiles keeper = placed();
    write_manifest(keeper, params, files().at(0));
    BOOST_TEST(keeper.files().empty());
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(params.roots.root)) {
        if (entry.is_regular_file()) found.push_back(entry.path());
    }
    BOOST_TEST(found.size() == 1U);
}

BOOST_AUTO_TEST_CASE(registry_keys_are_left_to_windows) {
    params.roots.platform = Platform::windows;
    params.browsers = {"chrome"};
    PlacedFiles keeper = placed();
    const ManifestFile file = files().at(0);
    BOOST_TEST(file.registry_key == R"(HKCU\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)");
    BOOST_CHECK_EXCEPTION(write_manifest(keeper, params, file), Error, has_with_hint(ErrorCode::install));
}

BOOST_AUTO_TEST_SUITE_END()
