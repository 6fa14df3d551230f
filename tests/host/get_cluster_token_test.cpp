#include "commands/kubernetes/get_cluster_token.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/portals/sign_in.h"
#include "commands/portals/status.h"
#include "fake_context.h"
#include "thrown_error.h"

using namespace jit_console;
using fake::FakeContext;

namespace {

constexpr const char* kTenantCluster = "/v3/subscriptions/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10/k8s/jitAccess";
constexpr const char* kTenantFeatures = "/v3/features/tenant/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";
constexpr const char* kPlanCluster = "/v3/admin/plans/nonprod/k8sConfig";

std::string cluster(const std::string& token) {
    return R"({"Name":"duploinfra-nonprod","ApiServer":"https://k8s.example","Token":")" + token + "\"}";
}

struct ClusterTokenFixture : FakeContext {
    ClusterTokenFixture() {
        configure("acme");
        http.answers[kTenantsPath].body =
            R"([{"TenantId":")" + std::string(kTenantId) + R"(","AccountName":"invoice","PlanID":"nonprod"}])";
        http.answers[kTenantCluster].body = cluster("tenant-token");
        http.answers[kPlanCluster].body = cluster("plan-token");
    }
    ClusterToken get(const ClusterTarget& wanted) {
        return get_cluster_token(context, {"acme", wanted, false, {}}, {});
    }
    std::string token(const ClusterTarget& wanted) { return std::string(get(wanted).token.reveal()); }
    /// "CODE: MESSAGE / HINT".
    std::string refusal_of(const ClusterTarget& wanted) {
        try {
            get(wanted);
        } catch (const Error& error) {
            return std::string(error_word(error.code())) + ": " + error.what() + " / " + error.hint();
        }
        return "";
    }
};

const ClusterTarget kInvoiceCluster = cluster_target(false, "invoice", "");
const ClusterTarget kNonprodCluster = cluster_target(true, "", "nonprod");

}  // namespace

BOOST_FIXTURE_TEST_SUITE(get_cluster_token, ClusterTokenFixture)

BOOST_AUTO_TEST_CASE(a_token_costs_one_request_while_it_lasts) {
    BOOST_TEST(token(kInvoiceCluster) == "tenant-token");
    BOOST_TEST(token(cluster_target(false, "INVOICE", "")) == "tenant-token");
    BOOST_TEST(token(cluster_target(false, kTenantId, "")) == "tenant-token");
    BOOST_TEST(http.paths() == (std::vector<std::string>{kTenantsPath, kTenantCluster}),
               boost::test_tools::per_element());
    clock.set(clock.now() + std::chrono::minutes(50));
    get(kInvoiceCluster);
    BOOST_TEST(http.journal.size() == 3U);
}

