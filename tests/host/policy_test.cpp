#include "domain/policy.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "commands/console/open_console.h"
#include "commands/console/session_length.h"
#include "commands/credentials/aws_profiles.h"
#include "commands/credentials/get_credentials.h"
#include "commands/doctor/doctor_vault.h"
#include "commands/portals/portals.h"
#include "commands/portals/sign_in.h"
#include "commands/setup/move_vault.h"
#include "fake_context.h"
#include "messaging/wire.h"

using namespace jit_console;
using fake::FakeContext;

namespace {

constexpr const char* kPolicyPortalUrl = "https://acme.duplocloud.net";
constexpr const char* kPolicyTenant = "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";
constexpr const char* kPolicyPath = "/etc/jit-console/policy.json";

struct PolicyFixture : FakeContext {
    PolicyFixture() {
        configure("acme");
        http.answers["/subscriptions/" + std::string(kPolicyTenant) + "/GetAwsConsoleTokenUrl"].body =
            R"({"AccessKeyId":"ASIATENANT","SecretAccessKey":"s","SessionToken":"t","Region":"us-west-2","Validity":3600})";
        http.answers["/v3/admin/aws/jitAccess/admin"].body =
            R"({"AccessKeyId":"ASIAADMIN","SecretAccessKey":"s","SessionToken":"t","Region":"us-west-2","Validity":3600})";
        http.answers["/admin/GetUserRoleInfo"].body = R"({"Username":"bob","Roles":["User","Administrator"]})";
    }

