#include "commands/credentials/get_credentials.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/portals/portals.h"
#include "commands/portals/sign_in.h"
#include "fake_context.h"

using namespace jit_console;
using fake::FakeContext;

namespace {

constexpr const char* kNewId = "0e4b7d11-90aa-4c3f-8f0e-5b1f2ad8c7e3";

std::string jit_path(const std::string& id) { return "/subscriptions/" + id + "/GetAwsConsoleTokenUrl"; }
std::string features_path(const std::string& id) { return "/v3/features/tenant/" + id; }
std::string tenants_with(const std::string& id) {
    return R"([{"TenantId":")" + id + R"(","AccountName":"Invoice","PlanID":"nonprod"}])";
}
std::string keys(const std::string& name, int validity = 3600) {
    return R"({"AccessKeyId":")" + name +
           R"(","SecretAccessKey":"s","SessionToken":"t","Region":"us-west-2","Validity":)" + std::to_string(validity) +
           "}";
}

/// A target in the words it is asked for by.
struct Who {
    Role role;
    std::string tenant;
    std::string region;
    JitTarget target() const { return jit_target(role, tenant, region); }
};

struct GetCredentialsFixture : FakeContext {
    GetCredentialsFixture() {
        configure("acme");
        http.answers[kTenantsPath].body = tenants_with(kTenantId);
        http.answers[jit_path(kTenantId)].body = keys("ASIATENANT");
        http.answers[kAdminJitPath].body = keys("ASIAADMIN");
        http.answers[kUserPath].body = R"({"Username":"alice","Roles":["User","Administrator"]})";
    }
    GotCredentials get(const Who& who) { return get_credentials(context, {"acme", who.target(), false, {}}, {}); }
    GotCredentials fresh(const Who& who) { return get_credentials(context, {"acme", who.target(), true, {}}, {}); }
    /// True where they came without asking the portal.
    bool from_cache(const Who& who) {
        const std::size_t before = http.journal.size();
        get(who);
        return http.journal.size() == before;
    }
    ErrorCode refusal(const Who& who) {
        try {
            get(who);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::internal;
    }
};

const Who kInvoice{Role::tenant, "invoice", ""};
const Who kAdmin{Role::admin, "", ""};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(get_credentials, GetCredentialsFixture)

BOOST_AUTO_TEST_CASE(a_name_costs_the_list_of_tenants_once_and_the_keys_one_request_while_they_last) {
    get(kInvoice);
    BOOST_TEST(http.paths() == (std::vector<std::string>{kTenantsPath, jit_path(kTenantId)}),
               boost::test_tools::per_element());
    const GotCredentials second = get({Role::tenant, "INVOICE", ""});
    BOOST_TEST(second.credentials.access_key_id.reveal() == "ASIATENANT");
    BOOST_TEST(second.tenant->name == "Invoice");
    BOOST_TEST(second.name == "acme-Invoice");
    BOOST_TEST(http.journal.size() == 2U);
    BOOST_TEST(from_cache({Role::tenant, kTenantId, ""}));
    fresh(kInvoice);
    BOOST_TEST(http.journal.size() == 3U);
}

BOOST_AUTO_TEST_CASE(keys_are_given_out_while_more_than_five_minutes_are_left) {
    const Time start = clock.now();
    get(kAdmin);
    clock.set(start + std::chrono::seconds(3600 - 301));
    BOOST_TEST(from_cache(kAdmin));
    clock.set(start + std::chrono::seconds(3600 - 300));
    BOOST_TEST(!from_cache(kAdmin));
    BOOST_TEST(http.journal.size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_end_is_counted_from_before_the_request) {
    BOOST_TEST((get(kAdmin).credentials.expires_at == clock.now() + std::chrono::seconds(3600)));
}

BOOST_AUTO_TEST_CASE(a_region_that_was_asked_for_is_told_and_an_administrators_keys_are_made_for_it) {
    get(kInvoice);
    const GotCredentials elsewhere = get({Role::tenant, "invoice", "eu-west-1"});
    BOOST_TEST(http.journal.size() == 2U);
    BOOST_TEST(elsewhere.credentials.region == "eu-west-1");
    get(kAdmin);
    BOOST_TEST(!from_cache({Role::admin, "", "eu-west-1"}));
    BOOST_TEST((refusal({Role::admin, "", "nowhere"}) == ErrorCode::destination));
}

BOOST_AUTO_TEST_CASE(a_name_that_now_means_another_tenant_is_looked_up_again) {
    get(kInvoice);
    http.answers[kTenantsPath].body = tenants_with(kNewId);
    http.answers[jit_path(kTenantId)] = {.status = 403, .body = "", .failure = {}};
    http.answers[jit_path(kNewId)].body = keys("ASIANEW");
    http.journal.clear();
    const GotCredentials got = fresh(kInvoice);
    BOOST_TEST(got.credentials.access_key_id.reveal() == "ASIANEW");
    BOOST_TEST(http.paths() == (std::vector<std::string>{jit_path(kTenantId), features_path(kTenantId), kTenantsPath,
                                                         jit_path(kNewId)}),
               boost::test_tools::per_element());
    http.journal.clear();
    fresh(kInvoice);
    BOOST_TEST(http.paths() == std::vector<std::string>{jit_path(kNewId)}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tenant_that_is_refused_is_looked_up_once_and_then_refused) {
    get(kInvoice);
    http.answers[jit_path(kTenantId)] = {.status = 403, .body = "", .failure = {}};
    http.journal.clear();
    BOOST_CHECK_THROW(fresh(kInvoice), Error);
    BOOST_TEST(http.paths() ==
                   (std::vector<std::string>{jit_path(kTenantId), features_path(kTenantId), kTenantsPath, kUserPath}),
               boost::test_tools::per_element());
    http.answers[kTenantsPath].body = "[]";
    BOOST_CHECK_EXCEPTION(fresh(kInvoice), Error, [](const Error& e) { return e.code() == ErrorCode::unknown_tenant; });
}

BOOST_AUTO_TEST_CASE(aws_access_that_users_do_not_get_is_told_from_a_tenant_they_may_not_see) {
    const Who target{Role::tenant, kTenantId, ""};
    http.answers[jit_path(kTenantId)] = {.status = 403, .body = R"({"Message":"not for you"})", .failure = {}};
    http.answers[kUserPath].body = R"({"Username":"bob","Roles":["User"]})";
    BOOST_CHECK_EXCEPTION(get(target), Error, [](const Error& e) {
        return e.code() == ErrorCode::tenant_jit_off && std::string(e.what()).ends_with("(403): not for you") &&
               e.hint().find("Disable Non-Admin AWS JIT Access On UI") != std::string::npos;
    });
    http.answers[kTenantsPath].body = tenants_with(kNewId);
    BOOST_TEST((refusal(target) == ErrorCode::portal_forbidden));
    http.answers[kTenantsPath] = {.status = 401, .body = "", .failure = {}};
    BOOST_TEST((refusal(target) == ErrorCode::portal_forbidden));
}

BOOST_AUTO_TEST_CASE(a_tenant_of_another_cloud_is_told_from_one_that_is_refused) {
    http.answers[features_path(kTenantId)].body = R"({"Cloud":3})";
    for (const long status : {403, 404, 200}) {
        http.answers[jit_path(kTenantId)] = {.status = status, .body = "{}", .failure = {}};
        BOOST_CHECK_EXCEPTION(get(kInvoice), Error, [](const Error& e) {
            return e.code() == ErrorCode::other_cloud &&
                   std::string(e.what()) == "Invoice is in Google Cloud, not in AWS" &&
                   e.hint().find(kTenantId) != std::string::npos;
        });
    }
    http.answers[features_path(kTenantId)] = {.status = 404, .body = "", .failure = {}};
    BOOST_TEST((refusal(kInvoice) == ErrorCode::no_credentials));
}

BOOST_AUTO_TEST_CASE(an_administrator_is_never_told_that_only_administrators_get_aws_access) {
    http.answers[jit_path(kTenantId)] = {.status = 403, .body = "", .failure = {}};
    BOOST_TEST((refusal({Role::tenant, kTenantId, ""}) == ErrorCode::portal_forbidden));
    BOOST_TEST(http.paths() == (std::vector<std::string>{jit_path(kTenantId), features_path(kTenantId), kUserPath}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_waited_for_another_takes_what_that_one_got) {
    get(kInvoice);
    const CachedKeys got = fake::FakeCredentialCache::copy_of(credential_cache.kept.begin()->second);
    const auto entry = credential_cache.kept.begin()->first;
    credential_cache.kept.clear();
    http.journal.clear();
    credential_cache.while_waiting = [&] {
        credential_cache.kept.insert_or_assign(entry, fake::FakeCredentialCache::copy_of(got));
    };
    BOOST_TEST(from_cache(kInvoice));
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(what_failed_is_told_to_those_who_wait) {
    http.answers[kAdminJitPath].failure = HttpFailure::Kind::timeout;
    BOOST_TEST((refusal(kAdmin) == ErrorCode::portal_timeout));
    BOOST_REQUIRE_EQUAL(credential_cache.failures.size(), 1U);
    BOOST_TEST((credential_cache.failures[0].code() == ErrorCode::portal_timeout));
}

BOOST_AUTO_TEST_CASE(without_a_sign_in_and_anybody_to_make_one_it_ends_before_it_waits) {
    vault.kept.clear();
    BOOST_TEST((refusal(kAdmin) == ErrorCode::sign_in_needed));
    BOOST_TEST(credential_cache.turns.empty());
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(a_sign_in_is_made_once_while_the_others_wait_and_then_the_keys_are_asked_for) {
    vault.kept.clear();
    int times = 0;
    const GetCredentials params{"acme", kAdmin.target(), false, [&](const Error& why) {
                                    BOOST_TEST((why.code() == ErrorCode::sign_in_needed));
                                    ++times;
                                    BOOST_TEST(credential_cache.turns.size() == static_cast<std::size_t>(times));
                                    vault.kept[kAcmeUrl] = {"new-token", "", "bob@example.com", std::nullopt};
                                }};
    BOOST_TEST(jit_console::get_credentials(context, params, {}).credentials.access_key_id.reveal() == "ASIAADMIN");
    BOOST_TEST(times == 1);
    http.answers[kAdminJitPath].status = 401;
    BOOST_CHECK_EXCEPTION(jit_console::get_credentials(context, {"acme", kAdmin.target(), true, params.sign_in}, {}),
                          Error, [](const Error& e) { return e.code() == ErrorCode::sign_in_needed; });
    BOOST_TEST(times == 2);
}

BOOST_AUTO_TEST_CASE(keys_go_with_the_sign_in_that_got_them) {
    for (const auto& end : std::vector<std::function<void()>>{
             [&] { sign_out(context, "acme"); }, [&] { remove_portal(context, "acme"); },
             [&] {
                 http.answers["/admin/GetUserRoleInfo"].body = R"({"Username":"alice@example.com"})";
                 sign_in_with_token(context, "acme", Secret(std::string("another-token")), {});
             }}) {
        credential_cache.write({kAcmeUrl, "admin"}, {{}, clock.now(), credential_cache.sign_in_mark(kAcmeUrl)});
        BOOST_TEST(credential_cache.kept.size() == 1U);
        end();
        BOOST_TEST(credential_cache.kept.empty());
        if (portals.portals.empty()) configure("acme");
        credential_cache.begin_sign_in(kAcmeUrl);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_after_another_persons_sign_in_is_thrown_away) {
    http.while_answering = [&] {
        http.while_answering = nullptr;
        http.answers["/admin/GetUserRoleInfo"].body = R"({"Username":"alice@example.com"})";
        sign_in_with_token(context, "acme", Secret(std::string("another-token")), {});
    };
    BOOST_TEST((refusal(kAdmin) == ErrorCode::sign_in_needed));
    BOOST_TEST(credential_cache.kept.empty());
    http.answers[kAdminJitPath].body = keys("ASIAALICE");
    BOOST_TEST(get(kAdmin).credentials.access_key_id.reveal() == "ASIAALICE");
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_after_the_sign_out_is_thrown_away) {
    http.while_answering = [&] {
        http.while_answering = nullptr;
        sign_out(context, "acme");
    };
    BOOST_TEST((refusal(kAdmin) == ErrorCode::sign_in_needed));
    BOOST_TEST(credential_cache.kept.empty());
}

BOOST_AUTO_TEST_CASE(keys_that_a_clock_that_was_wrong_dated_ahead_are_not_given_out) {
    const Time start = clock.now();
    clock.set(start + std::chrono::hours(5));
    get(kAdmin);
    clock.set(start + std::chrono::hours(2));
    get(kAdmin);
    BOOST_TEST(http.journal.size() == 2U);
    get(kAdmin);
    BOOST_TEST(http.journal.size() == 2U);
}

BOOST_AUTO_TEST_CASE(keys_that_would_last_longer_than_any_of_awss_are_not_given_out) {
    CachedKeys keys{{}, clock.now(), credential_cache.sign_in_mark(kAcmeUrl)};
    keys.credentials.expires_at = clock.now() + std::chrono::hours(12) + std::chrono::seconds(1);
    credential_cache.write({kAcmeUrl, "admin"}, keys);
    get(kAdmin);
    BOOST_TEST(http.journal.size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_two_tenants_whose_names_differ_in_capitals_the_one_that_was_named_is_taken) {
    http.answers[kTenantsPath].body = R"([{"TenantId":")" + std::string(kTenantId) +
                                      R"(","AccountName":"prod"},{"TenantId":")" + kNewId +
                                      R"(","AccountName":"Prod"}])";
    http.answers[jit_path(kNewId)].body = keys("ASIANEW");
    BOOST_TEST(get({Role::tenant, "prod", ""}).credentials.access_key_id.reveal() == "ASIATENANT");
    BOOST_TEST(get({Role::tenant, "Prod", ""}).credentials.access_key_id.reveal() == "ASIANEW");
    BOOST_TEST(get({Role::tenant, "prod", ""}).credentials.access_key_id.reveal() == "ASIATENANT");
}

BOOST_AUTO_TEST_CASE(what_a_name_means_is_asked_again_after_a_day_and_in_other_capitals_after_an_hour) {
    get(kInvoice);
    http.journal.clear();
    clock.set(clock.now() + std::chrono::minutes(61));
    fresh(kInvoice);
    BOOST_TEST(http.paths().front() == kTenantsPath);
    http.journal.clear();
    clock.set(clock.now() + std::chrono::hours(23));
    fresh({Role::tenant, "Invoice", ""});
    BOOST_TEST(http.paths().front() == jit_path(kTenantId));
    clock.set(clock.now() + std::chrono::hours(2));
    http.journal.clear();
    fresh({Role::tenant, "Invoice", ""});
    BOOST_TEST(http.paths().front() == kTenantsPath);
}

BOOST_AUTO_TEST_CASE(a_tenants_name_that_would_end_the_section_gives_way_to_its_guid) {
    http.answers[kTenantsPath].body =
        R"([{"TenantId":")" + std::string(kTenantId) + R"(","AccountName":"held-x] [default] evil=1"}])";
    const GotCredentials got = get({Role::tenant, "held-x] [default] evil=1", ""});
    BOOST_TEST(got.name == std::string("acme-") + kTenantId);
}

BOOST_AUTO_TEST_CASE(where_sign_ins_end_with_the_process_keys_are_not_written_either) {
    vault.to_disk = false;
    get(kAdmin);
    BOOST_TEST(credential_cache.kept.empty());
}

BOOST_AUTO_TEST_CASE(a_turns_name_leads_to_no_other_folder) {
    BOOST_CHECK_THROW(get({Role::tenant, "../../x", ""}), Error);
    BOOST_TEST(credential_cache.turns.at(0) == std::string(kAcmeUrl) + " tenant ------x");
}

BOOST_AUTO_TEST_SUITE_END()
