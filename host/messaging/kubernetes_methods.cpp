#include "messaging/kubernetes_methods.h"

#include "commands/kubernetes/cluster_access.h"
#include "messaging/kubernetes_wire.h"

namespace jit_console {
namespace {

AddKubeEntry add_kube_entry_of(const Json& params) {
    AddKubeEntry wanted;
    wanted.portal = optional_text(params, "portal");
    wanted.wanted = tenants_cluster_of(params);
    wanted.name = optional_text(params, "name");
    return wanted;
}

}  // namespace

Json run_get_kubernetes(const Call& call) {
    const TenantFeatures features = get_kubernetes(call.context, optional_text(call.params, "portal"),
                                                   TenantReference(required_text(call.params, "tenant")), call.stop);
    return {{"enabled", features.kubernetes ? Json(*features.kubernetes) : Json()},
            {"other_cloud", features.other_cloud ? Json(*features.other_cloud) : Json()}};
}

Json run_get_kubernetes_credentials(const Call& call) {
    const GetKubernetesCredentials params{optional_text(call.params, "portal"), tenants_cluster_of(call.params)};
    return to_json(get_kubernetes_credentials(call.context, params, call.stop));
}

Json run_preview_kube_entry(const Call& call) {
    return to_json(preview_kube_entry(call.context, add_kube_entry_of(call.params), call.stop));
}

Json run_add_kube_entry(const Call& call) {
    return to_json(add_kube_entry(call.context, add_kube_entry_of(call.params), call.stop));
}

Json run_list_kube_entries(const Call& call) { return {{"entries", to_json(list_kube_entries(call.context))}}; }

Json run_remove_kube_entry(const Call& call) {
    const KubeconfigChange change = remove_kube_entry(call.context, required_text(call.params, "name"));
    return {{"name", change.name}, {"file", change.file}};
}

}  // namespace jit_console
