#include "system/files/paths.h"

#include <cstdint>
#include <string>
#include <system_error>

#include <mach-o/dyld.h>

#include "base/error.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

fs::path below(const char* variable, const fs::path& otherwise) {
    const fs::path folder = folder_variable(variable);
    return (folder.empty() ? otherwise : folder) / "jit-console";
}

}  // namespace

Paths paths_from_environment() {
    const fs::path home = home_folder();
    const fs::path support = home / "Library" / "Application Support";
    const fs::path config = below("XDG_CONFIG_HOME", support);
    return {home, config, below("XDG_STATE_HOME", support), config};
}

fs::path own_program() {
    std::uint32_t size = 0;
    ::_NSGetExecutablePath(nullptr, &size);  // says how much it needs
    std::string path(size, '\0');
    std::error_code error;
    const fs::path program =
        ::_NSGetExecutablePath(path.data(), &size) == 0 ? fs::canonical(path.c_str(), error) : fs::path();
    if (error || program.empty()) {
        throw Error(ErrorCode::internal, "the path of the running program can't be found: " + error.message());
    }
    return program;
}

}  // namespace jit_console
