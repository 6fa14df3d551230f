#include "system/files/paths.h"

#include "base/path_text.h"
#include "system/process/environment.h"

namespace jit_console {

namespace fs = std::filesystem;

fs::path folder_variable(const char* name) {
    const fs::path folder = path_of(environment_variable(name));
    return folder.is_absolute() ? folder : fs::path();
}

namespace {

fs::path of_duploctl(const char* variable, const char* name) {
    if (fs::path path = path_of(environment_variable(variable)); !path.empty()) return path;
    const fs::path folder = path_of(environment_variable("DUPLO_HOME"));
    return (folder.empty() ? home_folder() / ".duplo" : folder) / name;
}

}  // namespace

fs::path duploctl_config_file() { return of_duploctl("DUPLO_CONFIG", "config"); }
fs::path duploctl_cache_folder() { return of_duploctl("DUPLO_CACHE", "cache"); }

}  // namespace jit_console
