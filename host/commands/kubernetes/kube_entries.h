#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "commands/kubernetes/cluster_access.h"
#include "domain/kubeconfig_text.h"

namespace jit_console {

struct AddKubeEntry {
    std::string portal;
    ClusterTarget wanted;
    std::string name;       ///< of cluster, user and context; "": "acme-invoice", "acme-admin-INFRASTRUCTURE"
    bool use = false;       ///< makes it the current context; it is also where none is set
    bool insecure = false;  ///< the person's own word: the server's certificate isn't verified
    ExecVersion version = ExecVersion::v1;
};

struct KubeconfigChange {
    std::string file;  ///< absolute path
    std::string name;
    KubeconfigEdit edit;
};

struct PlacedKubeEntry {
    std::string file;
    OwnKubeEntry entry;
};

/// Throws `policy_forbids` where the policy lets nobody have an entry.
void check_kube_entries(const Policy& policy);

/// What add_kube_entry() would do; changes nothing.
KubeconfigChange preview_kube_entry(Context& context, const AddKubeEntry& params, std::stop_token stop);

/// Writes an entry whose tokens come from jit-console: into the file that has one of that name, else the first that
/// exists, else the first that KUBECONFIG names. Asks for a tenant's name where only its GUID is known. Throws what
/// cluster_access() throws, `sign_in_needed`, `kubeconfig`, `policy_forbids`, and `no_cluster` where the portal names
/// no certificate authority and `insecure` isn't set.
KubeconfigChange add_kube_entry(Context& context, const AddKubeEntry& params, std::stop_token stop);

/// jit-console's own, file by file. Throws `kubeconfig`.
std::vector<PlacedKubeEntry> list_kube_entries(Context& context);

/// Undoes add_kube_entry() exactly, whichever file it is in. Throws `kubeconfig`.
KubeconfigChange remove_kube_entry(Context& context, const std::string& name);

}  // namespace jit_console
