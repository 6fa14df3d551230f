// What the host writes of its own accord when it opens a console or hands out credentials.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "commands/console/open_console.h"
#include "commands/credentials/aws_profiles.h"
#include "commands/credentials/get_credentials.h"
#include "commands/history/history.h"
#include "fake_context.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

constexpr const char* kHandedOutTenant = "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";

struct HandedOutFixture : fake::FakeContext {
    HandedOutFixture() {
        configure("acme");
        context.caller = "firefox";
        http.answers["/admin/GetTenantsForUser"].body =
            R"([{"TenantId":")" + std::string(kHandedOutTenant) + R"(","AccountName":"invoice"}])";
        http.answers["/subscriptions/" + std::string(kHandedOutTenant) + "/GetAwsConsoleTokenUrl"].body =
            R"({"ConsoleUrl":"https://us-west-2.signin.aws.amazon.com/federation?Action=login&Issuer=https%3A%2F%2Facme.duplocloud.net&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken=secret",
                "AccessKeyId":"ASIATENANT","SecretAccessKey":"s","SessionToken":"t","Region":"us-west-2","Validity":3600})";
    }
    JitTarget by_extension(bool is_private = false) {
        JitTarget target = jit_target(Role::tenant, "invoice", "");
        target.by = "extension";
        target.is_private = is_private;
        return target;
    }
    void open(const JitTarget& target) {
        jit_console::open_console(context, {"acme", target, parse_console_place("s3"), false}, {});
    }
    HistoryEntry expected(const std::string& what, const std::string& service, const std::string& by) {
        return {clock.now(),      what,
                "acme",           "tenant",
                kHandedOutTenant, "invoice",
                service,          by,
                std::nullopt,     "bob@example.com",
                "firefox",        clock.now() + std::chrono::seconds(3600)};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(handed_out, HandedOutFixture)

BOOST_AUTO_TEST_CASE(a_console_is_recorded_with_who_what_by_whom_and_until_when) {
    open(by_extension());
    BOOST_REQUIRE(history.kept.size() == 1U);
    BOOST_TEST((history.kept[0] == expected("opened", "s3", "extension")));
    open(jit_target(Role::tenant, "invoice", ""));
    BOOST_TEST((history.kept[1] == expected("opened", "s3", "terminal")));
}

BOOST_AUTO_TEST_CASE(a_tenant_known_by_its_guid_only_has_the_name_that_it_was_chosen_by) {
    JitTarget target = by_extension();
    target.tenant.emplace(kHandedOutTenant);
    target.shown_name = "in-voice";
    open(target);
    BOOST_TEST(history.kept.at(0).name == "in-voice");
    facts.keep("https://acme.duplocloud.net", "name " + std::string(kHandedOutTenant), "invoice");
    open(target);
    BOOST_TEST(history.kept.at(1).name == "invoice");
    facts.kept.clear();
    target.shown_name = "in\nvoice";
    open(target);
    BOOST_TEST(history.kept.at(2).name.empty());
}

BOOST_AUTO_TEST_CASE(a_renewal_and_a_copied_url_are_recorded_as_such) {
    for (const char* what : {"renewed", "copied"}) {
        OpenConsole params{"acme", by_extension(), parse_console_place("s3"), false};
        params.what = what;
        jit_console::open_console(context, params, {});
        BOOST_TEST(history.kept.back().what == what);
    }
}

BOOST_AUTO_TEST_CASE(credentials_are_recorded_when_they_come_from_the_portal) {
    const GetCredentials params{"acme", by_extension(), false, {}};
    jit_console::get_credentials(context, params, {});
    jit_console::get_credentials(context, params, {});
    BOOST_REQUIRE(history.kept.size() == 1U);
    BOOST_TEST((history.kept[0] == expected("credentials", "", "extension")));
}

BOOST_AUTO_TEST_CASE(a_private_window_leaves_no_trace) {
    open(by_extension(true));
    BOOST_TEST(history.kept.empty());
    BOOST_TEST(facts.kept.empty());
}

BOOST_AUTO_TEST_CASE(a_policy_has_private_windows_recorded_too_and_leaves_no_other_trace) {
    policy.set(R"({"recordEverything":true})");
    open(by_extension(true));
    BOOST_TEST(history.kept.size() == 1U);
    BOOST_TEST(facts.kept.empty());
    BOOST_CHECK_THROW(clear_history(context), Error);
    BOOST_TEST(history.kept.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_policy_has_cached_credentials_recorded_each_time) {
    policy.set(R"({"recordEverything":true})");
    const GetCredentials params{"acme", by_extension(), false, {}};
    jit_console::get_credentials(context, params, {});
    jit_console::get_credentials(context, params, {});
    BOOST_REQUIRE(history.kept.size() == 2U);
    BOOST_TEST((history.kept[1] == expected("credentials", "", "extension")));
}

BOOST_AUTO_TEST_CASE(what_a_policy_wants_recorded_and_cannot_be_is_not_handed_out) {
    policy.set(R"({"recordEverything":true,"systemLog":true})");
    history.broken = true;
    BOOST_TEST((thrown_code([&] { open(by_extension()); }) == ErrorCode::policy_forbids));
    history.broken = false;
    system_log.broken = true;
    BOOST_TEST((thrown_code([&] { open(by_extension()); }) == ErrorCode::policy_forbids));
    policy.set(R"({"systemLog":true})");
    open(by_extension());
}

BOOST_AUTO_TEST_CASE(a_policy_has_it_written_to_the_system_log_as_one_event) {
    open(by_extension());
    BOOST_TEST(system_log.lines.empty());
    policy.set(R"({"systemLog":true})");
    JitTarget target = by_extension();
    target.reason = "OPS-7";
    open(target);
    BOOST_REQUIRE(system_log.lines.size() == 1U);
    const auto event = nlohmann::json::parse(system_log.lines[0]);
    BOOST_TEST(event.at("class_uid") == 3003);
    BOOST_TEST(event.at("type_uid") == 300301);
    BOOST_TEST(event.at("user").at("name") == "bob@example.com");
    BOOST_TEST(event.at("session").at("expiration_time") == (clock.now().time_since_epoch().count() + 3600) * 1000);
    BOOST_TEST(event.at("service").at("name") == "s3");
    BOOST_TEST(event.at("unmapped").at("reason") == "OPS-7");
    BOOST_TEST(event.at("unmapped").at("tenant_uid") == kHandedOutTenant);
    BOOST_TEST(system_log.lines[0].find('\n') == std::string::npos);
    BOOST_TEST(system_log.lines[0].find("secret") == std::string::npos);
    BOOST_TEST(system_log.lines[0].find("https") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_policy_wants_a_reason_and_records_it) {
    policy.set(R"({"requireReason":true})");
    const std::size_t asked = http.journal.size();
    JitTarget target = by_extension();
    BOOST_TEST((thrown_code([&] { open(target); }) == ErrorCode::reason_needed));
    target.reason = "  ";
    BOOST_TEST((thrown_code([&] { open(target); }) == ErrorCode::reason_needed));
    const GetCredentials without{"acme", target, false, {}};
    BOOST_TEST((thrown_code([&] { jit_console::get_credentials(context, without, {}); }) == ErrorCode::reason_needed));
    BOOST_TEST((thrown_code([&] { add_aws_profile(context, {"", "acme", target}, {}); }) == ErrorCode::policy_forbids));
    BOOST_TEST(http.journal.size() == asked);
    target.reason = "OPS-7";
    open(target);
    BOOST_TEST(history.kept.at(0).reason == "OPS-7");
}

BOOST_AUTO_TEST_CASE(an_aws_profile_is_recorded_when_it_is_written) {
    JitTarget target = jit_target(Role::tenant, kHandedOutTenant, "us-west-2");
    add_aws_profile(context, {"work", "acme", target}, {});
    add_aws_profile(context, {"work", "acme", target}, {});
    BOOST_REQUIRE(history.kept.size() == 1U);
    HistoryEntry wanted = expected("profile", "", "terminal");
    wanted.ends = std::nullopt;
    wanted.name = history.kept[0].name;
    BOOST_TEST((history.kept[0] == wanted));
    policy.set(R"({"recordEverything":true})");
    history.broken = true;
    BOOST_CHECK_THROW(add_aws_profile(context, {"other", "acme", target}, {}), Error);
    BOOST_TEST(aws_config.text.value_or("").find("other") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_kept_stops_nobody) {
    history.broken = true;
    open(by_extension());
    BOOST_TEST(history.kept.empty());
}

BOOST_AUTO_TEST_SUITE_END()
