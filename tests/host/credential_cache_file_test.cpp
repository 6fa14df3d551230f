#include "system/aws/credential_cache.h"

#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <fcntl.h>
#include <sys/stat.h>

#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

const CacheEntry kEntry{"https://acme.duplocloud.net", "tenant 7c1f0e9a"};
const CacheEntry kAdminEntry{"https://acme.duplocloud.net", "admin"};

constexpr Time kFetched{std::chrono::seconds(1'789'999'000)};

Credentials some_credentials(const std::string& name = "ASIACANARY") {
    return {Secret(std::string(name)), Secret(std::string("secret-canary")), Secret(std::string("session-canary")),
            Time(std::chrono::seconds(1'790'000'000)), "us-west-2"};
}

struct CredentialCacheFileFixture {
    TestFolder folder;
    std::unique_ptr<CredentialCache> cache = open();

    CredentialCacheFileFixture() { cache->begin_sign_in(kEntry.portal_url); }
    void write(const CacheEntry& entry) const {
        cache->write(entry, {some_credentials(), kFetched, cache->sign_in_mark(entry.portal_url)});
    }

    std::unique_ptr<CredentialCache> open() const {
        return make_credential_cache_file(folder / "cache", folder / "run/key");
    }
    std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
        return files;
    }
    std::filesystem::path file_with(const std::string& part) const {
        for (const auto& file : files()) {
            if (file.filename().string().starts_with(part) && file.extension() != ".lock") return file;
        }
        return {};
    }
};

void make_report_older(const std::filesystem::path& lock_file) {
    std::string text = text_of(lock_file);
    const std::size_t holder = text.rfind('\n', text.size() - 2);
    const std::size_t reported_at = text.rfind('\n', holder - 1) + 1;
    const long long time = std::stoll(text.substr(reported_at, holder - reported_at));
    put(lock_file, text.replace(reported_at, holder - reported_at, std::to_string(time - 1000)));
}

void make_report_of_another_process(const std::filesystem::path& lock_file) {
    std::string text = text_of(lock_file);
    const std::size_t holder = text.rfind('\n', text.size() - 2) + 1;
    put(lock_file, text.replace(holder, text.size() - holder, "1\n"));
}

/// By this process.
int files_open_for_writing(const std::string& name) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code ignored;
        if (!std::filesystem::read_symlink(entry.path(), ignored).string().ends_with(name)) continue;
        const int flags = ::fcntl(std::stoi(entry.path().filename().string()), F_GETFL);
        if (flags >= 0 && (flags & O_ACCMODE) == O_RDWR) ++count;
    }
    return count;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(credential_cache_file, CredentialCacheFileFixture)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back_by_another_process) {
    BOOST_TEST(!cache->read(kEntry).has_value());
    write(kEntry);
    const auto read = open()->read(kEntry);
    BOOST_REQUIRE(read.has_value());
    const Credentials& credentials = read->credentials;
    BOOST_TEST(credentials.access_key_id.reveal() == "ASIACANARY");
    BOOST_TEST(credentials.secret_access_key.reveal() == "secret-canary");
    BOOST_TEST(credentials.session_token.reveal() == "session-canary");
    BOOST_TEST((credentials.expires_at == some_credentials().expires_at));
    BOOST_TEST(credentials.region == "us-west-2");
    BOOST_TEST((read->fetched_at == kFetched));
    BOOST_TEST(!cache->read(kAdminEntry).has_value());
}

BOOST_AUTO_TEST_CASE(nothing_of_it_is_on_the_disk_in_the_clear_or_open_to_others) {
    write(kEntry);
    BOOST_TEST(files().size() >= 2U);
    for (const auto& file : files()) {
        BOOST_TEST(text_of(file).find("canary") == std::string::npos, file);
        BOOST_TEST(text_of(file).find("CANARY") == std::string::npos, file);
        struct stat status {};
        BOOST_REQUIRE(::stat(file.c_str(), &status) == 0);
        BOOST_TEST((status.st_mode & 0077) == 0U, file);
    }
}

BOOST_AUTO_TEST_CASE(a_file_in_anothers_place_is_none) {
    write(kAdminEntry);
    write(kEntry);
    std::filesystem::copy_file(file_with("admin"), file_with("tenant"),
                               std::filesystem::copy_options::overwrite_existing);
    BOOST_TEST(!cache->read(kEntry).has_value());
}

BOOST_AUTO_TEST_CASE(what_was_changed_or_has_another_key_is_not_there_and_is_written_anew) {
    write(kEntry);
    std::string text = text_of(file_with("tenant"));
    text.back() = static_cast<char>(text.back() ^ 1);
    put(file_with("tenant"), text);
    BOOST_TEST(!cache->read(kEntry).has_value());
    std::filesystem::remove(folder / "run/key");
    BOOST_TEST(!cache->read(kEntry).has_value());
    write(kEntry);
    BOOST_TEST(cache->read(kEntry).has_value());
}

BOOST_AUTO_TEST_CASE(a_portals_entries_are_forgotten_together_and_others_stay) {
    const CacheEntry other{"https://globex.duplocloud.net", "admin"};
    cache->begin_sign_in(other.portal_url);
    for (const CacheEntry& entry : {kEntry, kAdminEntry, other}) write(entry);
    cache->forget(kEntry.portal_url);
    BOOST_TEST(!cache->read(kEntry).has_value());
    BOOST_TEST(!cache->read(kAdminEntry).has_value());
    BOOST_TEST(cache->read(other).has_value());
    cache->forget("https://never.seen");
}

BOOST_AUTO_TEST_CASE(one_at_a_time_has_an_entrys_turn) {
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    std::latch all(8);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const auto own = open();
            all.arrive_and_wait();
            const auto turn = own->take_turn(kEntry, {});
            most = std::max(most.load(), ++inside);
            --inside;
        });
    }
    threads.clear();
    BOOST_TEST(most == 1);
    const auto first = cache->take_turn(kEntry, {});
    const auto of_another_entry = cache->take_turn(kAdminEntry, {});
    BOOST_TEST((of_another_entry != nullptr));
}

