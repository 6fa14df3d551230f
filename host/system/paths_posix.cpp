#include "system/paths.h"

#include "base/error.h"

#include <pwd.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include <array>
#include <cstdint>
#include <cstdlib>
#include <system_error>

namespace jit_console {
namespace {

namespace fs = std::filesystem;

/// The folder that a variable names; empty where it is unset, empty or relative.
fs::path folder_variable(const char* name) {
    const char* value = std::getenv(name);
    const fs::path folder = value == nullptr ? fs::path() : fs::path(value);
    return folder.is_absolute() ? folder : fs::path();
}

fs::path home_folder() {
    if (fs::path home = folder_variable("HOME"); !home.empty()) return home;
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 16 * 1024> buffer;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        if (fs::path home = entry.pw_dir; home.is_absolute()) return home;
    }
    throw Error(ErrorCode::config, "this user has no home folder", "set HOME to an absolute path");
}

fs::path below(const char* variable, const fs::path& otherwise) {
    const fs::path folder = folder_variable(variable);
    return (folder.empty() ? otherwise : folder) / "jit-console";
}

}  // namespace

Paths paths_from_environment() {
    const fs::path home = home_folder();
#ifdef __APPLE__
    const fs::path support = home / "Library" / "Application Support";
    const fs::path config = below("XDG_CONFIG_HOME", support);
    return {home, config, below("XDG_STATE_HOME", support), config};
#else
    const fs::path config = below("XDG_CONFIG_HOME", home / ".config");
    const fs::path runtime = folder_variable("XDG_RUNTIME_DIR");
    return {home, config, below("XDG_STATE_HOME", home / ".local" / "state"),
            runtime.empty() ? config : runtime / "jit-console"};
#endif
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

fs::path own_program() {
    std::error_code error;
#ifdef __APPLE__
    std::array<char, 4096> buffer{};
    std::uint32_t size = buffer.size();
    fs::path program =
        _NSGetExecutablePath(buffer.data(), &size) == 0 ? fs::canonical(buffer.data(), error) : fs::path();
#else
    fs::path program = fs::read_symlink("/proc/self/exe", error);
#endif
    if (error || program.empty()) {
        throw Error(ErrorCode::internal, "the path of the running program can't be found: " + error.message());
    }
    return program;
}

}  // namespace jit_console
