#include "system/install/roots.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/path_text.h"
#include "system/process/environment.h"

namespace jit_console {
namespace {

std::string without_end_slash(std::string path) {
    while (!path.empty() && path.back() == '/') path.pop_back();
    return path;
}

}  // namespace

Roots roots_of(const Paths& paths, const std::string& root) {
    Roots roots;
    roots.root = root.empty() ? "" : without_end_slash(std::filesystem::absolute(path_of(root)).string());
    roots.home = without_end_slash(paths.home.string());
    roots.config = without_end_slash(paths.config.parent_path().string());
    roots.local_app_data = environment_variable("LOCALAPPDATA");
    roots.app_data = environment_variable("APPDATA");
    roots.program_data = environment_variable("PROGRAMDATA");
    return roots;
}

bool is_wsl(const Roots& roots) {
    std::ifstream file(path_of(roots.root + "/proc/sys/kernel/osrelease"));
    std::string release;
    std::getline(file, release);
    return release.find("microsoft") != std::string::npos || release.find("Microsoft") != std::string::npos;
}

bool path_exists(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(path_of(path), ignored));
}

}  // namespace jit_console
