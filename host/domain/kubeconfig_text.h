#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kubernetes_access.h"

// A kubeconfig as text (source: Kubernetes documentation, "kubeconfig (v1)"). An entry is a cluster, a user and a
// context of one name. jit-console's own are known by what their user runs, `jit-console kube-credential`, since
// kubectl drops comments whenever it writes the file. No other byte is changed. All throw `kubeconfig`, and never quote
// the text, which may hold others' secrets.

namespace jit_console {

struct KubeEntry {
    std::string name;    ///< see check_kube_name()
    std::string server;  ///< as in KubernetesAccess
    std::string authority;
    bool insecure = false;               ///< the server's certificate isn't verified; then there is no authority
    std::string namespace_name;          ///< "": kubectl's default
    std::vector<std::string> arguments;  ///< of jit-console: "kube-credential", …
    ExecVersion version = ExecVersion::v1;
};

/// One that is in a file.
struct OwnKubeEntry {
    std::string name;
    std::string portal;
    std::string tenant;          ///< "" for an infrastructure's
    std::string infrastructure;  ///< "" for a tenant's
    std::string namespace_name;
    bool current = false;  ///< kubectl uses it where nothing else is said

    bool operator==(const OwnKubeEntry&) const = default;
};

struct KubeconfigEdit {
    enum class Change { none, add, replace, remove };
    Change change = Change::none;
    std::string lines;                ///< what was added, as a kubeconfig of its own
    std::optional<std::string> text;  ///< the whole file as it should be; nothing: there should be none
    bool current = false;             ///< the entry is the current context now
};

/// Letters, digits and . _ @ + -, beginning with a letter or digit; throws `kubeconfig` otherwise.
void check_kube_name(std::string_view name);

/// In the order of its users.
std::vector<OwnKubeEntry> own_kube_entries(std::string_view config);

/// Whether there is one by that name. Throws where somebody else's cluster, user or context has it.
bool has_own_kube_entry(std::string_view config, std::string_view name);

/// The current context; "" where none is set.
std::string current_kube_context(std::string_view config);

/// Adds the entry before others, or in place of jit-console's own of that name. `config` is absent where there is no
/// file; `program` is the absolute path of jit-console. With `use` it becomes the current context.
/// Throws where somebody else's cluster, user or context has that name.
KubeconfigEdit add_to_kubeconfig(const std::optional<std::string>& config, const KubeEntry& entry,
                                 std::string_view program, bool use);

/// A whole kubeconfig with that one entry, whose user has the token itself: a secret. `arguments` and `version` play no
/// part; without an authority the server's certificate is held against those that the system trusts.
Secret kubeconfig_with_token(const KubeEntry& entry, const Secret& token);

/// Undoes add_to_kubeconfig() exactly. Throws where jit-console wrote no such entry.
KubeconfigEdit remove_from_kubeconfig(const std::optional<std::string>& config, std::string_view name);

}  // namespace jit_console
