#include "system/paths.h"

#include <cstdlib>

namespace jit_console {

namespace fs = std::filesystem;

fs::path folder_variable(const char* name) {
    const char* value = std::getenv(name);
    const fs::path folder = value == nullptr ? fs::path() : fs::path(value);
    return folder.is_absolute() ? folder : fs::path();
}

fs::path duploctl_config_file() {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return fs::path(value == nullptr ? "" : value);
    };
    if (fs::path file = variable("DUPLO_CONFIG"); !file.empty()) return file;
    const fs::path folder = variable("DUPLO_HOME");
    return (folder.empty() ? home_folder() / ".duplo" : folder) / "config";
}

}  // namespace jit_console
