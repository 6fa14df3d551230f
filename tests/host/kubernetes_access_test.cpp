#include "domain/kubernetes_access.h"

#include <boost/test/unit_test.hpp>

#include "domain/credentials.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

constexpr const char* kAuthorityText = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==";
/// Ends at 1'789'990'900.
constexpr const char* kClusterToken = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3ODk5OTA5MDB9.sig";
constexpr Time kNow{std::chrono::seconds(1'789'990'000)};  // 2026-09-21T11:26:40Z

std::string answer(const std::string& more = "", const std::string& token = kClusterToken) {
    return R"({"Name":"duploinfra-prod","ApiServer":"https://K8S.eks.example:6443","Token":")" + token + "\"" + more +
           "}";
}

std::string end_of(const std::string& body) {
    return iso_time(kubernetes_token_end(parse_kubernetes_access(body), kNow));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kubernetes_access)

BOOST_AUTO_TEST_CASE(an_answer_tells_server_token_authority_and_namespace) {
    const KubernetesAccess access = parse_kubernetes_access(answer(
        R"(,"CertificateAuthorityDataBase64":")" + std::string(kAuthorityText) + R"(","DefaultNamespace":"dev-1")"));
    BOOST_TEST(access.server == "https://K8S.eks.example:6443");
    BOOST_TEST(access.token.reveal() == kClusterToken);
    BOOST_TEST(access.authority == kAuthorityText);
    BOOST_TEST(access.namespace_name == "dev-1");
    BOOST_TEST(access.has_cluster());
}

BOOST_AUTO_TEST_CASE(an_answer_without_server_or_token_has_no_cluster) {
    for (const char* body :
         {"{}", R"({"ApiServer":"https://x.example"})", R"({"Token":"t"})", R"({"ApiServer":null,"Token":""})"})
        BOOST_TEST(!parse_kubernetes_access(body).has_cluster(), body);
}

BOOST_AUTO_TEST_CASE(a_server_without_https_is_refused) {
    for (const char* server : {"http://x.example", "x.example", "https://", "https://user@x.example",
                               "https://x.example?a=b", "https://x.example#f", "https://x.exa\\nmple"}) {
        refusal([&] { parse_kubernetes_access(R"({"ApiServer":")" + std::string(server) + R"(","Token":"t"})"); });
    }
}

BOOST_AUTO_TEST_CASE(a_token_that_could_end_a_string_is_refused_and_not_repeated) {
    for (const char* token : {"canary\\\"", "canary\\nx", "canary x", "canary\\u00e9", "canary\\\\"}) {
        const std::string said = refusal([&] { parse_kubernetes_access(answer("", token)); });
        BOOST_TEST(said.find("canary") == std::string::npos, said);
    }
}

BOOST_AUTO_TEST_CASE(an_authority_that_is_no_certificate_is_refused_rather_than_left_out) {
    for (const char* text : {"x", "LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ==", "-----BEGIN CERTIFICATE-----"}) {
        refusal([&] {
            parse_kubernetes_access(answer(R"(,"CertificateAuthorityDataBase64":")" + std::string(text) + "\""));
        });
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_namespaces_name_is_left_out) {
    for (const char* text : {"", "Dev", "-a", "a-", "a_b", "a: b"}) {
        BOOST_TEST(
            parse_kubernetes_access(answer(R"(,"DefaultNamespace":")" + std::string(text) + "\"")).namespace_name ==
            "");
    }
    BOOST_TEST(!is_namespace_name(std::string(64, 'a')));
}

BOOST_AUTO_TEST_CASE(a_token_ends_at_the_earliest_of_the_portals_times_that_is_to_come) {
    BOOST_TEST(end_of(answer()) == "2026-09-21T11:41:40Z");
    BOOST_TEST(end_of(answer(R"(,"LastTokenRefreshTime":"2026-09-21T11:30:00Z")")) == "2026-09-21T11:30:00Z");
    BOOST_TEST(end_of(answer(R"(,"LastTokenRefreshTime":"2026-09-21T12:30:00Z")")) == "2026-09-21T11:41:40Z");
    BOOST_TEST(end_of(answer(R"(,"LastTokenRefreshTime":"2026-09-21T11:00:00Z")")) == "2026-09-21T11:41:40Z");
    BOOST_TEST(end_of(answer(R"(,"LastTokenRefreshTime":"2026-09-21T11:00:00Z")", "opaque")) == "2026-09-21T12:21:40Z");
}

BOOST_AUTO_TEST_CASE(an_end_is_never_more_than_twelve_hours_away) {
    BOOST_TEST(end_of(answer(R"(,"LastTokenRefreshTime":"2027-09-21T11:30:00Z")", "opaque")) == "2026-09-21T23:26:40Z");
}

BOOST_AUTO_TEST_CASE(a_time_is_read_in_its_own_zone) {
    for (const char* text : {"2026-09-21T11:30:00", "2026-09-21T11:30:00.1234567Z", "2026-09-21T13:30:00+02:00",
                             "2026-09-21T04:00:00-0730"}) {
        BOOST_TEST(end_of(answer(R"(,"LastTokenRefreshTime":")" + std::string(text) + "\"", "opaque")) ==
                       "2026-09-21T11:30:00Z",
                   text);
    }
    for (const char* text : {"", "soon", "2026-09-21", "2026-13-21T11:30:00Z", "2026-09-21T11:30:00 CEST",
                             "2026-09-21T11:30:00+2", "/Date(1789990900000)/"}) {
        BOOST_TEST(end_of(answer(R"(,"LastTokenRefreshTime":")" + std::string(text) + "\"", "opaque")) ==
                       "2026-09-21T12:21:40Z",
                   text);
    }
}

BOOST_AUTO_TEST_CASE(a_tenants_features_tell_whether_it_has_kubernetes) {
    BOOST_TEST(parse_kubernetes_enabled(R"({"IsKubernetesEnabled":true})").value());
    BOOST_TEST(!parse_kubernetes_enabled(R"({"isKubernetesEnabled":false})").value());
    BOOST_TEST(!parse_kubernetes_enabled(R"({"IsKubernetesEnabled":"yes"})").has_value());
    BOOST_TEST(!parse_kubernetes_enabled("{}").has_value());
}

BOOST_AUTO_TEST_CASE(kubectl_gets_the_version_that_it_asks_for) {
    const auto asked = [](const std::string& version) {
        return asked_exec_version(R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/)" + version +
                                  R"(","spec":{"interactive":true}})");
    };
    BOOST_TEST((asked("v1") == ExecVersion::v1));
    BOOST_TEST((asked("v1beta1") == ExecVersion::v1beta1));
    BOOST_TEST(!asked("v1alpha1").has_value());
    for (const char* info : {"", "{", "[]", "5", R"({"apiVersion":1})"})
        BOOST_TEST(!asked_exec_version(info).has_value());
}

BOOST_AUTO_TEST_CASE(an_exec_credential_has_its_end_in_utc) {
    BOOST_TEST(
        exec_credential(Secret("tok.en"), kNow, ExecVersion::v1).reveal() ==
        R"({"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false},)"
        R"("status":{"expirationTimestamp":"2026-09-21T11:26:40Z","token":"tok.en"}})");
}

BOOST_AUTO_TEST_SUITE_END()