BOOST_AUTO_TEST_CASE(those_who_waited_get_the_error_that_was_reported_and_later_ones_do_not) {
    auto turn = cache->take_turn(kEntry, {});
    std::latch asked(1);
    std::optional<Error> got;
    std::jthread waiting([&] {
        const auto own = open();
        asked.count_down();
        try {
            own->take_turn(kEntry, {});
        } catch (const Error& error) {
            got.emplace(error);
        }
    });
    asked.wait();
    // It reads what was reported before it opens the file to lock it.
    while (files_open_for_writing("tenant_7c1f0e9a.lock") < 2) std::this_thread::yield();
    turn->failed(Error(ErrorCode::portal_timeout, "acme did not answer\nin time", "try again"));
    turn.reset();
    waiting.join();
    BOOST_REQUIRE(got.has_value());
    BOOST_TEST((got->code() == ErrorCode::portal_timeout));
    BOOST_TEST(got->what() == "acme did not answer in time");
    BOOST_TEST(got->hint() == "try again");
    const auto lock_file = folder / "cache/acme.duplocloud.net/tenant_7c1f0e9a.lock";
    // In the same process it is somebody who tries again; of many processes that ask at once some come a moment later.
    cache->take_turn(kEntry, {})->failed(*got);
    make_report_of_another_process(lock_file);
    BOOST_CHECK_THROW(cache->take_turn(kEntry, {}), Error);
    make_report_older(lock_file);
    BOOST_CHECK_NO_THROW(cache->take_turn(kEntry, {}));
}

