#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "commands/console/jit_access.h"
#include "domain/kubernetes_access.h"

namespace jit_console {

/// Whose Kubernetes cluster is wanted; made by cluster_target().
struct ClusterTarget {
    JitTarget target;            ///< Role::tenant or Role::admin
    std::string infrastructure;  ///< of Role::admin: its name, letters, digits and dashes
};

/// Of words as they are typed; "": none. Throws `usage` unless a tenant is named, or an infrastructure for the
/// administrator's role.
ClusterTarget cluster_target(bool admin, std::string_view tenant, std::string_view infrastructure);

/// Throws `policy_forbids` or `reason_needed` where the machine's policy keeps the target's tokens from people.
void check_cluster_target(const Policy& policy, const ClusterTarget& wanted);

struct ClusterAccess {
    KubernetesAccess access;       ///< has a cluster
    Time requested_at;             ///< before the request
    std::optional<Tenant> tenant;  ///< of Role::tenant
};

/// Asks the portal: one request, and those of with_tenant(). Throws what PortalClient throws, `unknown_tenant`,
/// `no_cluster` where there is no Kubernetes (one more request after a refusal, to tell), and `sign_in_needed` where
/// the portal wants a one-time password.
ClusterAccess cluster_access(Context& context, const PortalAccess& access, const ClusterTarget& wanted,
                             std::stop_token stop);

/// Of the tenant in its cluster: the portal's own word, else duploservices-TENANT; "" where that is no such name, and
/// for an infrastructure.
std::string cluster_namespace(const ClusterAccess& given);

/// Whether the tenant has Kubernetes, and what else its features say. One portal request of two seconds at most,
/// another for a tenant by a new name. Throws what PortalClient throws, `unknown_tenant`, `sign_in_needed`.
TenantFeatures get_kubernetes(Context& context, const std::string& portal, const TenantReference& tenant,
                              std::stop_token stop);

/// The name under which tokens of a cluster are kept: "k8s tenant GUID", "k8s admin INFRASTRUCTURE".
std::string cluster_entry(Role role, std::string_view tenant_id_or_infrastructure);

}  // namespace jit_console
