#include "system/files/files.h"

#include <atomic>
#include <future>
#include <latch>
#include <thread>
#include <vector>

#include <windows.h>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "base/path_text.h"
#include "fake_folder.h"
#include "system/files/access_list.h"
#include "system/files/ownership.h"
#include "thrown_error.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

std::size_t entries_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

/// Lets everybody read a file.
void open_to_all(const fs::path& file) {
    const SecurityDescriptor descriptor = descriptor_of(std::wstring(L"D:P(A;;FA;;;%USER%)(A;;FR;;;WD)"));
    BOOST_REQUIRE(::SetFileSecurityW(file.c_str(), DACL_SECURITY_INFORMATION, descriptor.get()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_windows)

BOOST_AUTO_TEST_CASE(a_missing_file_reads_as_nothing) {
    const TestFolder folder;
    BOOST_TEST(!read_file(folder / "missing"));
    BOOST_TEST(!read_file(folder / "missing/missing"));
    BOOST_TEST(!read_private_file(folder / "missing", 100));
}

BOOST_AUTO_TEST_CASE(what_was_written_is_read_back_byte_for_byte) {
    const TestFolder folder;
    std::string text("\0\r\n\x1A\n", 5);
    text.append(200'000, 'x');
    write_file_atomically(folder / "a/b/file", text);
    BOOST_TEST((read_file(folder / "a/b/file") == text));
    BOOST_TEST((read_private_file(folder / "a/b/file", 1'000'000)->reveal() == text));
    write_file_atomically(folder / "a/b/file", "new");
    BOOST_TEST(*read_file(folder / "a/b/file") == "new");
    BOOST_TEST(entries_in(folder / "a/b") == 1U);
}

BOOST_AUTO_TEST_CASE(names_are_utf_8) {
    const TestFolder folder;
    const fs::path file = folder.path() / path_of("J\xC3\xBCrgen \xE6\x97\xA5.json");
    write_file_atomically(file, "text");
    BOOST_TEST(file.string().ends_with("J\xC3\xBCrgen \xE6\x97\xA5.json"));
    BOOST_TEST((file.filename().wstring() == L"J\u00FCrgen \u65E5.json"));
    BOOST_TEST(*read_file(file) == "text");
}

BOOST_AUTO_TEST_CASE(a_file_over_the_limit_and_a_folder_are_refused) {
    const TestFolder folder;
    put(folder / "file", "12345");
    BOOST_TEST(*read_file(folder / "file", 5) == "12345");
    BOOST_CHECK_EXCEPTION(read_file(folder / "file", 4), Error, has_with_hint(ErrorCode::config));
    BOOST_CHECK_EXCEPTION(read_file(folder.path()), Error, has_with_hint(ErrorCode::config));
    BOOST_CHECK_EXCEPTION(write_file_atomically(folder.path(), "text"), Error, has_with_hint(ErrorCode::config));
}

BOOST_AUTO_TEST_CASE(a_private_file_is_the_users_alone_and_one_that_all_may_read_is_refused_until_it_is_closed) {
    const TestFolder folder;
    const fs::path key = folder / "kept/key";
    write_file_atomically(key, "secret");
    BOOST_TEST(!is_open_to_others(key));
    BOOST_TEST(is_own(key));
    open_to_all(key);
    BOOST_TEST(is_open_to_others(key));
    BOOST_CHECK_EXCEPTION(read_private_file(key, 100), Error, has_with_hint(ErrorCode::config));
    close_to_others(key);
    BOOST_TEST(read_private_file(key, 100)->reveal() == "secret");
}

BOOST_AUTO_TEST_CASE(who_may_read_a_file_stays_where_it_is_replaced) {
    const TestFolder folder;
    const fs::path file = folder / "file";
    write_file_atomically(file, "old");
    write_file_atomically(file, "new");
    BOOST_TEST(!is_open_to_others(file));
    open_to_all(file);
    write_file_atomically(file, "newer");
    BOOST_TEST(is_open_to_others(file));
    replace_file(file, "newest", 0600);
    BOOST_TEST(!is_open_to_others(file));
}

BOOST_AUTO_TEST_CASE(a_reader_that_comes_while_others_write_sees_whole_texts) {
    const TestFolder folder;
    const fs::path file = folder / "file";
    const std::string texts[] = {std::string(50'000, 'a'), std::string(60'000, 'b')};
    write_file_atomically(file, texts[0]);
    const auto write = [&](const std::string& text) {
        for (int i = 0; i < 30; ++i) {
            const FileLock lock(folder / "lock");
            write_file_atomically(file, text);
        }
    };
    auto first = std::async(std::launch::async, write, texts[0]);
    auto second = std::async(std::launch::async, write, texts[1]);
    for (int i = 0; i < 60; ++i) {
        const std::string text = read_file(file).value();
        BOOST_TEST((text == texts[0] || text == texts[1]));
    }
    first.get();
    second.get();
}

BOOST_AUTO_TEST_CASE(a_lock_lets_one_through_at_a_time_and_its_file_can_be_read_meanwhile) {
    const TestFolder folder;
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    const auto visit = [&] {
        for (int i = 0; i < 50; ++i) {
            const FileLock lock(folder / "made/lock");
            if (const int now = ++inside; now > most) most = now;
            --inside;
        }
    };
    std::vector<std::future<void>> threads;
    for (int i = 0; i < 4; ++i) threads.push_back(std::async(std::launch::async, visit));
    for (auto& thread : threads) thread.get();
    BOOST_TEST(most == 1);
    const FileLock lock(folder / "made/lock");
    lock.write("longer text");
    lock.write("text");
    BOOST_TEST(*read_file(folder / "made/lock") == "text");
}

BOOST_AUTO_TEST_CASE(who_waits_for_a_lock_can_be_stopped) {
    const TestFolder folder;
    const FileLock lock(folder / "lock");
    std::stop_source stop;
    stop.request_stop();
    BOOST_CHECK_EXCEPTION(FileLock(folder / "lock", stop.get_token()), Error,
                          [](const Error& error) { return error.code() == ErrorCode::cancelled; });
}

BOOST_AUTO_TEST_SUITE_END()
