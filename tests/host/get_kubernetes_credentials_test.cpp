#include "commands/kubernetes/get_kubernetes_credentials.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/portals/sign_in.h"
#include "fake_context.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

constexpr const char* kClusterCall = "/v3/subscriptions/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10/k8s/jitAccess";
constexpr const char* kFeaturesCall = "/v3/features/tenant/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";

struct KubernetesFixture : fake::FakeContext {
    KubernetesFixture() {
        configure("acme");
        set_tenant("invoice");
        http.answers[kClusterCall].body = R"({"Name":"x","ApiServer":"https://k8s.example","Token":"canary-token"})";
    }
    void set_tenant(const std::string& name) {
        http.answers[kTenantsPath].body =
            R"([{"TenantId":")" + std::string(kTenantId) + R"(","AccountName":")" + name + R"(","PlanID":"nonprod"}])";
    }
    KubernetesCredentials get(const std::string& reason = "") {
        GetKubernetesCredentials params{"acme", cluster_target(false, kTenantId, "")};
        params.wanted.target.reason = reason;
        return jit_console::get_kubernetes_credentials(context, params, {});
    }
    std::optional<bool> enabled() {
        return get_kubernetes(context, "acme", TenantReference(std::string(kTenantId)), {}).kubernetes;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(get_kubernetes_credentials, KubernetesFixture)

BOOST_AUTO_TEST_CASE(what_is_handed_out_is_recorded_and_kept_nowhere) {
    const KubernetesCredentials got = get();
    BOOST_TEST(got.given.access.token.reveal() == "canary-token");
    BOOST_TEST((got.expires_at - clock.now() == std::chrono::minutes(55)));
    BOOST_TEST(got.namespace_name == "duploservices-invoice");
    BOOST_TEST(history.kept.at(0).what == "credentials");
    BOOST_TEST(history.kept.at(0).service == "kubernetes");
    BOOST_TEST(history.kept.at(0).name == "invoice");
    BOOST_TEST(credential_cache.kept.empty());
}

BOOST_AUTO_TEST_CASE(a_tenants_odd_name_reaches_no_text) {
    set_tenant("a \\\" b: #");
    const KubernetesCredentials got = get();
    BOOST_TEST(got.name == "acme-" + std::string(kTenantId));
    BOOST_TEST(got.namespace_name == "");
    BOOST_TEST(got.kubeconfig().reveal().find("a \\") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_policy_hides_them_wants_a_reason_or_has_them_shorter) {
    policy.set(R"({"hide":["credentials"]})");
    BOOST_TEST((thrown_code([&] { get(); }) == ErrorCode::policy_forbids));
    policy.set(R"({"requireReason":true})");
    BOOST_TEST((thrown_code([&] { get(); }) == ErrorCode::reason_needed));
    BOOST_TEST(http.journal.empty());
    BOOST_TEST(get("ticket 7").name == "acme-invoice");
    policy.set(R"({"longestSessionMinutes":15})");
    BOOST_TEST((get().expires_at - clock.now() == std::chrono::minutes(15)));
}

BOOST_AUTO_TEST_CASE(an_answer_after_a_sign_out_is_thrown_away) {
    http.while_answering = [&] {
        http.while_answering = nullptr;
        sign_out(context, "acme");
    };
    BOOST_TEST((thrown_code([&] { get(); }) == ErrorCode::sign_in_needed));
    BOOST_TEST(history.kept.empty());
}

BOOST_AUTO_TEST_CASE(whether_there_is_kubernetes_costs_one_short_request) {
    http.answers[kFeaturesCall].body = R"({"IsKubernetesEnabled":false})";
    BOOST_TEST((enabled() == false));
    BOOST_TEST(http.journal.size() == 1U);
    BOOST_TEST((http.journal[0].time <= std::chrono::seconds(2)));
    http.answers[kFeaturesCall].status = 403;
    BOOST_TEST((enabled() == std::nullopt));
}

BOOST_AUTO_TEST_SUITE_END()
