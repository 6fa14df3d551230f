#include "system/portal/portal_client.h"

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "fake_http_script.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

constexpr char kTenant[] = "7c1f0e9a-1111-2222-3333-444455556666";
constexpr char kJit[] =
    R"({"ConsoleUrl":"https://signin.aws.amazon.com/federation?Action=login","AccessKeyId":"A","SecretAccessKey":"S","SessionToken":"T","Region":"us-west-2","Validity":900})";

struct ClientFixture {
    Portal portal{"acme", "https://acme.test", "https://api.acme.test:8443", "/etc/acme.pem", ""};
    Secret token{"t0ken.t0ken.t0ken"};
    Secret otp;
    FakeHttpScript http;
    PortalClient client{http};

    PortalAccess access() const { return {portal, token, otp}; }
    std::vector<std::string> urls() const {
        std::vector<std::string> urls;
        for (const auto& seen : http.journal) urls.push_back(seen.url);
        return urls;
    }
    JitCredentials tenant_jit() { return client.tenant_jit(access(), kTenant, {}); }
    bool older = false;
    JitCredentials admin_jit(std::string_view region) {
        return client.admin_jit(access(), region_named(region), older, {});
    }

    /// What the call throws; a test failure where it throws nothing.
    Error thrown(const std::function<void()>& call) {
        try {
            call();
        } catch (const Error& error) {
            return error;
        }
        throw std::logic_error("nothing was thrown");
    }
    Error tenant_jit_error() {
        return thrown([&] { tenant_jit(); });
    }
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_client, ClientFixture)

BOOST_AUTO_TEST_CASE(sends_the_token_to_the_portals_api_with_one_request) {
    http.answer(200, kJit);
    const JitCredentials credentials = tenant_jit();
    BOOST_TEST(credentials.secret_access_key.reveal() == "S");
    BOOST_TEST(credentials.validity.count() == 900);
    BOOST_REQUIRE(http.journal.size() == 1U);
    const auto& seen = http.journal[0];
    BOOST_TEST(seen.method == "GET");
    BOOST_TEST(seen.url ==
               std::string("https://api.acme.test:8443/subscriptions/") + kTenant + "/GetAwsConsoleTokenUrl");
    BOOST_TEST(seen.header("Authorization") == "Bearer t0ken.t0ken.t0ken");
    BOOST_TEST(seen.header("Content-Type") == "application/json");
    BOOST_TEST(seen.header("Accept") == "application/json");
    BOOST_TEST(seen.header("otpcode") == "absent");
    BOOST_TEST(seen.ca_file == "/etc/acme.pem");
}

BOOST_AUTO_TEST_CASE(sends_the_one_time_password_where_there_is_one) {
    otp = Secret("123456");
    http.answer(200, kJit);
    tenant_jit();
    BOOST_TEST(http.journal.at(0).header("otpcode") == "123456");
}

