#pragma once

#include <stop_token>
#include <string>

#include "commands/kubernetes/cluster_access.h"

namespace jit_console {

struct GetKubernetesCredentials {
    std::string portal;
    ClusterTarget wanted;
};

struct KubernetesCredentials {
    ClusterAccess given;
    Time expires_at;
    std::string name;            ///< "acme-invoice": of cluster, user and context
    std::string namespace_name;  ///< "": kubectl's default

    /// A kubeconfig of its own, which holds the token.
    Secret kubeconfig() const;
};

/// A token for a tenant's cluster and where it is good, for a person to copy. Always asked of the portal: what the
/// cache keeps are tokens only. Throws what cluster_access() throws, and what check_cluster_target() does.
KubernetesCredentials get_kubernetes_credentials(Context& context, const GetKubernetesCredentials& params,
                                                 std::stop_token stop);

}  // namespace jit_console
