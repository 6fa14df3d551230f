#include "system/files/files.h"

#include <atomic>
#include <future>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "fake_folder.h"
#include "file_mode.h"
#include "thrown_error.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

std::size_t entries_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(a_missing_file_reads_as_nothing) {
    const TestFolder folder;
    BOOST_TEST(!read_file(folder / "missing"));
    BOOST_TEST(!read_private_file(folder / "missing", 100));
}

BOOST_AUTO_TEST_CASE(what_was_written_is_read_back_whole) {
    const TestFolder folder;
    std::string text("\0binary\n", 8);
    text.append(200'000, 'x');
    write_file_atomically(folder / "file", text);
    BOOST_TEST((read_file(folder / "file") == text));
    BOOST_TEST((read_private_file(folder / "file", 1'000'000)->reveal() == text));
}

BOOST_AUTO_TEST_CASE(a_file_over_the_limit_is_refused) {
    const TestFolder folder;
    put(folder / "file", "12345");
    BOOST_TEST(*read_file(folder / "file", 5) == "12345");
    BOOST_CHECK_EXCEPTION(read_file(folder / "file", 4), Error, has_with_hint(ErrorCode::config));
}

BOOST_AUTO_TEST_CASE(a_folder_in_a_files_place_is_refused) {
    const TestFolder folder;
    BOOST_CHECK_EXCEPTION(read_file(folder.path()), Error, has_with_hint(ErrorCode::config));
    BOOST_CHECK_EXCEPTION(read_private_file(folder.path(), 100), Error, has_with_hint(ErrorCode::config));
    BOOST_CHECK_EXCEPTION(write_file_atomically(folder.path(), "text"), Error, has_with_hint(ErrorCode::config));
}

BOOST_AUTO_TEST_CASE(missing_folders_are_made_for_the_user_alone) {
    const TestFolder folder;
    const mode_t before = ::umask(0);
    write_file_atomically(folder / "a/b/file", "text");
    ::umask(before);
    BOOST_TEST(mode_of(folder / "a") == 0700U);
    BOOST_TEST(mode_of(folder / "a/b") == 0700U);
    BOOST_TEST(mode_of(folder / "a/b/file") == 0600U);
}

BOOST_AUTO_TEST_CASE(an_existing_file_keeps_its_mode_and_a_new_one_gets_the_wanted) {
    const TestFolder folder;
    write_file_atomically(folder / "new", "text", 0644);
    BOOST_TEST(mode_of(folder / "new") == 0644U);
    ::chmod((folder / "new").c_str(), 0640);
    write_file_atomically(folder / "new", "other", 0644);
    BOOST_TEST(mode_of(folder / "new") == 0640U);
    BOOST_TEST(text_of(folder / "new") == "other");
}

BOOST_AUTO_TEST_CASE(a_write_leaves_nothing_else_behind_even_where_it_fails) {
    const TestFolder folder;
    write_file_atomically(folder / "file", "text");
    BOOST_TEST(entries_in(folder.path()) == 1U);
    fs::create_directory(folder / "taken");
    put(folder / "taken/inside", "x");
    BOOST_CHECK_EXCEPTION(write_file_atomically(folder / "taken", "text"), Error, has_with_hint(ErrorCode::config));
    BOOST_TEST(entries_in(folder.path()) == 2U);
}

BOOST_AUTO_TEST_CASE(a_reader_that_has_the_file_open_keeps_the_old_text) {
    const TestFolder folder;
    put(folder / "file", "old");
    std::ifstream open(folder / "file");
    write_file_atomically(folder / "file", "new");
    std::string text;
    open >> text;
    BOOST_TEST(text == "old");
    BOOST_TEST(text_of(folder / "file") == "new");
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_stays_one_and_its_target_is_replaced) {
    const TestFolder folder;
    fs::create_directory(folder / "dotfiles");
    put(folder / "dotfiles/config", "old");
    fs::create_symlink("dotfiles/config", folder / "config");
    write_file_atomically(folder / "config", "new");
    BOOST_TEST(fs::is_symlink(folder / "config"));
    BOOST_TEST(text_of(folder / "dotfiles/config") == "new");
}

BOOST_AUTO_TEST_CASE(a_private_file_may_be_no_link_and_closed_to_others) {
    const TestFolder folder;
    write_file_atomically(folder / "key", "secret");
    fs::create_symlink("key", folder / "link");
    BOOST_CHECK_EXCEPTION(read_private_file(folder / "link", 100), Error, has_with_hint(ErrorCode::config));
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U, 0601U}) {
        ::chmod((folder / "key").c_str(), mode);
        BOOST_CHECK_EXCEPTION(read_private_file(folder / "key", 100), Error, has_with_hint(ErrorCode::config));
    }
    ::chmod((folder / "key").c_str(), 0400);
    BOOST_TEST(read_private_file(folder / "key", 100)->reveal() == "secret");
}

