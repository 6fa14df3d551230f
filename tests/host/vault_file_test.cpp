#include "system/vault/vault.h"

#include <future>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "acme_portal.h"
#include "base/error.h"
#include "fake_folder.h"
#include "file_mode.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

constexpr char kOtherUrl[] = "https://other.duplocloud.net";

struct VaultFixture {
    TestFolder folder;
    fs::path file = folder / "state/vault";
    fs::path key = folder / "config/vault.key";
    std::unique_ptr<Vault> vault = make_vault_file(file, key);

    void write(const char* portal, const std::string& token) const {
        vault->write(portal, {Secret(std::string(token)), Secret(), "bob@example.com", std::nullopt});
    }
    std::string token(const char* portal) const {
        const auto found = vault->read(portal);
        return found ? std::string(found->token.reveal()) : "none";
    }
    /// Both calls fail and the file stays as it is.
    void check_unusable() const {
        const std::string before = text_of(file);
        const auto is_vault = [](const Error& error) {
            return error.code() == ErrorCode::vault && !error.hint().empty();
        };
        BOOST_CHECK_EXCEPTION(vault->read(kAcmeUrl), Error, is_vault);
        BOOST_CHECK_EXCEPTION(write(kAcmeUrl, "new"), Error, is_vault);
        BOOST_CHECK_EXCEPTION(vault->erase(kAcmeUrl), Error, is_vault);
        BOOST_TEST((text_of(file) == before));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vault_file, VaultFixture)

BOOST_AUTO_TEST_CASE(an_empty_vault_holds_nothing_and_makes_no_file) {
    BOOST_TEST(!vault->read(kAcmeUrl));
    vault->erase(kAcmeUrl);
    BOOST_TEST(!fs::exists(file));
    BOOST_TEST(!fs::exists(key));
}

BOOST_AUTO_TEST_CASE(gives_back_all_that_was_kept) {
    const Time end{std::chrono::seconds(1'790'000'000)};
    vault->write(kAcmeUrl, {Secret("t0ken"), Secret("123456"), "bób@example.com", end});
    const auto found = make_vault_file(file, key)->read(kAcmeUrl);
    BOOST_REQUIRE(found);
    BOOST_TEST(found->token.reveal() == "t0ken");
    BOOST_TEST(found->otp.reveal() == "123456");
    BOOST_TEST(found->user == "bób@example.com");
    BOOST_TEST((found->expires_at == end));
}

BOOST_AUTO_TEST_CASE(a_sign_out_leaves_no_token_that_a_killed_sign_in_wrote) {
    write(kOtherUrl, "two");
    fs::copy_file(file, file.string() + ".jit-console-a1b2c3");
    fs::copy_file(file, file.string() + ".a1B2c3");
    vault->erase(kAcmeUrl);
    BOOST_TEST(!fs::exists(file.string() + ".jit-console-a1b2c3"));
    BOOST_TEST(!fs::exists(file.string() + ".a1B2c3"));
    BOOST_TEST(token(kOtherUrl) == "two");
}

BOOST_AUTO_TEST_CASE(keeps_each_portals_sign_in_apart) {
    write(kAcmeUrl, "one");
    write(kOtherUrl, "two");
    write(kAcmeUrl, "three");
    BOOST_TEST(token(kAcmeUrl) == "three");
    BOOST_TEST(token(kOtherUrl) == "two");
    vault->erase(kAcmeUrl);
    BOOST_TEST(token(kAcmeUrl) == "none");
    BOOST_TEST(token(kOtherUrl) == "two");
    BOOST_TEST(token("https://acme.duplocloud.net:8443") == "none");
}

BOOST_AUTO_TEST_CASE(nothing_of_it_can_be_read_from_the_file) {
    write(kAcmeUrl, "a-token-that-would-be-seen");
    const std::string text = text_of(file);
    for (const char* secret : {"a-token-that-would-be-seen", "bob@example.com", "acme", "token"}) {
        BOOST_TEST(text.find(secret) == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(each_write_looks_different) {
    write(kAcmeUrl, "same");
    const std::string first = text_of(file);
    write(kAcmeUrl, "same");
    BOOST_TEST((text_of(file) != first));
    BOOST_TEST(text_of(file).size() == first.size());
}

BOOST_AUTO_TEST_CASE(files_and_folders_are_the_users_alone) {
    const mode_t before = ::umask(0);
    write(kAcmeUrl, "t0ken");
    ::umask(before);
    BOOST_TEST(mode_of(file) == 0600U);
    BOOST_TEST(mode_of(key) == 0600U);
    BOOST_TEST(mode_of(file.parent_path()) == 0700U);
    BOOST_TEST(mode_of(key.parent_path()) == 0700U);
    BOOST_TEST(text_of(key).size() == 32U);
}

BOOST_AUTO_TEST_CASE(a_change_of_any_byte_is_noticed) {
    write(kAcmeUrl, "t0ken");
    const std::string good = text_of(file);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        put(file, bad);
        BOOST_CHECK_EXCEPTION(vault->read(kAcmeUrl), Error,
                              [](const Error& error) { return error.code() == ErrorCode::vault; });
    }
    put(file, good);
    BOOST_TEST(token(kAcmeUrl) == "t0ken");
}

BOOST_AUTO_TEST_CASE(a_cut_vault_is_refused_and_left_alone) {
    write(kAcmeUrl, "t0ken");
    const std::string good = text_of(file);
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{20}, std::size_t{47}, good.size() - 1}) {
        put(file, good.substr(0, size));
        check_unusable();
    }
}

BOOST_AUTO_TEST_CASE(a_vault_under_another_key_is_refused_and_left_alone) {
    write(kAcmeUrl, "t0ken");
    put(key, std::string(32, 'k'));
    check_unusable();
}

BOOST_AUTO_TEST_CASE(a_vault_without_its_key_is_refused_and_left_alone) {
    write(kAcmeUrl, "t0ken");
    fs::remove(key);
    check_unusable();
    BOOST_TEST(!fs::exists(key));
}

BOOST_AUTO_TEST_CASE(a_key_of_another_length_is_refused) {
    write(kAcmeUrl, "t0ken");
    for (const unsigned size : {0U, 31U, 33U, 100U}) {
        put(key, std::string(size, 'k'));
        check_unusable();
    }
}

BOOST_AUTO_TEST_CASE(a_key_that_others_can_read_is_refused) {
    write(kAcmeUrl, "t0ken");
    ::chmod(key.c_str(), 0640);
    check_unusable();
}

BOOST_AUTO_TEST_CASE(a_key_behind_a_link_is_refused) {
    write(kAcmeUrl, "t0ken");
    fs::rename(key, folder / "elsewhere");
    fs::create_symlink(folder / "elsewhere", key);
    check_unusable();
}

BOOST_AUTO_TEST_CASE(no_new_key_goes_through_a_dangling_link) {
    fs::create_directories(key.parent_path());
    fs::create_symlink(folder / "elsewhere", key);
    BOOST_CHECK_EXCEPTION(write(kAcmeUrl, "t0ken"), Error,
                          [](const Error& error) { return error.code() == ErrorCode::vault; });
    BOOST_TEST(!fs::exists(folder / "elsewhere"));
    BOOST_TEST(!fs::exists(file));
}

BOOST_AUTO_TEST_CASE(writers_at_the_same_time_lose_nothing) {
    std::vector<std::future<void>> writers;
    for (int i = 0; i < 8; ++i) {
        writers.push_back(std::async(std::launch::async, [&, i] {
            const auto own = make_vault_file(file, key);
            const std::string portal = "https://portal" + std::to_string(i) + ".test";
            own->write(portal, {Secret("token" + std::to_string(i)), Secret(), "", std::nullopt});
        }));
    }
    for (auto& writer : writers) writer.get();
    for (int i = 0; i < 8; ++i) {
        const std::string portal = "https://portal" + std::to_string(i) + ".test";
        BOOST_TEST(token(portal.c_str()) == "token" + std::to_string(i));
    }
}

BOOST_AUTO_TEST_SUITE_END()
