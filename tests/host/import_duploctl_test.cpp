#include "commands/setup/import_duploctl.h"

#include <boost/test/unit_test.hpp>

#include "fake_context.h"
#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

constexpr const char* kConfig = R"(current-context: dev
contexts:
- {name: dev, host: "https://acme.duplocloud.net/", token: good-token, tenant: Invoice}
- {name: my ops, host: acme.duplocloud.net, admin: true}
- {name: gone, host: "http://old.example", token: other-token}
- {name: globex, host: globex.duplocloud.net, token: bad-token}
)";

struct ImportDuploctlFixture : FakeContext {
    ImportDuploctlFixture() {
        put(folder / "config", kConfig);
        http.answers["/admin/GetUserRoleInfo"].body = R"({"Username":"bob@example.com"})";
        http.answers["/admin/GetTenantsForUser"].body =
            R"([{"TenantId":"7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10","AccountName":"invoice"}])";
    }
    std::vector<ImportedContext> import(bool tokens, bool profiles, bool dry_run = false) {
        return import_duploctl(context, {folder / "config", folder / "cache", tokens, profiles, dry_run}, {});
    }
    TestFolder folder;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(import_duploctl, ImportDuploctlFixture)

BOOST_AUTO_TEST_CASE(portals_are_added_once_and_tokens_are_left_alone) {
    const auto contexts = import(false, false);
    BOOST_REQUIRE_EQUAL(contexts.size(), 4U);
    BOOST_TEST(contexts[0].portal == "acme");
    BOOST_TEST(contexts[0].portal_added);
    BOOST_TEST(contexts[0].tenant == "Invoice");
    BOOST_TEST(contexts[0].has_token);
    BOOST_TEST(!contexts[0].signed_in);
    BOOST_TEST(contexts[1].portal == "acme");
    BOOST_TEST(!contexts[1].portal_added);
    BOOST_TEST((contexts[1].role == Role::admin));
    BOOST_TEST(contexts[2].portal == "");
    BOOST_TEST(contexts[2].problems.size() == 1U);
    BOOST_TEST(portals.portals.size() == 2U);
    BOOST_TEST(vault.kept.empty());
    BOOST_TEST(http.journal.empty());
    BOOST_TEST(!import(false, false)[0].portal_added);
}

BOOST_AUTO_TEST_CASE(tokens_of_duploctls_interactive_sign_in_are_found_in_its_cache) {
    std::filesystem::create_directory(folder / "cache");
    put(folder / "cache/acme.duplocloud.net,admin,duplo-creds.json",
        R"({"Version":"v1","DuploToken":"admin-token","Expiration":"2020-01-01T00:00:00+00:00","NeedOTP":false})");
    const auto left = import(false, false);
    BOOST_TEST(left[1].has_token);
    BOOST_TEST(!left[1].signed_in);
    const auto contexts = import(true, false);
    BOOST_TEST(contexts[1].signed_in);
    BOOST_TEST(vault.kept.at("https://acme.duplocloud.net").token == "admin-token");
    put(folder / "cache/acme.duplocloud.net,admin,duplo-creds.json", R"({"Version":"v2"})");
    BOOST_REQUIRE_EQUAL(import(true, false)[1].problems.size(), 1U);
}

BOOST_AUTO_TEST_CASE(tokens_are_taken_when_wanted_and_their_portals_accept_them) {
    const auto contexts = import(true, false);
    BOOST_TEST(contexts[0].signed_in);
    BOOST_TEST(vault.kept.at("https://acme.duplocloud.net").token == "good-token");
    http.answers["/admin/GetUserRoleInfo"].status = 401;
    vault.kept.clear();
    const auto refused = import(true, false);
    BOOST_TEST(!refused[3].signed_in);
    BOOST_TEST(refused[3].problems.size() == 1U);
    BOOST_TEST(vault.kept.empty());
}

BOOST_AUTO_TEST_CASE(contexts_become_aws_profiles_when_wanted) {
    http.answers["/subscriptions/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10/GetAwsRegionId"].body = R"("us-west-2")";
    const auto contexts = import(true, true);
    BOOST_TEST(contexts[0].profile.value() == "dev");
    BOOST_TEST(contexts[1].profile.value() == "my-ops");
    BOOST_TEST(!contexts[3].profile.has_value());
    BOOST_TEST(aws_config.text->find("[profile dev]\nregion = us-west-2\n") != std::string::npos);
    BOOST_TEST(aws_config.text->find("credentials acme --tenant invoice\n") != std::string::npos);
    BOOST_TEST(aws_config.text->find("[profile my-ops]\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_dry_run_changes_nothing_and_asks_nobody) {
    const auto contexts = import(true, true, true);
    BOOST_TEST(contexts[0].portal == "acme");
    BOOST_TEST(contexts[0].profile.value() == "dev");
    BOOST_TEST(portals.portals.empty());
    BOOST_TEST(vault.kept.empty());
    BOOST_TEST(!aws_config.text.has_value());
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(a_dry_run_names_new_portals_as_the_real_one_does) {
    configure("acme");
    put(folder / "config", R"(contexts:
- {name: one, host: "https://acme.other.example"}
- {name: two, host: "https://globex.example"}
- {name: three, host: "https://globex.other.example"}
- {name: four, host: "https://globex.example"}
)");
    const auto dry = import(false, false, true);
    const auto real = import(false, false);
    BOOST_REQUIRE_EQUAL(dry.size(), 4U);
    for (std::size_t i = 0; i < dry.size(); ++i) {
        BOOST_TEST(dry[i].portal == real[i].portal);
        BOOST_TEST(dry[i].portal_added == real[i].portal_added);
    }
    BOOST_TEST(dry[0].portal == "acme.other.example");
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_told) {
    BOOST_CHECK_EXCEPTION(
        jit_console::import_duploctl(context, {folder / "none", folder / "cache", false, false, false}, {}), Error,
        [](const Error& error) { return error.code() == ErrorCode::duploctl; });
}

BOOST_AUTO_TEST_SUITE_END()
