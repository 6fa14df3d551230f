#include "system/vault/vault.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "base/error.h"
#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {}  // namespace

BOOST_AUTO_TEST_SUITE(vault_keyring_windows)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back_and_can_be_taken_away) {
    const TestFolder folder;
    const std::string token(10'000, 't');  // longer than the system's credential store takes
    make_vault_keyring(folder / "kept/vault")
        ->write(kAcmeUrl, {Secret(std::string(token)), Secret(), "bob", std::nullopt});
    const auto vault = make_vault_keyring(folder / "kept/vault");
    BOOST_REQUIRE(vault->read(kAcmeUrl).has_value());
    BOOST_TEST(vault->read(kAcmeUrl)->token.reveal() == token);
    BOOST_TEST(text_of(folder / "kept/vault").find("tttt") == std::string::npos);
    vault->erase(kAcmeUrl);
    BOOST_TEST(!vault->read(kAcmeUrl).has_value());
}

BOOST_AUTO_TEST_CASE(what_was_changed_is_refused_and_left_alone) {
    const TestFolder folder;
    const auto vault = make_vault_keyring(folder / "vault");
    vault->write(kAcmeUrl, {Secret(std::string("t0ken")), Secret(), "bob", std::nullopt});
    std::string text = text_of(folder / "vault");
    text.resize(text.size() / 2);
    put(folder / "vault", text);
    const auto is_keyring = [](const Error& error) {
        return error.code() == ErrorCode::keyring && !error.hint().empty();
    };
    BOOST_CHECK_EXCEPTION(vault->read(kAcmeUrl), Error, is_keyring);
    BOOST_CHECK_EXCEPTION(vault->write(kAcmeUrl, {Secret(std::string("t")), Secret(), "bob", std::nullopt}), Error,
                          is_keyring);
    BOOST_TEST(text_of(folder / "vault") == text);
}

BOOST_AUTO_TEST_SUITE_END()
