#include "system/files/paths.h"

#include <system_error>

#include "base/error.h"
#include "base/path_text.h"
#include "system/process/environment.h"

namespace jit_console {

namespace fs = std::filesystem;

fs::path folder_variable(const char* name) {
    const fs::path folder = path_of(environment_variable(name));
    return folder.is_absolute() ? folder : fs::path();
}

fs::path existing_program(const fs::path& program) {
    std::error_code ignored;
    if (fs::is_regular_file(program, ignored)) return program;
    throw Error(ErrorCode::install, "the running program no longer exists: " + program.string(),
                "install jit-console again, then run this command again");
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
