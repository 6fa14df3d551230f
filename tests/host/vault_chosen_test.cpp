#include "system/vault/vault.h"

#include <set>

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/setup/move_vault.h"
#include "fake_context.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

SignIn some_sign_in() { return {Secret(std::string("a-token")), Secret(), "bob@example.com", std::nullopt}; }

/// Hands out one fake vault for each kind, which outlives what uses it.
struct VaultChosenFixture : FakeContext {
    class Borrowed final : public Vault {
    public:
        Borrowed(FakeVault& vault, bool broken) : vault_(vault), broken_(broken) {}
        std::optional<SignIn> read(std::string_view url) override { return use().read(url); }
        void write(std::string_view url, const SignIn& sign_in) override { use().write(url, sign_in); }
        void erase(std::string_view url) override { use().erase(url); }

    private:
        FakeVault& use() const {
            if (broken_) throw Error(ErrorCode::keyring, "the desktop's keyring is locked", "unlock it");
            return vault_;
        }
        FakeVault& vault_;
        bool broken_;
    };

    std::map<VaultKind, FakeVault> vaults;
    bool no_keyring = false;
    std::set<VaultKind> forbidden;
    MakeVault make = [this](VaultKind kind) -> std::unique_ptr<Vault> {
        if (kind == VaultKind::memory) return make_vault_memory();
        return std::make_unique<Borrowed>(vaults[kind], kind == VaultKind::keyring && no_keyring);
    };
    std::unique_ptr<Vault> chosen(std::optional<VaultKind> wanted = std::nullopt) {
        return make_vault_chosen(
            wanted, make, [this] { return portals.vault(); }, [this](VaultKind kind) { portals.set_vault(kind); },
            [this](VaultKind kind) {
                if (forbidden.contains(kind)) throw Error(ErrorCode::policy_forbids, "as the test wants it");
            });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vault_chosen, VaultChosenFixture)

BOOST_AUTO_TEST_CASE(the_first_sign_in_goes_into_the_keyring_which_is_used_from_then_on) {
    const auto used = chosen();
    BOOST_TEST(!used->read(kAcmeUrl).has_value());
    used->erase(kAcmeUrl);
    BOOST_TEST(!portals.vault_kind.has_value());
    used->write(kAcmeUrl, some_sign_in());
    BOOST_TEST((portals.vault_kind == VaultKind::keyring));
    BOOST_TEST(vaults[VaultKind::keyring].kept.size() == 1U);
    BOOST_TEST(chosen()->read(kAcmeUrl)->token.reveal() == "a-token");
}

BOOST_AUTO_TEST_CASE(where_there_is_no_keyring_the_first_sign_in_goes_into_the_file) {
    no_keyring = true;
    chosen()->write(kAcmeUrl, some_sign_in());
    BOOST_TEST((portals.vault_kind == VaultKind::file));
    no_keyring = false;
    chosen()->write("https://globex.duplocloud.net", some_sign_in());
    BOOST_TEST(vaults[VaultKind::file].kept.size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_first_sign_in_goes_where_the_policy_allows_it) {
    forbidden = {VaultKind::file};
    no_keyring = true;
    const auto used = chosen();
    used->write(kAcmeUrl, some_sign_in());
    BOOST_TEST((portals.vault_kind == VaultKind::memory));
    BOOST_TEST(used->read(kAcmeUrl)->token.reveal() == "a-token");
    BOOST_TEST(vaults[VaultKind::file].kept.empty());
}

BOOST_AUTO_TEST_CASE(a_forbidden_vault_is_neither_read_nor_written_but_wiped) {
    vaults[VaultKind::file].write(kAcmeUrl, some_sign_in());
    portals.vault_kind = VaultKind::file;
    forbidden = {VaultKind::file};
    const auto is_forbidden = [](const Error& error) { return error.code() == ErrorCode::policy_forbids; };
    BOOST_CHECK_EXCEPTION(chosen()->read(kAcmeUrl), Error, is_forbidden);
    BOOST_CHECK_EXCEPTION(chosen()->write(kAcmeUrl, some_sign_in()), Error, is_forbidden);
    chosen()->erase(kAcmeUrl);
    BOOST_TEST(vaults[VaultKind::file].kept.empty());
}

BOOST_AUTO_TEST_CASE(a_keyring_that_was_chosen_and_is_locked_is_told_and_not_gone_around) {
    portals.vault_kind = VaultKind::keyring;
    no_keyring = true;
    const auto is_keyring = [](const Error& error) { return error.code() == ErrorCode::keyring; };
    BOOST_CHECK_EXCEPTION(chosen()->write(kAcmeUrl, some_sign_in()), Error, is_keyring);
    BOOST_CHECK_EXCEPTION(chosen()->read(kAcmeUrl), Error, is_keyring);
    BOOST_TEST(vaults[VaultKind::file].kept.empty());
}

BOOST_AUTO_TEST_CASE(what_is_wanted_for_one_run_goes_before_what_is_configured) {
    portals.vault_kind = VaultKind::keyring;
    const auto used = chosen(VaultKind::file);
    used->write(kAcmeUrl, some_sign_in());
    BOOST_TEST(vaults[VaultKind::file].kept.size() == 1U);
    BOOST_TEST((portals.vault_kind == VaultKind::keyring));
    BOOST_TEST(used->writes_to_disk());
}

BOOST_AUTO_TEST_CASE(memory_ends_with_the_vault_and_says_so) {
    const auto used = chosen(VaultKind::memory);
    BOOST_TEST(!used->writes_to_disk());
    used->write(kAcmeUrl, some_sign_in());
    BOOST_TEST(used->read(kAcmeUrl)->token.reveal() == "a-token");
    BOOST_TEST(!chosen(VaultKind::memory)->read(kAcmeUrl).has_value());
    used->erase(kAcmeUrl);
    BOOST_TEST(!used->read(kAcmeUrl).has_value());
}

BOOST_AUTO_TEST_CASE(sign_ins_are_moved_and_leave_nothing_behind) {
    configure("acme", "");
    configure("globex", "");
    portals.vault_kind = VaultKind::file;
    vaults[VaultKind::file].write(kAcmeUrl, some_sign_in());
    BOOST_TEST(move_vault(context, VaultKind::keyring, make) == 1U);
    BOOST_TEST(vaults[VaultKind::file].kept.empty());
    BOOST_TEST(vaults[VaultKind::keyring].kept.at(kAcmeUrl).token == "a-token");
    BOOST_TEST((portals.vault_kind == VaultKind::keyring));
    BOOST_TEST(move_vault(context, VaultKind::keyring, make) == 0U);
}

BOOST_AUTO_TEST_CASE(a_move_to_a_keyring_that_does_not_open_changes_nothing) {
    configure("acme", "");
    portals.vault_kind = VaultKind::file;
    no_keyring = true;
    BOOST_CHECK_THROW(move_vault(context, VaultKind::keyring, make), Error);
    vaults[VaultKind::file].write(kAcmeUrl, some_sign_in());
    BOOST_CHECK_THROW(move_vault(context, VaultKind::keyring, make), Error);
    BOOST_TEST(vaults[VaultKind::file].kept.size() == 1U);
    BOOST_TEST((portals.vault_kind == VaultKind::file));
}

BOOST_AUTO_TEST_CASE(a_move_to_memory_wipes_sign_ins_and_cached_keys) {
    configure("acme", "");
    portals.vault_kind = VaultKind::file;
    vaults[VaultKind::file].write(kAcmeUrl, some_sign_in());
    credential_cache.write({kAcmeUrl, "admin"}, {{}, clock.now(), credential_cache.sign_in_mark(kAcmeUrl)});
    BOOST_TEST(credential_cache.kept.size() == 1U);
    BOOST_TEST(move_vault(context, VaultKind::memory, make) == 1U);
    BOOST_TEST(vaults[VaultKind::file].kept.empty());
    BOOST_TEST(credential_cache.kept.empty());
}

BOOST_AUTO_TEST_CASE(the_words_of_the_kinds_are_read_back) {
    for (const VaultKind kind : {VaultKind::keyring, VaultKind::file, VaultKind::memory}) {
        BOOST_TEST((find_vault_kind(vault_word(kind)) == kind));
    }
    BOOST_TEST(!find_vault_kind("").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