    template <typename Action>
    std::string refusal(const Action& action) {
        try {
            action();
        } catch (const Error& error) {
            BOOST_TEST(std::string(error_word(error.code())) == "policy_forbids");
            BOOST_TEST(
                error.hint().find(error.hint().starts_with("ask the administrator of") ? "doctor" : kPolicyPath) !=
                std::string::npos);
            return error.what();
        }
        return "nothing was refused";
    }
    GotCredentials credentials(Role role = Role::tenant, bool confirmed = false) {
        GetCredentials params{"acme", jit_target(role, role == Role::tenant ? kPolicyTenant : "", ""), false, {}};
        params.target.confirmed = confirmed;
        return jit_console::get_credentials(context, params, {});
    }
    OpenedConsole console(Role role = Role::tenant) {
        return jit_console::open_console(
            context, {"acme", jit_target(role, role == Role::tenant ? kPolicyTenant : "", ""), ConsolePlace{}, false},
            {});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(policy, PolicyFixture)

BOOST_AUTO_TEST_CASE(no_policy_allows_everything) {
    BOOST_TEST(credentials().credentials.access_key_id.reveal() == "ASIATENANT");
    BOOST_TEST(credentials(Role::admin).credentials.access_key_id.reveal() == "ASIAADMIN");
    BOOST_TEST(to_json(context.policy.read()).is_null());
}

BOOST_DATA_TEST_CASE(what_is_no_policy_is_refused_and_names_the_field,
                     boost::unit_test::data::make({
                         "",
                         "[]",
                         "{\"hide\":",
                         "{\"hidden\":[]}",
                         "{\"hide\":\"credentials\"}",
                         "{\"hide\":[\"all\"]}",
                         "{\"hide\":[7]}",
                         "{\"onlyListedPortals\":\"yes\"}",
                         "{\"onlyListedPortals\":2}",
                         "{\"longestSessionMinutes\":5}",
                         "{\"longestSessionMinutes\":\"60\"}",
                         "{\"vaults\":[]}",
                         "{\"extensionIds\":[\"acme\"]}",
                         "{\"extensionIds\":[7]}",
                         "{\"vaults\":[\"disk\"]}",
                         "{\"confirmAdministrator\":null}",
                         "{\"portals\":{}}",
                         "{\"portals\":[{\"url\":\"http://acme\"}]}",
                         "{\"portals\":[{\"url\":\"a.b\",\"api\":\"c.d\"}]}",
                         "{\"portals\":[{\"url\":7}]}",
                         "{\"portals\":[{\"url\":\"a.b\",\"name\":\"A B\"}]}",
                         "{\"portals\":[{\"url\":\"a.b\"},{\"url\":\"https://A.b/\"}]}",
                         "{\"renewal\":7}",
                         "{\"chip\":3}",
                         "{\"locked\":\"chip\"}",
                         "{\"warnMinutes\":\"5\"}",
                         "{\"colours\":[]}",
                         "{\"production\":\"prod\"}",
                         "{\"production\":[\"prod\",7]}",
                         "{\"confirmProduction\":\"yes\"}",
                     }),
                     text) {
    const std::string why = refusal([&] { parse_policy(text, kPolicyPath); });
    BOOST_TEST(why.find(kPolicyPath) != std::string::npos, why);
    const std::string_view all(text);
    if (const auto quote = all.find('"'); quote != std::string_view::npos && all.ends_with('}')) {
        const std::string_view field = all.substr(quote + 1, all.find('"', quote + 1) - quote - 1);
        BOOST_TEST(why.find(field) != std::string::npos, why);
    }
}

BOOST_AUTO_TEST_CASE(a_whole_policy_is_read_and_the_extension_gets_what_it_needs) {
    policy.set(
        R"({"portals":[{"url":"https://Acme.duplocloud.net/app","apiUrl":"api.acme.example","caFile":"/etc/ca.pem"}],
        "onlyListedPortals":1,"longestSessionMinutes":60,"hide":["credentials","api_tokens"],"vaults":["keyring"],
        "confirmAdministrator":true,"requireReason":true,"recordEverything":true,"systemLog":true,
        "renewal":"ask","chip":0,"production":["live","123456789012"],"confirmProduction":1,"locked":["chip","production"]})");
    BOOST_TEST(to_json(context.policy.read()) == Json::parse(R"({
        "portals":[{"url":"https://acme.duplocloud.net","apiUrl":"https://api.acme.example","name":null}],
        "onlyListedPortals":true,"longestSessionMinutes":60,"hide":["credentials","api_tokens"],
        "confirmAdministrator":true,"requireReason":true,"recordEverything":true,
        "renewal":"ask","chip":false,"production":["live","123456789012"],"confirmProduction":true,
        "locked":["chip","production"]})"));
    BOOST_TEST(context.policy.read().system_log);
    BOOST_TEST(configured_portal(context, "acme").ca_file == "/etc/ca.pem");
}

BOOST_AUTO_TEST_CASE(rules_for_production_are_as_many_and_as_long_as_the_extension_takes) {
    const auto with = [](std::size_t count, std::size_t length) {
        const Json words(std::vector<std::string>(count, std::string(length, 'x')));
        return Json{{"production", words}}.dump();
    };
    BOOST_TEST(parse_policy(with(100, 100), kPolicyPath).settings == with(100, 100));
    BOOST_TEST(parse_policy(with(0, 0), kPolicyPath).settings == R"({"production":[]})");
    for (const std::string& text : {with(101, 1), with(1, 101)}) {
        const std::string why = refusal([&] { parse_policy(text, kPolicyPath); });
        BOOST_TEST(why.find("production") != std::string::npos, why);
    }
}

BOOST_AUTO_TEST_CASE(a_policy_that_cannot_be_used_opens_nothing) {
    policy.unusable = "it isn't protected";
    for (const std::string& why :
         {refusal([&] { credentials(); }), refusal([&] { console(); }), refusal([&] { list_portals(context); }),
          refusal([&] {
              add_portal(context, {"https://other.example", "", "", ""});
          }),
          refusal([&] { sign_in(context, "acme", false, [](const GrantPage&) {}, {}); }),
          refusal([&] { sign_in_with_token(context, "acme", Secret(std::string("t")), {}); }), refusal([&] {
              preview_aws_profile(context, {"", "acme", jit_target(Role::tenant, kPolicyTenant, "us-west-2")}, {});
          }),
          refusal([&] { get_session_length(context, "acme", jit_target(Role::tenant, kPolicyTenant, ""), {}); })}) {
        BOOST_TEST(why.find("it isn't protected") != std::string::npos, why);
    }
    BOOST_TEST(http.journal.empty());
    sign_out(context, "acme");
    BOOST_TEST(vault.kept.empty());
    remove_portal(context, "acme");
    BOOST_TEST(portals.portals.empty());
}

BOOST_AUTO_TEST_CASE(the_doctor_says_why_a_policy_cannot_be_used) {
    policy.unusable = "its hide is no list";
    const Diagnosis broken = check_vault(context, workstation).diagnosis;
    BOOST_REQUIRE(broken.findings.size() == 1U);
    BOOST_TEST(broken.findings[0].code == "policy");
    BOOST_TEST(broken.findings[0].message.find("its hide is no list") != std::string::npos);
    policy.unusable.clear();
    policy.set("{}");
    const Diagnosis fine = check_vault(context, workstation).diagnosis;
    BOOST_TEST(fine.findings.empty());
    BOOST_TEST(fine.checked[0].detail.find(kPolicyPath) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(its_portals_need_no_terminal_and_have_its_api_and_its_certificates) {
    policy.set(
        R"({"portals":[{"url":"https://acme.duplocloud.net","apiUrl":"https://api.acme.example","caFile":"/etc/ca.pem"},
                              {"url":"https://globex.duplocloud.net","name":"work"}]})");
    const auto states = list_portals(context);
    BOOST_REQUIRE(states.size() == 2U);
    BOOST_TEST(states[0].portal.api_url == "https://api.acme.example");
    BOOST_TEST(states[0].signed_in);
    BOOST_TEST(states[1].portal.name == "work");
    credentials();
    BOOST_TEST(http.journal[0].url.starts_with("https://api.acme.example/"));
    sign_in(context, "work", false, [](const GrantPage&) {}, {});
    // Kept, so that it can be signed out of without the policy.
    BOOST_TEST(portals.portals.back().url == "https://globex.duplocloud.net");
    policy.unusable = "gone";
    sign_out(context, "work");
    BOOST_TEST(!vault.kept.contains("https://globex.duplocloud.net"));
}

BOOST_AUTO_TEST_CASE(its_portals_cannot_be_removed_or_changed) {
    policy.set(R"({"portals":[{"url":"https://acme.duplocloud.net","apiUrl":"https://api.acme.example"}]})");
    BOOST_TEST(refusal([&] { remove_portal(context, "acme"); }).find("removing a portal that it sets") !=
               std::string::npos);
    BOOST_TEST(vault.kept.size() == 1U);
    BOOST_CHECK_EXCEPTION(add_portal(context, {kPolicyPortalUrl, "", "https://evil.example", ""}), Error,
                          [](const Error& error) { return error.code() == ErrorCode::portal_exists; });
}

BOOST_AUTO_TEST_CASE(its_names_stay_and_another_of_the_same_name_is_called_by_its_host) {
    policy.set(R"({"portals":[{"url":"https://globex.duplocloud.net","name":"acme"}]})");
    BOOST_TEST(configured_portal(context, "acme").url == "https://globex.duplocloud.net");
    BOOST_TEST(configured_portal(context, "acme.duplocloud.net").url == kPolicyPortalUrl);
    remove_portal(context, kPolicyPortalUrl);
    BOOST_TEST(portals.portals.empty());
}

BOOST_AUTO_TEST_CASE(other_portals_are_neither_listed_nor_used_where_only_its_own_are_allowed) {
    policy.set(R"({"portals":[{"url":"https://globex.duplocloud.net"}],"onlyListedPortals":true})");
    BOOST_TEST(list_portals(context).size() == 1U);
    BOOST_TEST(refusal([&] { credentials(); }).find("the portal acme") != std::string::npos);
    refusal([&] { check_portal(context, "https://other.example", {}); });
    refusal([&] { add_portal(context, {"https://other.example", "", "", ""}); });
    BOOST_TEST(http.journal.empty());
    sign_out(context, "acme");
    remove_portal(context, "acme");
    BOOST_TEST(portals.portals.empty());
}

BOOST_AUTO_TEST_CASE(a_portal_keeps_the_name_that_profiles_know_it_by) {
    policy.set(R"({"portals":[{"url":"https://acme.duplocloud.net","name":"work"}],"onlyListedPortals":true})");
    BOOST_TEST(configured_portal(context, "work").url == kPolicyPortalUrl);
    BOOST_TEST(configured_portal(context, "acme").url == kPolicyPortalUrl);
}

BOOST_AUTO_TEST_CASE(hidden_features_are_refused_by_their_names) {
    credentials();  // into the cache, which is no way around
    policy.set(R"({"hide":["credentials","api_tokens"]})");
    BOOST_TEST(refusal([&] { credentials(); }) == "your organisation's policy forbids this: temporary AWS credentials");
    refusal([&] { sign_in_with_token(context, "acme", Secret(std::string("t")), {}); });
    refusal([&] { add_aws_profile(context, {"", "acme", jit_target(Role::tenant, kPolicyTenant, "us-west-2")}, {}); });
    BOOST_TEST(!aws_config.text.has_value());
    policy.set(R"({"hide":["aws_profiles"]})");
    credentials();
    GetCredentials for_tools{"acme", jit_target(Role::tenant, kPolicyTenant, ""), false, {}};
    for_tools.for_tools = true;
    BOOST_TEST(refusal([&] { jit_console::get_credentials(context, for_tools, {}); }).find("AWS profiles") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(administrators_roles_are_refused_where_they_are_hidden) {
    policy.set(R"({"hide":["administrator"]})");
    for (const Role role : {Role::admin, Role::duplo_ops}) {
        refusal([&] { credentials(role, true); });
        refusal([&] { console(role); });
        refusal([&] { get_session_length(context, "acme", jit_target(role, "", ""), {}); });
        refusal([&] { preview_aws_profile(context, {"", "acme", jit_target(role, "", "us-west-2")}, {}); });
    }
    refusal([&] { set_session_length(context, "acme", std::chrono::seconds(3600), {}); });
    BOOST_TEST(http.journal.empty());
    http.answers["/v3/features/system"].body = R"({"IsAwsAdminJITEnabled":true})";
    BOOST_TEST(!get_portal(context, "acme", {}).features.admin_jit);
}

BOOST_AUTO_TEST_CASE(an_administrators_role_needs_a_persons_word_where_the_policy_wants_it) {
    policy.set(R"({"confirmAdministrator":true})");
    credentials();
    refusal([&] { credentials(Role::admin); });
    refusal([&] { console(Role::admin); });
    BOOST_TEST(credentials(Role::admin, true).credentials.access_key_id.reveal() == "ASIAADMIN");
}

BOOST_AUTO_TEST_CASE(no_session_counts_as_longer_than_the_policy_has_it) {
    const Time before = clock.now() + std::chrono::seconds(3600);
    BOOST_TEST((credentials().credentials.expires_at == before));
    policy.set(R"({"longestSessionMinutes":20})");
    // Those of the cache, too, which are older than the policy.
    BOOST_TEST((credentials().credentials.expires_at == clock.now() + std::chrono::minutes(20)));
    http.answers["/v3/admin/aws/jitAccess/admin"].body =
        R"({"ConsoleUrl":"https://us-west-2.signin.aws.amazon.com/federation?Action=login&Issuer=https%3A%2F%2Facme.duplocloud.net&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken=t","Validity":3600,"Region":"us-west-2"})";
    BOOST_TEST((console(Role::admin).expires_at == clock.now() + std::chrono::minutes(20)));
    refusal([&] { set_session_length(context, "acme", std::chrono::seconds(3600), {}); });
}

BOOST_AUTO_TEST_CASE(sign_ins_are_moved_only_to_where_they_may_be_kept) {
    policy.set(R"({"vaults":["keyring"]})");
    const MakeVault make = [](VaultKind) { return make_vault_memory(); };
    BOOST_TEST(refusal([&] { move_vault(context, VaultKind::file, make); }).find("file") != std::string::npos);
    move_vault(context, VaultKind::memory, make);
    BOOST_TEST((portals.vault_kind == VaultKind::memory));
}

BOOST_AUTO_TEST_SUITE_END()
