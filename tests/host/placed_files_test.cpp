#include "system/install/placed_files.h"

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "fake_folder.h"
#include "file_mode.h"
#include "system/files/ownership.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

bool is_install(const Error& error) { return error.code() == ErrorCode::install && !error.hint().empty(); }

struct PlacedFilesFixture {
    TestFolder folder;
    PlacedFiles placed{folder / "state/jit-console/installed", 0700};
    std::vector<fs::path> home{folder.path()};
    fs::path file = folder / "browser/hosts/manifest.json";

    std::string record() const { return text_of(folder / "state/jit-console/installed"); }
};

class Umask {
public:
    explicit Umask(mode_t mask) : before_(::umask(mask)) {}
    ~Umask() { ::umask(before_); }

private:
    mode_t before_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(placed_files, PlacedFilesFixture)

BOOST_AUTO_TEST_CASE(what_was_made_is_gone_after_removal_folders_and_record_too) {
    placed.put(file, "text", home);
    BOOST_TEST(text_of(file) == "text");
    BOOST_TEST(placed.files() == std::vector<fs::path>{file}, boost::test_tools::per_element());
    BOOST_TEST(placed.remove(file));
    BOOST_TEST(fs::is_empty(folder.path()));
    BOOST_TEST(!placed.remove(file));
}

BOOST_AUTO_TEST_CASE(folders_that_were_there_before_stay) {
    fs::create_directories(folder / "browser");
    fs::create_directories(folder / "state");
    placed.put(file, "text", home);
    placed.remove(file);
    BOOST_TEST(fs::is_empty(folder / "browser"));
    BOOST_TEST(fs::is_empty(folder / "state"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_somebody_else_uses_by_now_stays) {
    placed.put(file, "text", home);
    put(folder / "browser/profile", "theirs");
    placed.remove(file);
    BOOST_TEST(text_of(folder / "browser/profile") == "theirs");
    BOOST_TEST(!fs::exists(folder / "browser/hosts"));
    BOOST_TEST(!fs::exists(folder / "state"));
}

BOOST_AUTO_TEST_CASE(one_of_several_files_is_removed_with_its_folders_alone) {
    const fs::path other = folder / "browser/others/manifest.json";
    placed.put(file, "text", home);
    placed.put(other, "text", home);
    placed.remove(file);
    BOOST_TEST(!fs::exists(file.parent_path()));
    BOOST_TEST(text_of(other) == "text");
    placed.remove(other);
    BOOST_TEST(fs::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(written_twice_it_is_still_taken_away_whole) {
    placed.put(file, "old", home);
    const std::string before = record();
    placed.put(file, "new", home);
    BOOST_TEST(record() == before);
    BOOST_TEST(text_of(file) == "new");
    placed.remove(file);
    BOOST_TEST(fs::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(nobody_else_may_write_whatever_the_umask) {
    const Umask open(0);
    placed.put(file, "text", home);
    BOOST_TEST(mode_of(file) == 0644U);
    BOOST_TEST(mode_of(file.parent_path()) == 0700U);
}

BOOST_AUTO_TEST_CASE(for_all_users_folders_can_be_read_whatever_the_umask) {
    const Umask shut(0077);
    PlacedFiles(std::nullopt, 0755).put(file, "text", {});
    BOOST_TEST(mode_of(file) == 0644U);
    BOOST_TEST(mode_of(file.parent_path()) == 0755U);
}

BOOST_AUTO_TEST_CASE(a_files_old_mode_is_not_kept) {
    fs::create_directories(file.parent_path());
    put(file, "old");
    fs::permissions(file, fs::perms::all);
    placed.put(file, "new", home);
    BOOST_TEST(mode_of(file) == 0644U);
}

BOOST_AUTO_TEST_CASE(a_link_in_the_files_place_is_replaced_not_followed) {
    fs::create_directories(file.parent_path());
    put(folder / "precious", "theirs");
    fs::create_symlink(folder / "precious", file);
    placed.put(file, "text", home);
    BOOST_TEST(text_of(folder / "precious") == "theirs");
    BOOST_TEST(!fs::is_symlink(file));
    placed.remove(file);
    BOOST_TEST(text_of(folder / "precious") == "theirs");
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_out_of_the_home_is_refused) {
    const TestFolder outside;
    fs::create_directory_symlink(outside.path(), folder / "browser");
    BOOST_CHECK_EXCEPTION(placed.put(file, "text", home), Error, is_install);
    BOOST_TEST(fs::is_empty(outside.path()));
    BOOST_TEST(!fs::exists(folder / "state"));
}

BOOST_AUTO_TEST_CASE(a_link_within_the_home_is_followed) {
    fs::create_directories(folder / "dotfiles/browser");
    fs::create_directory_symlink(folder / "dotfiles/browser", folder / "browser");
    placed.put(file, "text", home);
    BOOST_TEST(text_of(folder / "dotfiles/browser/hosts/manifest.json") == "text");
    placed.remove(file);
    BOOST_TEST(fs::is_empty(folder / "dotfiles/browser"));
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_nowhere_is_an_error) {
    fs::create_directory_symlink(folder / "gone", folder / "browser");
    BOOST_CHECK_EXCEPTION(placed.put(file, "text", home), Error, is_install);
    BOOST_TEST(fs::is_symlink(folder / "browser"));
}

BOOST_AUTO_TEST_CASE(a_folder_in_the_files_place_is_refused) {
    fs::create_directories(file);
    BOOST_CHECK_EXCEPTION(placed.put(file, "text", home), Error, is_install);
    BOOST_CHECK_EXCEPTION(placed.remove(file), Error, is_install);
}

BOOST_AUTO_TEST_CASE(a_program_for_all_users_is_one_that_root_alone_can_change) {
    put(folder / "program", "");
    fs::permissions(folder / "program", static_cast<fs::perms>(0755));
    BOOST_TEST(is_administrators_alone(folder / "program") == (::geteuid() == 0));
    fs::permissions(folder / "program", static_cast<fs::perms>(0757));
    BOOST_TEST(!is_administrators_alone(folder / "program"));
    fs::permissions(folder / "program", static_cast<fs::perms>(0755));
    fs::permissions(folder.path(), static_cast<fs::perms>(0777));
    BOOST_TEST(!is_administrators_alone(folder / "program"));
    BOOST_TEST(!is_administrators_alone(folder / "missing"));
    BOOST_TEST(is_administrators_alone("/usr/bin/env"));
}

BOOST_AUTO_TEST_SUITE_END()
