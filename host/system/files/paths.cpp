#include "system/files/paths.h"

#include "base/path_text.h"
#include "system/process/environment.h"

namespace jit_console {

namespace fs = std::filesystem;

fs::path folder_variable(const char* name) {
    const fs::path folder = path_of(environment_variable(name));
    return folder.is_absolute() ? folder : fs::path();
}

fs::path duploctl_config_file() {
    if (fs::path file = path_of(environment_variable("DUPLO_CONFIG")); !file.empty()) return file;
    const fs::path folder = path_of(environment_variable("DUPLO_HOME"));
    return (folder.empty() ? home_folder() / ".duplo" : folder) / "config";
}

}  // namespace jit_console
