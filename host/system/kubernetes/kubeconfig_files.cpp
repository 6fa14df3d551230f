#include "system/kubernetes/kubeconfig_files.h"

#include <algorithm>
#include <string>

#include "base/path_text.h"
#include "system/process/environment.h"

namespace jit_console {

namespace fs = std::filesystem;

std::vector<fs::path> kubeconfig_paths(const fs::path& home) {
    // As PATH is separated: by what no path has in it on this system.
    constexpr char kSeparator = fs::path::preferred_separator == '/' ? ':' : ';';
    std::vector<fs::path> paths;
    const std::string listed = environment_variable("KUBECONFIG");
    std::string_view rest = listed;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(kSeparator), rest.size());
        if (end > 0) {
            fs::path path = fs::absolute(path_of(rest.substr(0, end))).lexically_normal();
            if (std::ranges::find(paths, path) == paths.end()) paths.push_back(std::move(path));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (paths.empty()) paths.push_back(home / ".kube" / "config");
    return paths;
}

std::vector<std::unique_ptr<OthersFile>> make_kubeconfig_files(const fs::path& home, const fs::path& lock_file) {
    std::vector<std::unique_ptr<OthersFile>> files;
    for (fs::path& path : kubeconfig_paths(home)) {
        files.push_back(
            make_others_file(std::move(path), home, lock_file, {ErrorCode::kubeconfig, "KUBECONFIG", ".kube"}));
    }
    return files;
}

}  // namespace jit_console
