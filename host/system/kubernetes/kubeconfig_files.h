#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "system/files/others_file.h"

namespace jit_console {

/// What KUBECONFIG lists (parts between ":", ";" on Windows), else ~/.kube/config; absolute, at least one. Source:
/// Kubernetes documentation, "Organizing Cluster Access Using kubeconfig Files".
std::vector<std::filesystem::path> kubeconfig_paths(const std::filesystem::path& home);

/// Their files, in that order; each is changed while kubectl's lock beside it is held. All throw `kubeconfig`.
std::vector<std::unique_ptr<OthersFile>> make_kubeconfig_files(const std::filesystem::path& home,
                                                               const std::filesystem::path& lock_file);

}  // namespace jit_console
