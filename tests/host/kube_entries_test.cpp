#include "commands/kubernetes/kube_entries.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "fake_context.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

constexpr const char* kTenantCall = "/v3/subscriptions/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10/k8s/jitAccess";
constexpr const char* kPlanCall = "/v3/admin/plans/nonprod/k8sConfig";
constexpr const char* kAuthorityField = R"(,"CertificateAuthorityDataBase64":"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t")";

struct KubeEntriesFixture : fake::FakeContext {
    KubeEntriesFixture() {
        configure("acme");
        set_tenant("Invoice");
        set_cluster(kTenantCall, kAuthorityField);
        set_cluster(kPlanCall, kAuthorityField);
    }
    void set_tenant(const std::string& name) {
        http.answers[kTenantsPath].body =
            R"([{"TenantId":")" + std::string(kTenantId) + R"(","AccountName":")" + name + R"(","PlanID":"nonprod"}])";
    }
    void set_cluster(const std::string& path, const std::string& more) {
        http.answers[path].body =
            R"({"Name":"x","ApiServer":"https://k8s.example","Token":"canary-token")" + more + "}";
    }
    AddKubeEntry params(const std::string& name = "") {
        return {"acme", cluster_target(false, kTenantId, ""), name, false, false, ExecVersion::v1};
    }
    KubeconfigChange add(const AddKubeEntry& params) { return add_kube_entry(context, params, {}); }
    std::string& text(std::size_t file = 0) { return *kubeconfig.texts[file].second; }
    bool holds(const std::string& part) { return text().find(part) != std::string::npos; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kube_entries, KubeEntriesFixture)

BOOST_AUTO_TEST_CASE(a_tenants_entry_names_its_namespace_and_never_holds_the_token) {
    context.facts.keep(kAcmeUrl, "tenant invoice", kTenantId);
    const KubeconfigChange change = add({"acme", cluster_target(false, "invoice", ""), "", false, false, {}});
    BOOST_TEST(change.edit.current);
    BOOST_TEST(holds("server: \"https://k8s.example\""));
    BOOST_TEST(holds("duploservices-invoice"));
    BOOST_TEST(!holds("canary-token"));
    BOOST_TEST(history.kept.at(0).what == "profile");
    BOOST_TEST(history.kept.at(0).service == "kubernetes");
}

BOOST_AUTO_TEST_CASE(a_tenant_by_its_guid_is_called_by_its_name) {
    BOOST_TEST(add(params()).name == "acme-Invoice");
    BOOST_TEST(holds("duploservices-invoice"));
}

BOOST_AUTO_TEST_CASE(the_portals_own_namespace_comes_first) {
    set_cluster(kTenantCall, std::string(kAuthorityField) + R"(,"DefaultNamespace":"other")");
    add(params());
    BOOST_TEST(holds("namespace: \"other\""));
}

BOOST_AUTO_TEST_CASE(a_tenants_odd_name_reaches_no_kubeconfig) {
    set_tenant("a \\\" b: #");
    AddKubeEntry wanted = params();
    wanted.wanted = cluster_target(false, "a \" b: #", "");
    BOOST_TEST(add(wanted).name == "acme-" + std::string(kTenantId));
    BOOST_TEST(!holds("a \\\""));
    BOOST_TEST(!holds("namespace"));
}

BOOST_AUTO_TEST_CASE(an_infrastructures_entry_is_the_administrators) {
    AddKubeEntry wanted = params();
    wanted.wanted = cluster_target(true, "", "nonprod");
    BOOST_TEST(add(wanted).name == "acme-admin-nonprod");
    BOOST_TEST(holds("\"--infrastructure\""));
    BOOST_TEST(!holds("namespace"));
}

BOOST_AUTO_TEST_CASE(without_an_authority_it_takes_the_persons_own_word) {
    set_cluster(kTenantCall, "");
    BOOST_TEST((thrown_code([&] { add(params()); }) == ErrorCode::no_cluster));
    BOOST_TEST(!kubeconfig.texts[0].second.has_value());
    AddKubeEntry wanted = params();
    wanted.insecure = true;
    add(wanted);
    BOOST_TEST(holds("insecure-skip-tls-verify: true"));
}

BOOST_AUTO_TEST_CASE(of_several_files_the_one_that_has_the_entry_is_changed_else_the_first_that_exists) {
    kubeconfig.texts = {{"/a", std::nullopt}, {"/b", "current-context: dev\n"}, {"/c", "kind: Config\n"}};
    BOOST_TEST(add(params()).file == "/b");
    BOOST_TEST(current_kube_context(text(1)) == "dev");
    kubeconfig.texts[0].second = "";
    BOOST_TEST(add(params()).file == "/b");
    BOOST_TEST(list_kube_entries(context).at(0).file == "/b");
    BOOST_TEST(remove_kube_entry(context, list_kube_entries(context).at(0).entry.name).file == "/b");
    BOOST_TEST(text(1) == "current-context: dev\n");
    kubeconfig.texts[2].second = "contexts:\n- name: mine\n";
    BOOST_TEST((thrown_code([&] { add(params("mine")); }) == ErrorCode::kubeconfig));
}

BOOST_AUTO_TEST_CASE(a_current_context_of_another_file_stays_the_current_one) {
    kubeconfig.texts = {{"/a", ""}, {"/b", "current-context: dev\n"}};
    BOOST_TEST(!add(params()).edit.current);
    BOOST_TEST(current_kube_context(text(0)) == "");
}

BOOST_AUTO_TEST_CASE(a_preview_changes_nothing) {
    BOOST_TEST(preview_kube_entry(context, params(), {}).edit.lines.starts_with("apiVersion: v1\n"));
    BOOST_TEST(!kubeconfig.texts[0].second.has_value());
    BOOST_TEST(history.kept.empty());
}

BOOST_AUTO_TEST_CASE(a_policy_that_hides_credentials_or_wants_reasons_lets_nobody_add_one) {
    for (const char* text : {R"({"hide":["credentials"]})", R"({"requireReason":true})"}) {
        policy.set(text);
        BOOST_TEST((thrown_code([&] { add(params()); }) == ErrorCode::policy_forbids), text);
    }
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_SUITE_END()
