#include "commands/kubernetes/get_kubernetes_credentials.h"

#include <utility>

#include "commands/credentials/get_credentials.h"
#include "commands/history/history.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "commands/portals/unwritten.h"
#include "domain/kubeconfig_text.h"

namespace jit_console {

namespace {

KubernetesCredentials cluster_credentials(Context& context, const GetKubernetesCredentials& params,
                                          std::stop_token stop) {
    const Policy policy = context.policy.read();
    check_cluster_target(policy, params.wanted);
    const SignedInPortal signed_in = signed_in_portal(context, params.portal);
    KubernetesCredentials got;
    got.given = cluster_access(context, signed_in.access(), params.wanted, stop);
    std::optional<Tenant>& tenant = got.given.tenant;
    // A GUID was taken at its word; names are for people.
    if (tenant && tenant->name.empty())
        tenant = listed_tenant(context, signed_in.access(), *params.wanted.target.tenant, std::move(stop));
    check_still_holds(context, signed_in);
    const Time asked_at = got.given.requested_at;
    got.expires_at = asked_at + bounded(policy, kubernetes_token_end(got.given.access, asked_at) - asked_at);
    got.name = profile_name(signed_in.portal, params.wanted.target.role, tenant);
    got.namespace_name = cluster_namespace(got.given);
    record_handed_out(context, {signed_in.portal, signed_in.sign_in.user}, params.wanted.target, tenant,
                      {"credentials", "kubernetes", got.expires_at});
    return got;
}

}  // namespace

Secret KubernetesCredentials::kubeconfig() const {
    KubeEntry entry;
    entry.name = name;
    entry.server = given.access.server;
    entry.authority = given.access.authority;
    entry.namespace_name = namespace_name;
    return kubeconfig_with_token(entry, given.access.token);
}

KubernetesCredentials get_kubernetes_credentials(Context& context, const GetKubernetesCredentials& params,
                                                 std::stop_token stop) {
    return unwritten_if(params.wanted.target.is_private, context,
                        [&](Context& used) { return cluster_credentials(used, params, stop); });
}

}  // namespace jit_console
