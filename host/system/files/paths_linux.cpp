#include "system/files/paths.h"

#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

fs::path below(const char* variable, const fs::path& otherwise) {
    const fs::path folder = folder_variable(variable);
    return (folder.empty() ? otherwise : folder) / "jit-console";
}

/// The folder that the session's manager made for only this user; nothing where somebody else's or everybody's stands
/// in its place (source: XDG base directory specification).
fs::path runtime_folder() {
    fs::path folder = folder_variable("XDG_RUNTIME_DIR");
    struct stat status {};
    if (folder.empty() || ::lstat(folder.c_str(), &status) != 0) return folder;
    const bool own = S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() && (status.st_mode & 0022) == 0;
    return own ? folder : fs::path();
}

}  // namespace

Paths paths_from_environment() {
    const fs::path home = home_folder();
    const fs::path config = below("XDG_CONFIG_HOME", home / ".config");
    const fs::path runtime = runtime_folder();
    return {home, config, below("XDG_STATE_HOME", home / ".local" / "state"),
            runtime.empty() ? config : runtime / "jit-console"};
}

fs::path own_program() {
    std::error_code error;
    fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error || program.empty()) {
        throw Error(ErrorCode::internal, "the path of the running program can't be found: " + error.message());
    }
    return program;
}

}  // namespace jit_console