BOOST_AUTO_TEST_CASE(each_call_has_its_path) {
    http.answer(200, R"({"Username":"bob@example.com","Roles":["Administrator"],"IsReadOnly":false})");
    http.answer(200, R"({"IsAwsAdminJITEnabled":true})");
    http.answer(200, std::string(R"([{"TenantId":")") + kTenant + R"(","AccountName":"invoice"}])");
    http.answer(200, kJit);
    http.answer(200, kJit);
    BOOST_TEST(client.user(access(), {}).administrator);
    BOOST_TEST(client.features(access(), {}).admin_jit);
    BOOST_TEST(client.tenants(access(), {}).at(0).name == "invoice");
    admin_jit("");
    client.duplo_ops_jit(access(), {});
    const std::vector<std::string> wanted{
        "https://api.acme.test:8443/admin/GetUserRoleInfo", "https://api.acme.test:8443/v3/features/system",
        "https://api.acme.test:8443/admin/GetTenantsForUser", "https://api.acme.test:8443/v3/admin/aws/jitAccess/admin",
        "https://api.acme.test:8443/v3/admin/aws/jitAccess/duplo-ops"};
    BOOST_TEST(urls() == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_token_that_would_break_a_header_is_never_sent) {
    for (const char* bad : {"a\r\nX-Evil: 1", "a\nb", "a\tb", "a\x7f"}) {
        token = Secret(bad);
        BOOST_TEST((tenant_jit_error().code() == ErrorCode::sign_in_needed));
        token = Secret("good");
        otp = Secret(bad);
        BOOST_TEST((tenant_jit_error().code() == ErrorCode::sign_in_needed));
        otp = Secret();
    }
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(a_tenant_cannot_lead_to_another_path) {
    http.answer(404, "");
    BOOST_TEST(
        (thrown([&] { client.tenant_jit(access(), "../../admin?x#y", {}); }).code() == ErrorCode::portal_not_found));
    BOOST_TEST(http.journal.at(0).url ==
               "https://api.acme.test:8443/subscriptions/..%2F..%2Fadmin%3Fx%23y/GetAwsConsoleTokenUrl");
}

struct Refusal {
    long status;
    std::string body;
    ErrorCode code;
    std::string in_message;
    std::string in_hint;
};
std::ostream& operator<<(std::ostream& stream, const Refusal& refusal) {
    return stream << refusal.status << " " << refusal.body;
}

const Refusal kRefusals[] = {
    {401, "", ErrorCode::sign_in_needed, "the session on acme has ended", "jit-console sign-in acme"},
    {401, "{\"Message\":\"Authorization has been denied\"}", ErrorCode::sign_in_needed, "acme",
     "jit-console sign-in acme"},
    {403, "{\"Message\":\"No access to tenant\"}", ErrorCode::portal_forbidden, "(403): No access to tenant",
     "administrator"},
    {404, "", ErrorCode::portal_not_found, "api.acme.test:8443 can't find AWS access to this tenant (404)", "removed"},
    {400, "{\"Message\":\"Tenant Not Found\"}", ErrorCode::portal_not_found, "Tenant Not Found", "removed"},
    {400, "{\"Message\":\"bad duration\"}", ErrorCode::portal_error, "(400): bad duration", "try again"},
    {400, "", ErrorCode::portal_error, "(400)", "try again"},
    {429, "", ErrorCode::portal_error, "received too many requests", "wait"},
    {500, "{\"Message\":\"AssumeRole failed\"}", ErrorCode::portal_error,
     "api.acme.test:8443 returned an error for AWS access to this tenant (500): AssumeRole failed", "administrator"},
    {502, "<html>bad gateway</html>", ErrorCode::portal_error, "(502)", "try again"},
    {302, "", ErrorCode::portal_answer, "redirect (302)", "login page"},
    {200, "not json", ErrorCode::portal_answer, "", "a"},
    {200, "", ErrorCode::portal_answer, "", "a"},
    {204, "", ErrorCode::portal_answer, "", "a"},
    {200, "null", ErrorCode::portal_answer, "", "a"},
};

BOOST_DATA_TEST_CASE_F(ClientFixture, each_refusal_has_its_code_sentence_and_next_step,
                       boost::unit_test::data::make(kRefusals), refusal) {
    http.answer(refusal.status, refusal.body);
    const Error error = tenant_jit_error();
    BOOST_TEST((error.code() == refusal.code));
    BOOST_TEST(contains(error.what(), refusal.in_message), error.what());
    BOOST_TEST(contains(error.hint(), refusal.in_hint), error.hint());
    BOOST_TEST(!contains(error.what(), "t0ken"));
    BOOST_TEST(!contains(error.what(), "<html"));
}

BOOST_AUTO_TEST_CASE(a_web_page_is_no_answer) {
    for (const char* type : {"text/html", "application/xhtml+xml"}) {
        http.answer(200, kJit, type);
        const Error error = tenant_jit_error();
        BOOST_TEST((error.code() == ErrorCode::portal_answer));
        BOOST_TEST(contains(error.what(), "api.acme.test:8443 answered with a web page"));
        BOOST_TEST(contains(error.hint(), "login page"));
    }
}

BOOST_AUTO_TEST_CASE(the_portals_words_are_left_out_where_they_quote_a_secret) {
    otp = Secret("123456");
    for (const char* words : {"bad header Bearer t0ken.t0ken.t0ken", "bad code 123456"}) {
        http.answer(403, std::string("{\"Message\":\"") + words + "\"}");
        const Error error = tenant_jit_error();
        BOOST_TEST((error.code() == ErrorCode::portal_forbidden));
        BOOST_TEST(std::string(error.what()).ends_with("(403)"), error.what());
    }
}

struct Failure {
    HttpFailure::Kind kind;
    ErrorCode code;
    std::string in_message;
    std::string in_hint;
};
std::ostream& operator<<(std::ostream& stream, const Failure& failure) { return stream << error_word(failure.code); }

const Failure kFailures[] = {
    {HttpFailure::Kind::unreachable, ErrorCode::portal_unreachable, "api.acme.test:8443 can't be reached: detail",
     "VPN"},
    {HttpFailure::Kind::tls, ErrorCode::portal_tls, "api.acme.test:8443", "proxy"},
    {HttpFailure::Kind::timeout, ErrorCode::portal_timeout, "api.acme.test:8443", "try again"},
    {HttpFailure::Kind::too_large, ErrorCode::portal_answer, "too large", "address"},
    {HttpFailure::Kind::ca_file, ErrorCode::ca_file, "/etc/acme.pem", "PEM"},
    {HttpFailure::Kind::malformed, ErrorCode::portal_answer, "can't be understood: detail", "try again"},
};

BOOST_DATA_TEST_CASE_F(ClientFixture, each_failure_has_its_code_sentence_and_next_step,
                       boost::unit_test::data::make(kFailures), failure) {
    http.fail(failure.kind, "detail");
    const Error error = tenant_jit_error();
    BOOST_TEST((error.code() == failure.code));
    BOOST_TEST(contains(error.what(), failure.in_message), error.what());
    BOOST_TEST(contains(error.hint(), failure.in_hint), error.hint());
}

BOOST_AUTO_TEST_CASE(names_the_variable_where_the_authorities_came_from_it) {
    portal.ca_file.clear();
    http.fail(HttpFailure::Kind::ca_file);
    BOOST_TEST(contains(tenant_jit_error().what(), "SSL_CERT_FILE"));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_certificate_decides_what_to_do) {
    const auto hint = [&](const std::string& detail) {
        http.fail(HttpFailure::Kind::tls, "SSL certificate problem: " + detail);
        return tenant_jit_error().hint();
    };
    const std::string clock = hint("certificate is not yet valid");
    BOOST_TEST(contains(clock, "clock"));
    BOOST_TEST(!contains(clock, "/etc/acme.pem"));
    BOOST_TEST(contains(hint("unable to get local issuer certificate"), "/etc/acme.pem has"));
    portal.ca_file.clear();
    BOOST_TEST(contains(hint("unable to get local issuer certificate"), "--ca-file"));
}

BOOST_AUTO_TEST_CASE(a_cancelled_call_throws_cancelled) {
    std::stop_source stop;
    stop.request_stop();
    BOOST_TEST((thrown([&] { client.tenants(access(), stop.get_token()); }).code() == ErrorCode::cancelled));
}

BOOST_AUTO_TEST_CASE(a_portal_without_the_features_call_has_none) {
    for (const long status : {204, 400, 404}) {
        http.answer(status, "{\"Message\":\"no such route\"}");
        const Features features = client.features(access(), {});
        BOOST_TEST(!features.admin_jit);
        BOOST_TEST(features.regions.empty());
    }
    http.answer(500, "");
    BOOST_TEST((thrown([&] { client.features(access(), {}); }).code() == ErrorCode::portal_error));
}

BOOST_AUTO_TEST_CASE(tenants_that_come_in_parts_are_asked_for_until_the_last) {
    const auto part = [](const std::string& names, const std::string& fields) {
        std::string items;
        for (const char name : names) {
            items += std::string(items.empty() ? "" : ",") + R"({"TenantId":"7c1f0e9a-1111-2222-3333-44445555666)" +
                     name + R"(","AccountName":")" + name + R"("})";
        }
        return R"({"Items":[)" + items + "]" + fields + "}";
    };
    const auto names = [&] {
        std::string text;
        for (const Tenant& tenant : client.tenants(access(), {})) text += tenant.name;
        return text;
    };
    http.answer(200, part("fb", R"(,"Count":4,"NextPageLink":"https://elsewhere.test/other?page=2")"));
    http.answer(200, part("ab", R"(,"Count":4,"NextPageLink":"?page=3")"));
    http.answer(200, part("c", R"(,"Count":4,"NextPageLink":null)"));
    BOOST_TEST(names() == "abcf");
    // The token goes to the portal's API alone, whatever it names.
    const std::string list = "https://api.acme.test:8443/admin/GetTenantsForUser";
    BOOST_TEST(urls() == (std::vector<std::string>{list, list + "?page=2", list + "?page=3"}));

    http.answer(200, part("ab", R"(,"Count":5)"));
    const Error error = thrown([&] { client.tenants(access(), {}); });
    BOOST_TEST((error.code() == ErrorCode::portal_answer));
    BOOST_TEST(contains(error.what(), "lists 2 tenants, which are not all"));
    http.answer(200, part("", R"(,"NextPageLink":"?page=2")"));
    BOOST_TEST((thrown([&] { client.tenants(access(), {}); }).code() == ErrorCode::portal_answer));
}

BOOST_AUTO_TEST_CASE(a_portal_that_cannot_say_who_is_signed_in_is_asked_for_the_tenants) {
    http.answer(404, "").answer(200, "[]");
    BOOST_TEST(client.user(access(), {}).name == "");
    BOOST_TEST(urls().back() == "https://api.acme.test:8443/admin/GetTenantsForUser");
    http.answer(404, "").answer(401, "");
    BOOST_TEST((thrown([&] { client.user(access(), {}); }).code() == ErrorCode::sign_in_needed));
}

BOOST_AUTO_TEST_CASE(what_is_good_to_know_alone_may_be_missing_in_any_way) {
    for (const auto& [status, body] : {std::pair(400L, ""),
                                       {403L, ""},
                                       {404L, ""},
                                       {500L, ""},
                                       {200L, "null"},
                                       {200L, "<html></html>"},
                                       {200L, "123456789012"},
                                       {200L, R"("")"}}) {
        http.answer(status, body).answer(status, body);
        BOOST_TEST(!client.tenant_account(access(), kTenant, {}).has_value());
        BOOST_TEST(!client.tenant_region(access(), kTenant, {}).has_value());
    }
    http.answer(401, "");
    BOOST_TEST((thrown([&] { client.tenant_region(access(), kTenant, {}); }).code() == ErrorCode::sign_in_needed));
}

BOOST_AUTO_TEST_CASE(administrator_access_asks_once_where_the_portal_is_new) {
    http.answer(200, kJit);
    admin_jit("eu-west-1");
    BOOST_TEST(urls().size() == 1U);
    BOOST_TEST(urls()[0] == "https://api.acme.test:8443/v3/admin/aws/jitAccess/admin/eu-west-1");
}

BOOST_AUTO_TEST_CASE(administrator_access_falls_back_to_older_calls) {
    for (const long status : {400, 404, 405, 500, 503}) {
        http.journal.clear();
        http.answer(status, "").answer(status, "").answer(200, kJit);
        BOOST_TEST(admin_jit("eu-west-1").has_keys());
        const std::vector<std::string> wanted{"https://api.acme.test:8443/v3/admin/aws/jitAccess/admin/eu-west-1",
                                              "https://api.acme.test:8443/v3/admin/aws/jitAccess/admin",
                                              "https://api.acme.test:8443/adminproxy/GetJITAwsConsoleAccessUrl"};
        BOOST_TEST(urls() == wanted, boost::test_tools::per_element());
        BOOST_TEST(older);
        older = false;
    }
}

BOOST_AUTO_TEST_CASE(administrator_access_asks_the_older_call_first_where_that_is_known) {
    older = true;
    http.answer(200, kJit);
    BOOST_TEST(admin_jit("eu-west-1").has_keys());
    BOOST_TEST(urls().size() == 1U);
    BOOST_TEST(older);
    http.answer(404, "").answer(200, kJit);
    BOOST_TEST(admin_jit("eu-west-1").has_keys());
    BOOST_TEST(urls().back() == "https://api.acme.test:8443/v3/admin/aws/jitAccess/admin/eu-west-1");
    BOOST_TEST(!older);
}

BOOST_AUTO_TEST_CASE(administrator_access_takes_a_start_page_for_a_call_that_is_missing) {
    http.answer(200, "<html></html>", "text/html").answer(200, kJit);
    BOOST_TEST(admin_jit("").has_keys());
    BOOST_TEST(urls().back() == "https://api.acme.test:8443/adminproxy/GetJITAwsConsoleAccessUrl");
}

BOOST_AUTO_TEST_CASE(administrator_access_that_is_refused_is_not_tried_elsewhere) {
    for (const auto& [status, code] :
         {std::pair(401L, ErrorCode::sign_in_needed), std::pair(403L, ErrorCode::portal_forbidden),
          std::pair(302L, ErrorCode::portal_answer)}) {
        http.journal.clear();
        http.answer(status, "");
        BOOST_TEST((thrown([&] { admin_jit("eu-west-1"); }).code() == code));
        BOOST_TEST(urls().size() == 1U);
    }
    http.journal.clear();
    http.fail(HttpFailure::Kind::timeout);
    BOOST_TEST((thrown([&] { admin_jit(""); }).code() == ErrorCode::portal_timeout));
    http.answer(200, "not json");
    BOOST_TEST((thrown([&] { admin_jit(""); }).code() == ErrorCode::portal_answer));
    BOOST_TEST(urls().size() == 2U);
}

BOOST_AUTO_TEST_CASE(administrator_access_reports_the_first_of_like_refusals_and_the_last_of_others) {
    http.answer(500, "{\"Message\":\"first\"}").answer(500, "{\"Message\":\"second\"}");
    BOOST_TEST(contains(thrown([&] { admin_jit(""); }).what(), "first"));
    http.answer(404, "{\"Message\":\"first\"}").answer(500, "{\"Message\":\"second\"}");
    BOOST_TEST(contains(thrown([&] { admin_jit(""); }).what(), "second"));
    http.answer(404, "").answer(403, "{\"Message\":\"second\"}");
    BOOST_TEST((thrown([&] { admin_jit(""); }).code() == ErrorCode::portal_forbidden));
}

BOOST_AUTO_TEST_SUITE_END()
