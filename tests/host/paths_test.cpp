#include "system/files/paths.h"

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "fake_folder.h"

using namespace jit_console;
using jit_console::fake::TestVariable;

namespace {

struct NoVariables {
    TestVariable home{"HOME", "/home/bob"};
    TestVariable config{"XDG_CONFIG_HOME", nullptr};
    TestVariable state{"XDG_STATE_HOME", nullptr};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(paths, NoVariables)

BOOST_AUTO_TEST_CASE(are_below_home_by_default) {
    const Paths found = paths_from_environment();
    BOOST_TEST(found.home == "/home/bob");
    BOOST_TEST(found.config_file() == "/home/bob/.config/jit-console/config.json");
    BOOST_TEST(found.vault_key_file() == "/home/bob/.config/jit-console/vault.key");
    BOOST_TEST(found.vault_file() == "/home/bob/.local/state/jit-console/vault");
}

BOOST_AUTO_TEST_CASE(follow_the_xdg_variables) {
    const TestVariable config_home("XDG_CONFIG_HOME", "/c");
    const TestVariable state_home("XDG_STATE_HOME", "/s");
    const Paths found = paths_from_environment();
    BOOST_TEST(found.config == "/c/jit-console");
    BOOST_TEST(found.state == "/s/jit-console");
}

BOOST_AUTO_TEST_CASE(ignore_relative_and_empty_variables) {
    const TestVariable config_home("XDG_CONFIG_HOME", "relative/folder");
    const TestVariable state_home("XDG_STATE_HOME", "");
    const Paths found = paths_from_environment();
    BOOST_TEST(found.config == "/home/bob/.config/jit-console");
    BOOST_TEST(found.state == "/home/bob/.local/state/jit-console");
}

BOOST_AUTO_TEST_CASE(take_no_runtime_folder_that_others_may_write) {
    const fake::TestFolder folder;
    const TestVariable runtime("XDG_RUNTIME_DIR", folder.path().c_str());
    BOOST_TEST(paths_from_environment().runtime == folder / "jit-console");
    for (const mode_t mode : {0777U, 01777U, 0770U, 0702U}) {
        ::chmod(folder.path().c_str(), mode);
        BOOST_TEST(paths_from_environment().runtime == "/home/bob/.config/jit-console");
    }
    ::chmod(folder.path().c_str(), 0700);
    std::filesystem::create_directory_symlink(folder.path(), folder / "link");
    const TestVariable linked("XDG_RUNTIME_DIR", (folder / "link").c_str());
    BOOST_TEST(paths_from_environment().runtime == "/home/bob/.config/jit-console");
}

BOOST_AUTO_TEST_CASE(take_the_users_home_from_the_system_where_the_variable_says_nothing) {
    for (const char* value : {static_cast<const char*>(nullptr), "", "relative"}) {
        const TestVariable home_variable("HOME", value);
        const Paths found = paths_from_environment();
        BOOST_TEST(found.home.is_absolute());
        BOOST_TEST(found.home != "/home/bob");
    }
}

BOOST_AUTO_TEST_CASE(name_the_running_program) {
    BOOST_TEST(own_program().is_absolute());
    BOOST_TEST(std::filesystem::exists(own_program()));
    BOOST_TEST(own_program().filename() ==
               std::filesystem::path(boost::unit_test::framework::master_test_suite().argv[0]).filename());
}

BOOST_AUTO_TEST_SUITE_END()