BOOST_AUTO_TEST_CASE(a_private_file_may_be_no_fifo) {
    const TestFolder folder;
    BOOST_REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
    BOOST_CHECK_EXCEPTION(read_private_file(folder / "fifo", 100), Error, has_with_hint(ErrorCode::config));
}

BOOST_AUTO_TEST_CASE(a_private_file_of_another_user_is_refused) {
    const TestFolder folder;
    fs::path foreign = "/etc/passwd";  // root's, unless we are root ourselves
    if (::geteuid() == 0) {
        foreign = folder / "key";
        write_file_atomically(foreign, "secret");
        BOOST_REQUIRE(::chown(foreign.c_str(), 65534, 65534) == 0);
    }
    BOOST_CHECK_EXCEPTION(read_private_file(foreign, 100'000), Error, [](const Error& error) {
        return has_with_hint(ErrorCode::config)(error) &&
               std::string(error.what()).ends_with("belongs to another user");
    });
}

BOOST_AUTO_TEST_CASE(what_killed_writers_left_goes_at_the_next_write_whatever_version_left_it) {
    const TestFolder folder;
    const char* left[] = {"vault.jit-console-a1b2c3", "vault.a1B2c3"};
    const char* others[] = {"vault.backup",  "vault.Backup",         "vault.241125",  "vault.back01",
                            "vault.lock",    "history.jsonl.a1B2c3", "config.a1B2c3", "vault.a1B2c34",
                            "avault.a1B2c3", "vault.jit-console-x"};
    for (const char* name : left) put(folder / name, "token");
    for (const char* name : others) put(folder / name, "other");
    fs::create_directory(folder / "vault.x1Y2z3");
    BOOST_TEST(files_left_beside(folder / "vault").size() == 2U);
    BOOST_TEST(files_left_beside(folder.path()).size() == 3U);
    write_file_atomically(folder / "vault", "text");
    for (const char* name : left) BOOST_TEST(!fs::exists(folder / name), name);
    for (const char* name : others) BOOST_TEST(fs::exists(folder / name), name);
    BOOST_TEST(fs::exists(folder / "vault.x1Y2z3"));
}

BOOST_AUTO_TEST_CASE(a_lock_lets_one_through_at_a_time) {
    const TestFolder folder;
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    const auto visit = [&] {
        for (int i = 0; i < 200; ++i) {
            const FileLock lock(folder / "made/lock");
            if (const int now = ++inside; now > most) most = now;
            --inside;
        }
    };
    std::vector<std::future<void>> threads;
    for (int i = 0; i < 4; ++i) threads.push_back(std::async(std::launch::async, visit));
    for (auto& thread : threads) thread.get();
    BOOST_TEST(most == 1);
}

BOOST_AUTO_TEST_CASE(a_lock_that_cannot_be_had_is_an_error) {
    const TestFolder folder;
    put(folder / "file", "in the folder's place");
    BOOST_CHECK_EXCEPTION(FileLock(folder / "file/lock"), Error, has_with_hint(ErrorCode::config));
}

BOOST_AUTO_TEST_SUITE_END()
