#include "system/aws/aws_config_file.h"

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "base/error.h"
#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

struct AwsConfigFileFixture {
    AwsConfigFileFixture() {
        fs::create_directories(folder / "home/.aws");
        fs::create_directories(folder / "outside");
    }
    TestFolder folder;
    fs::path file = folder / "home/.aws/config";

    std::unique_ptr<AwsConfigFile> open(const fs::path& path) const {
        return make_aws_config_file(path, folder / "home", folder / "state/lock");
    }
    void append(const fs::path& path) const {
        open(path)->change([](const auto& text) { return text.value_or("") + "x"; });
    }
    unsigned mode(const fs::path& path) const {
        struct stat status {};
        BOOST_REQUIRE(::stat(path.c_str(), &status) == 0);
        return status.st_mode & 07777;
    }
};

bool is_refusal(const Error& error) { return error.code() == ErrorCode::aws_config && !error.hint().empty(); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(aws_config_file, AwsConfigFileFixture)

BOOST_AUTO_TEST_CASE(a_missing_file_and_folder_are_made_for_the_user_alone) {
    fs::remove_all(folder / "home/.aws");
    BOOST_TEST(!open(file)->read().has_value());
    append(file);
    BOOST_TEST(text_of(file) == "x");
    BOOST_TEST(mode(file) == 0600U);
    BOOST_TEST(mode(file.parent_path()) == 0700U);
}

BOOST_AUTO_TEST_CASE(an_existing_file_keeps_its_mode_and_its_folder_nothing_else) {
    put(file, "a");
    ::chmod(file.c_str(), 0640);
    append(file);
    BOOST_TEST(text_of(file) == "ax");
    BOOST_TEST(mode(file) == 0640U);
    BOOST_TEST(std::distance(fs::directory_iterator(file.parent_path()), {}) == 1);
}

BOOST_AUTO_TEST_CASE(what_stays_the_same_is_not_written) {
    put(file, "a");
    const auto before = fs::last_write_time(file);
    fs::permissions(file.parent_path(), fs::perms::owner_read | fs::perms::owner_exec);
    open(file)->change([](const auto& text) { return text; });
    fs::permissions(file.parent_path(), fs::perms::owner_all);
    BOOST_TEST((fs::last_write_time(file) == before));
}

BOOST_AUTO_TEST_CASE(a_change_to_nothing_removes_the_file_and_its_folder_unless_somebody_uses_it) {
    const auto remove = [&] { open(file)->change([](const auto&) { return std::nullopt; }); };
    put(file, "a");
    put(file.parent_path() / "credentials", "theirs");
    remove();
    BOOST_TEST(!fs::exists(file));
    BOOST_TEST(text_of(file.parent_path() / "credentials") == "theirs");
    fs::remove(file.parent_path() / "credentials");
    put(file, "a");
    remove();
    BOOST_TEST(!fs::exists(file.parent_path()));
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_a_link_stays) {
    fs::create_directories(folder / "home/dotfiles");
    fs::remove(folder / "home/.aws");
    fs::create_directory_symlink(folder / "home/dotfiles", folder / "home/.aws");
    put(file, "a");
    open(file)->change([](const auto&) { return std::nullopt; });
    BOOST_TEST(fs::is_symlink(folder / "home/.aws"));
    BOOST_TEST(fs::is_directory(folder / "home/dotfiles"));
}

BOOST_AUTO_TEST_CASE(a_change_that_throws_leaves_the_file_alone) {
    put(file, "a");
    BOOST_CHECK_THROW(open(file)->change(
                          [](const auto&) -> std::optional<std::string> { throw Error(ErrorCode::aws_profile, "no"); }),
                      Error);
    BOOST_TEST(text_of(file) == "a");
}

BOOST_AUTO_TEST_CASE(a_link_within_the_home_is_followed_and_stays_a_link) {
    put(folder / "home/dotfiles-config", "a");
    fs::create_symlink("../dotfiles-config", file);
    append(file);
    BOOST_TEST(fs::is_symlink(file));
    BOOST_TEST(text_of(folder / "home/dotfiles-config") == "ax");
}

BOOST_AUTO_TEST_CASE(a_link_out_of_the_home_is_refused_be_it_the_file_or_a_folder) {
    put(folder / "outside/config", "a");
    fs::create_symlink(folder / "outside/config", file);
    BOOST_CHECK_EXCEPTION(open(file)->read(), Error, is_refusal);
    BOOST_CHECK_EXCEPTION(append(file), Error, is_refusal);
    fs::remove_all(folder / "home/.aws");
    fs::create_directory_symlink(folder / "outside", folder / "home/.aws");
    BOOST_CHECK_EXCEPTION(append(file), Error, is_refusal);
    BOOST_TEST(text_of(folder / "outside/config") == "a");
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_to_no_file_is_judged_by_where_it_leads) {
    fs::create_symlink(folder / "outside/missing", file);
    BOOST_CHECK_EXCEPTION(append(file), Error, is_refusal);
    BOOST_TEST(!fs::exists(folder / "outside/missing"));
}

BOOST_AUTO_TEST_CASE(a_file_elsewhere_is_taken_where_it_was_named_and_is_no_link) {
    append(folder / "outside/config");
    BOOST_TEST(text_of(folder / "outside/config") == "x");
    fs::create_symlink(folder / "outside/config", folder / "outside/link");
    BOOST_CHECK_EXCEPTION(append(folder / "outside/link"), Error, is_refusal);
}

BOOST_AUTO_TEST_CASE(a_home_that_is_a_link_itself_is_the_home) {
    fs::create_directory_symlink(folder / "home", folder / "linked");
    put(file, "a");
    make_aws_config_file(folder / "linked/.aws/config", folder / "linked", folder / "state/lock")
        ->change([](const auto& text) { return *text + "x"; });
    BOOST_TEST(text_of(file) == "ax");
}

BOOST_AUTO_TEST_CASE(what_is_no_plain_file_is_refused) {
    fs::create_directory(file);
    BOOST_CHECK_EXCEPTION(append(file), Error, is_refusal);
    fs::remove(file);
    BOOST_REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    BOOST_CHECK_EXCEPTION(open(file)->read(), Error, is_refusal);
}

BOOST_AUTO_TEST_CASE(the_variable_of_aws_names_the_file) {
    const fs::path home = folder / "home";
    const TestVariable unset("AWS_CONFIG_FILE", nullptr);
    BOOST_TEST(aws_config_path(home) == home / ".aws/config");
    const TestVariable empty("AWS_CONFIG_FILE", "");
    BOOST_TEST(aws_config_path(home) == home / ".aws/config");
    const TestVariable tilde("AWS_CONFIG_FILE", "~/aws/cfg");
    BOOST_TEST(aws_config_path(home) == home / "aws/cfg");
    const TestVariable absolute("AWS_CONFIG_FILE", "/x/../y");
    BOOST_TEST(aws_config_path(home) == fs::path("/y"));
}

BOOST_AUTO_TEST_SUITE_END()