BOOST_AUTO_TEST_CASE(whoever_takes_the_turn_takes_back_what_was_reported_before) {
    cache->take_turn(kEntry, {})->failed(Error(ErrorCode::portal_timeout, "acme did not answer", "try again"));
    const auto turn = cache->take_turn(kEntry, {});
    BOOST_TEST(text_of(folder / "cache/acme.duplocloud.net/tenant_7c1f0e9a.lock").find("acme did not answer") ==
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_error_of_before_a_sign_in_is_not_told_after_it) {
    cache->take_turn(kEntry, {})->failed(Error(ErrorCode::sign_in_needed, "the session has ended"));
    cache->begin_sign_in(kEntry.portal_url);
    BOOST_CHECK_NO_THROW(cache->take_turn(kEntry, {}));
}

BOOST_AUTO_TEST_CASE(keys_of_an_earlier_sign_in_are_neither_written_nor_read) {
    write(kEntry);
    write(kAdminEntry);
    const std::string before = cache->sign_in_mark(kEntry.portal_url);
    const std::filesystem::path admin_file = file_with("admin");
    const std::string kept = text_of(admin_file);
    cache->forget(kEntry.portal_url);
    cache->write(kEntry, {some_credentials(), kFetched, before});
    BOOST_TEST(file_with("tenant").empty());
    cache->begin_sign_in(kEntry.portal_url);
    BOOST_TEST(cache->sign_in_mark(kEntry.portal_url) != before);
    // As a kill or a backup may leave it: readable, but of the earlier sign-in.
    put(admin_file, kept);
    std::filesystem::permissions(admin_file, std::filesystem::perms(0600));
    BOOST_TEST(!cache->read(kAdminEntry).has_value());
    write(kAdminEntry);
    BOOST_TEST(cache->read(kAdminEntry).has_value());
}

BOOST_AUTO_TEST_CASE(all_of_a_portal_that_can_be_read_are_listed) {
    write(kEntry);
    write(kAdminEntry);
    const auto names = [&] {
        std::vector<std::string> names;
        for (const auto& [entry, keys] : cache->list(kEntry.portal_url)) names.push_back(entry.what);
        std::ranges::sort(names);
        return names;
    };
    BOOST_TEST(names() == (std::vector<std::string>{kAdminEntry.what, kEntry.what}), boost::test_tools::per_element());
    // One in another's place is none, nor is what can't be opened.
    std::filesystem::copy_file(file_with("admin"), folder / "cache/acme.duplocloud.net/duplo_ops");
    put(file_with("tenant"), "torn");
    BOOST_TEST(names() == std::vector<std::string>{kAdminEntry.what}, boost::test_tools::per_element());
    cache->forget(kEntry.portal_url);
    BOOST_TEST(names().empty());
    BOOST_TEST(cache->list("https://nowhere.duplocloud.net").empty());
}

BOOST_AUTO_TEST_CASE(a_link_in_the_folders_place_gets_no_keys) {
    std::filesystem::rename(folder / "cache", folder / "elsewhere");
    std::filesystem::create_directory_symlink(folder / "elsewhere", folder / "cache");
    write(kEntry);
    cache->begin_sign_in(kEntry.portal_url);
    cache->write(kEntry, {some_credentials(), kFetched, cache->sign_in_mark(kEntry.portal_url)});
    BOOST_TEST(file_with("tenant").empty());
}

BOOST_AUTO_TEST_CASE(a_stop_ends_the_waiting) {
    const auto turn = cache->take_turn(kEntry, {});
    std::stop_source stop;
    stop.request_stop();
    BOOST_CHECK_EXCEPTION(open()->take_turn(kEntry, stop.get_token()), Error,
                          [](const Error& error) { return error.code() == ErrorCode::cancelled; });
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_written_credentials_are_got_all_the_same) {
    std::filesystem::remove_all(folder / "cache");
    put(folder / "cache", "a file in the folder's place");
    write(kEntry);
    BOOST_TEST(!cache->read(kEntry).has_value());
    BOOST_TEST((cache->take_turn(kEntry, {}) != nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
