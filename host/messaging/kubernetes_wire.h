#pragma once

#include <vector>

#include "commands/kubernetes/get_kubernetes_credentials.h"
#include "commands/kubernetes/kube_entries.h"
#include "messaging/wire.h"

// As wire.h, of what concerns Kubernetes.

namespace jit_console {

Json to_json(const std::vector<PlacedKubeEntry>& entries);
/// Of preview_kube_entry and add_kube_entry.
Json to_json(const KubeconfigChange& change);
Json to_json(const KubernetesCredentials& got);

/// Of params: a tenant's, since infrastructures are for terminals. Throws `bad_request`.
ClusterTarget tenants_cluster_of(const Json& params);

}  // namespace jit_console
