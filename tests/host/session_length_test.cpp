#include "commands/console/session_length.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "fake_context.h"

using namespace jit_console;
using fake::FakeContext;

namespace {

constexpr const char* kSettings = "/v3/admin/systemSettings/config";
const JitTarget kAdminTarget = jit_target(Role::admin, "", "");

struct SessionLengthFixture : FakeContext {
    SessionLengthFixture() {
        configure("acme");
        http.answers[kAdminJitPath].body =
            R"({"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"t","Validity":7200})";
        http.answers[kSettings].body = "[]";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(session_length, SessionLengthFixture)

BOOST_AUTO_TEST_CASE(what_was_seen_once_is_not_asked_again) {
    BOOST_TEST(get_session_length(context, "acme", kAdminTarget, {}).seconds.count() == 7200);
    http.journal.clear();
    BOOST_TEST(get_session_length(context, "acme", kAdminTarget, {}).seconds.count() == 7200);
    BOOST_TEST(http.paths() == std::vector<std::string>{kSettings}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_value_that_is_no_number_of_seconds_is_not_told) {
    for (const char* value : {R"("1h")", R"("")", "null", "true", R"("-5")", "[1]"}) {
        http.answers[kSettings].body =
            std::string(R"([{"Type":"AppConfig","Key":"AdminJitSessionDuration","Value":)") + value + "}]";
        BOOST_TEST_CONTEXT(value) {
            try {
                BOOST_TEST(!get_session_length(context, "acme", kAdminTarget, {}).settings.at(0).value.has_value());
            } catch (const Error& error) {
                BOOST_TEST((error.code() == ErrorCode::portal_answer));  // a wrong type
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_setting_is_written_as_the_portal_takes_it_and_the_length_seen_is_forgotten) {
    get_session_length(context, "acme", kAdminTarget, {});
    http.journal.clear();
    set_session_length(context, "acme", std::chrono::seconds(14'400), {});
    BOOST_REQUIRE_EQUAL(http.journal.size(), 1U);
    BOOST_TEST(http.journal[0].method == "POST");
    BOOST_TEST(http.paths()[0] == kSettings);
    BOOST_TEST(http.journal[0].body == R"({"Type":"AppConfig","Key":"AdminJitSessionDuration","Value":"14400"})");
    http.answers[kAdminJitPath].body =
        R"({"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"t","Validity":14400})";
    BOOST_TEST(get_session_length(context, "acme", kAdminTarget, {}).seconds.count() == 14'400);
}

BOOST_AUTO_TEST_CASE(a_length_out_of_awss_bounds_is_refused_before_anybody_is_asked) {
    for (const int seconds : {0, 899, 43'201, -3600}) {
        BOOST_CHECK_EXCEPTION(set_session_length(context, "acme", std::chrono::seconds(seconds), {}), Error,
                              [](const Error& error) { return error.code() == ErrorCode::bad_request; });
    }
    BOOST_TEST(http.journal.empty());
    BOOST_CHECK_NO_THROW(check_session_length(kShortestSession));
    BOOST_CHECK_NO_THROW(check_session_length(kLongestSession));
}

BOOST_AUTO_TEST_CASE(who_is_no_administrator_is_told_so) {
    http.answers[kSettings].status = 403;
    BOOST_CHECK_EXCEPTION(set_session_length(context, "acme", std::chrono::seconds(3600), {}), Error,
                          [](const Error& error) { return error.code() == ErrorCode::portal_forbidden; });
}

BOOST_AUTO_TEST_CASE(a_tenants_settings_are_named_with_the_way_to_them) {
    http.answers[std::string("/subscriptions/") + kTenantId + "/GetAwsConsoleTokenUrl"].body =
        R"({"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"t"})";
    const SessionLength length = get_session_length(context, "acme", jit_target(Role::tenant, kTenantId, ""), {});
    BOOST_TEST(length.seconds.count() == 3600);
    BOOST_REQUIRE_EQUAL(length.settings.size(), 2U);
    BOOST_TEST(length.settings[0].decides);
    BOOST_TEST(length.settings[0].url == std::string("https://acme.duplocloud.net/app/devops/") + kTenantId);
    BOOST_TEST(!length.settings[1].decides);
}

BOOST_AUTO_TEST_SUITE_END()
