#include "system/files/project_file.h"

#include <algorithm>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "system/files/digest.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kProjectLimit = 4 * 1024;
constexpr std::size_t kListLimit = 256 * 1024;

std::string line_start(const ProjectFile& project) { return sha256_hex(project.path.string()) + " "; }
std::string line_of(const ProjectFile& project) { return line_start(project) + sha256_hex(project.text) + "\n"; }

/// Without the lines that begin with `start`.
std::string without(std::string_view list, std::string_view start) {
    std::string kept;
    while (!list.empty()) {
        const std::string_view line = list.substr(0, std::min(list.find('\n'), list.size() - 1) + 1);
        if (!line.starts_with(start)) kept += line;
        list.remove_prefix(line.size());
    }
    return kept;
}

}  // namespace

std::optional<ProjectFile> find_project_file(fs::path folder) {
    constexpr const char* kName = ".jit-console";
    while (true) {
        std::error_code failure;
        const fs::path file = folder / kName;
        // Not what a read would wait for.
        if (fs::is_regular_file(file, failure)) {
            if (auto text = read_file(file, kProjectLimit)) return ProjectFile{file, *std::move(text)};
        }
        if (!folder.has_parent_path() || folder.parent_path() == folder) return std::nullopt;
        folder = folder.parent_path();
    }
}

bool BelievedProjects::has(const ProjectFile& project) const {
    try {
        const std::string list = "\n" + read_file(file_, kListLimit).value_or("");
        return list.find("\n" + line_of(project)) != std::string::npos;
    } catch (const Error&) {
        return false;
    }
}

void BelievedProjects::add(const ProjectFile& project) const {
    const FileLock lock(file_.string() + ".lock");
    std::string list = without(read_file(file_, kListLimit).value_or(""), line_start(project)) + line_of(project);
    // The oldest go where there are too many.
    if (list.size() > kListLimit) list.erase(0, list.find('\n', list.size() - kListLimit) + 1);
    write_file_atomically(file_, list);
}

}  // namespace jit_console