BOOST_AUTO_TEST_CASE(tokens_of_tenants_infrastructures_and_keys_for_aws_are_kept_apart) {
    BOOST_TEST(token(kInvoiceCluster) == "tenant-token");
    BOOST_TEST(token(kNonprodCluster) == "plan-token");
    BOOST_TEST(credential_cache.kept.contains({kAcmeUrl, "k8s tenant " + std::string(kTenantId)}));
    BOOST_TEST(credential_cache.kept.contains({kAcmeUrl, "k8s admin nonprod"}));
    BOOST_TEST(credential_cache.kept.size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_token_of_somebody_who_waited_is_taken) {
    credential_cache.while_waiting = [&] {
        credential_cache.while_waiting = nullptr;
        get(kInvoiceCluster);
    };
    get(kInvoiceCluster);
    BOOST_TEST(std::ranges::count(http.paths(), kTenantCluster) == 1);
}

BOOST_AUTO_TEST_CASE(a_client_is_to_ask_again_a_minute_before_the_end) {
    const ClusterToken got = get(kInvoiceCluster);
    BOOST_TEST((got.expires_at - clock.now() == std::chrono::minutes(55)));
    BOOST_TEST((got.expires_at - got.renew_at(clock.now()) == std::chrono::seconds(60)));
    BOOST_TEST((got.expires_at - got.renew_at(got.expires_at - std::chrono::seconds(30)) == std::chrono::seconds(15)));
}

BOOST_AUTO_TEST_CASE(what_is_handed_out_is_recorded_as_kubernetes_access) {
    get(kInvoiceCluster);
    get(kInvoiceCluster);
    BOOST_TEST(history.kept.size() == 1U);
    BOOST_TEST(history.kept[0].what == "credentials");
    BOOST_TEST(history.kept[0].service == "kubernetes");
    BOOST_TEST(history.kept[0].name == "invoice");
}

BOOST_AUTO_TEST_CASE(a_tenant_without_kubernetes_is_told_from_one_that_is_refused) {
    for (const long status : {400L, 403L, 404L, 500L}) {
        http.answers[kTenantCluster].status = status;
        http.answers[kTenantFeatures].body = R"({"IsKubernetesEnabled":false})";
        BOOST_TEST(refusal_of(kInvoiceCluster)
                       .starts_with("no_cluster: invoice has no Kubernetes cluster / an administrator"));
        http.answers[kTenantFeatures].body = R"({"IsKubernetesEnabled":true})";
        BOOST_TEST(refusal_of(kInvoiceCluster).starts_with("portal_"), status);
    }
    http.answers[kTenantCluster].status = 200;
    http.answers[kTenantCluster].body = "{}";
    BOOST_TEST(refusal_of(kInvoiceCluster).starts_with("no_cluster: "));
}

BOOST_AUTO_TEST_CASE(an_infrastructure_that_the_portal_does_not_have_is_named) {
    const std::string said = refusal_of(cluster_target(true, "", "prod"));
    BOOST_TEST(said.starts_with("no_cluster: acme has no infrastructure prod with a Kubernetes cluster / see"), said);
}

BOOST_AUTO_TEST_CASE(somebody_who_is_no_administrator_is_told_the_way_to_a_tenants_cluster) {
    http.answers[kPlanCluster].status = 403;
    const std::string said = refusal_of(kNonprodCluster);
    BOOST_TEST(said.starts_with("portal_forbidden: "), said);
    BOOST_TEST(said.find("--tenant") != std::string::npos, said);
}

BOOST_AUTO_TEST_CASE(a_portal_that_wants_a_one_time_password_of_administrators_leads_to_another_sign_in) {
    http.answers[kPlanCluster].status = 403;
    http.answers["/v3/features/system"].body = R"({"IsOtpNeeded":true})";
    BOOST_TEST(refusal_of(kNonprodCluster).starts_with("sign_in_needed: acme requires a one-time password"));
}

BOOST_AUTO_TEST_CASE(what_the_policy_forbids_is_not_asked_for) {
    policy.set(R"({"hide":["credentials"]})");
    BOOST_TEST(refusal_of(kInvoiceCluster).starts_with("policy_forbids: "));
    policy.set(R"({"hide":["administrator"]})");
    BOOST_TEST(refusal_of(kNonprodCluster).starts_with("policy_forbids: "));
    policy.set(R"({"confirmAdministrator":true})");
    BOOST_TEST(refusal_of(kNonprodCluster).starts_with("policy_forbids: "));
    policy.set(R"({"requireReason":true})");
    BOOST_TEST(refusal_of(kInvoiceCluster).starts_with("reason_needed: "));
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(signed_out_nobody_is_asked_and_nobody_waits) {
    vault.kept.clear();
    BOOST_TEST(refusal_of(kInvoiceCluster).starts_with("sign_in_needed: "));
    BOOST_TEST(credential_cache.turns.empty());
}

BOOST_AUTO_TEST_CASE(a_sign_in_in_between_is_made_once) {
    vault.kept.clear();
    int sign_ins = 0;
    GetClusterToken params{"acme", kInvoiceCluster, false, [&](const Error&) {
                               ++sign_ins;
                               vault.kept[kAcmeUrl] = {"kept-token", "", "bob@example.com", std::nullopt};
                           }};
    BOOST_TEST(jit_console::get_cluster_token(context, params, {}).token.reveal() == "tenant-token");
    BOOST_TEST(sign_ins == 1);
}

BOOST_AUTO_TEST_CASE(one_cluster_has_to_be_named) {
    BOOST_TEST((thrown_code([] { cluster_target(false, "", ""); }) == ErrorCode::usage));
    BOOST_TEST((thrown_code([] { cluster_target(true, "", ""); }) == ErrorCode::usage));
    BOOST_TEST((thrown_code([] { cluster_target(false, "", "prod"); }) == ErrorCode::usage));
    BOOST_TEST((thrown_code([] { cluster_target(true, "invoice", "prod"); }) == ErrorCode::usage));
    for (const char* name : {"..", "a/b", "a b", "a_b", "-a"})
        BOOST_TEST((thrown_code([&] { cluster_target(true, "", name); }) == ErrorCode::usage), name);
}

BOOST_AUTO_TEST_CASE(the_status_tells_clusters_from_aws) {
    credential_cache.marks[kAcmeUrl] = "";
    sign_in_with_token(context, "acme", Secret("a-token"), {});
    get(kInvoiceCluster);
    get(kNonprodCluster);
    std::vector<std::string> labels;
    for (const CachedAccess& cached : get_status(context, false).credentials) {
        BOOST_TEST(cached.kubernetes);
        labels.push_back(cached.label());
    }
    std::ranges::sort(labels);
    BOOST_TEST(labels == (std::vector<std::string>{"invoice (kubernetes)", "nonprod (kubernetes)"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
