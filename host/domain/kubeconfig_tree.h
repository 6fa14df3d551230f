#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "domain/kubeconfig_text.h"

namespace jit_console {

/// What a kubeconfig means. Throws `kubeconfig` where it isn't one, or is written in flow style (as JSON).
class KubeconfigTree {
public:
    explicit KubeconfigTree(std::string_view text);

    /// The one item of that name in the list `key`; nothing where there is none. Throws where there are several.
    std::optional<std::size_t> find(const char* key, std::string_view name) const;
    /// Whether that user runs jit-console.
    bool is_own(std::string_view user) const;
    std::vector<OwnKubeEntry> own_entries() const;
    std::string current() const;

    /// Whether all but current-context and the items of that name is the same as in `other`.
    bool is_same_without(const KubeconfigTree& other, std::string_view name) const;

private:
    YAML::Node list(const char* key) const;

    YAML::Node root_;
};

}  // namespace jit_console
