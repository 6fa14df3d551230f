#include "cli/project.h"

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.h"
#include "cli/terminal.h"
#include "system/files/paths.h"
#include "system/files/project_file.h"
#include "system/process/controlling_terminal.h"

namespace jit_console {
namespace {

std::string words_of(const ProjectDefaults& defaults) {
    const std::string portal = defaults.portal.empty() ? "" : "portal " + defaults.portal;
    const std::string tenant = defaults.tenant.empty() ? "" : "tenant " + defaults.tenant;
    return portal + (portal.empty() || tenant.empty() ? "" : " and ") + tenant;
}

bool is_believed(const ProjectFile& file, const ProjectDefaults& defaults) {
    const BelievedProjects believed(paths_from_environment().believed_projects_file());
    if (believed.has(file)) return true;
    if (!input_is_terminal() || !error_is_terminal() || !is_in_foreground()) {
        print_remark("ignored " + file.path.string() +
                     ": nobody has agreed to it; run jit-console there at a terminal");
        return false;
    }
    const std::string folder = file.path.parent_path().string();
    if (!person_agrees("use " + words_of(defaults) + " below " + folder + ", as its .jit-console says?")) return false;
    believed.add(file);
    return true;
}

}  // namespace

ProjectDefaults project_defaults() {
    std::error_code failure;
    const std::filesystem::path here = std::filesystem::current_path(failure);
    if (failure) return {};  // it was removed
    std::optional<ProjectFile> file;
    try {
        file = find_project_file(here);
        if (!file) return {};
        ProjectDefaults defaults = parse_project_defaults(file->text);
        if (is_believed(*file, defaults)) return defaults;
    } catch (const Error& error) {
        const std::string name = file ? file->path.string() + ": " : "";
        print_remark("ignored " + name + error.what() + "\n  " + error.hint());
    }
    return {};
}

}  // namespace jit_console
