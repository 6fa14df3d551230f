#include "system/process/confinement.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "system/aws/aws_config_file.h"
#include "system/files/files.h"
#include "system/kubernetes/kubeconfig_files.h"

namespace jit_console {

namespace fs = std::filesystem;

namespace {

/// Where a link leads is changed as well. Of one that leads nowhere, a path that doesn't exist.
void add_where_link_leads(std::vector<fs::path>& folders, const fs::path& path) {
    std::error_code ignored;
    if (!fs::is_symlink(path, ignored)) return;
    const fs::path target = fs::canonical(path, ignored);
    const bool is_folder = target.empty() || fs::is_directory(target, ignored);
    folders.push_back(is_folder ? target : target.parent_path());
}

void add_where_links_lead(std::vector<fs::path>& folders, const fs::path& folder) {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        add_where_link_leads(folders, entry.path());
    }
}

/// Only folders that exist, and none that holds the home: whoever has no kubeconfig, or keeps it in the home itself,
/// is better served by a confined host; a terminal writes it.
void add_kubeconfig_folders(std::vector<fs::path>& folders, const fs::path& home) {
    std::error_code ignored;
    const fs::path real_home = fs::weakly_canonical(home, ignored);
    for (const fs::path& file : kubeconfig_paths(home)) {
        const fs::path links_end = fs::weakly_canonical(file, ignored);
        for (const fs::path& folder : {file.parent_path(), links_end.parent_path()}) {
            const fs::path real = fs::canonical(folder, ignored);
            const auto [end, _] = std::mismatch(real.begin(), real.end(), real_home.begin(), real_home.end());
            if (!real.empty() && end != real.end()) folders.push_back(real);
        }
    }
}

}  // namespace

std::vector<fs::path> changed_folders(const Paths& paths) {
    const fs::path aws_config = aws_config_path(paths.home);
    std::vector<fs::path> folders{paths.config, paths.state, paths.runtime, aws_config.parent_path()};
    for (const fs::path& folder : {paths.config, paths.state, paths.runtime}) add_where_links_lead(folders, folder);
    // Of what else is in that folder, nothing is changed.
    add_where_link_leads(folders, aws_config);
    add_kubeconfig_folders(folders, paths.home);
    return folders;
}

void make_own_folders(const Paths& paths) {
    std::error_code ignored;
    if (!fs::exists(paths.config_file(), ignored)) return;
    for (const fs::path& folder : {paths.state, paths.runtime}) {
        try {
            make_folder(folder, 0700);
        } catch (const Error&) {
            // Then files aren't held to anything this time.
        }
    }
}

std::string confinement_words(const Confinement& confinement) {
    std::string words;
    const auto add = [&](bool holds, const char* what) {
        if (holds) words.append(words.empty() ? "" : ", ").append(what);
    };
    add(confinement.files,
        "changes files only in its own folders and those of AWS's configuration and of kubeconfigs (Landlock)");
    add(confinement.calls, "can't look into other programs or change the system (seccomp)");
    add(confinement.privileges, "can gain no rights (no_new_privs)");
    return words.empty() ? "this system has no way to hold it to less than you may do"
                         : "when a browser starts it, it " + words;
}

}  // namespace jit_console
