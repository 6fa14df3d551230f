#pragma once

#include "messaging/methods.h"

// The methods that concern Kubernetes; each is one of PROTOCOL.md's.

namespace jit_console {

Json run_get_kubernetes(const Call& call);
Json run_get_kubernetes_credentials(const Call& call);
Json run_preview_kube_entry(const Call& call);
Json run_add_kube_entry(const Call& call);
Json run_list_kube_entries(const Call& call);
Json run_remove_kube_entry(const Call& call);

}  // namespace jit_console
