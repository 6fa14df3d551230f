#include "system/files/paths.h"

#include <string>

#include <windows.h>

#include "base/error.h"
#include "base/path_text.h"
#include "system/process/environment.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

fs::path below(const char* variable, const fs::path& otherwise) {
    const fs::path folder = folder_variable(variable);
    return (folder.empty() ? otherwise : folder) / "jit-console";
}

}  // namespace

fs::path home_folder() {
    if (fs::path home = folder_variable("USERPROFILE"); !home.empty()) return home;
    const fs::path home = path_of(environment_variable("HOMEDRIVE") + environment_variable("HOMEPATH"));
    if (home.is_absolute()) return home;
    throw Error(ErrorCode::config, "this user has no home folder", "set USERPROFILE to an absolute path");
}

Paths paths_from_environment() {
    const fs::path home = home_folder();
    const fs::path config = below("APPDATA", home / "AppData" / "Roaming");
    const fs::path local = below("LOCALAPPDATA", home / "AppData" / "Local");
    // Nothing here is gone with the log-on: the cache's key is beside the cache.
    return {home, config, local, local};
}

fs::path own_program() {
    std::wstring path(32 * 1024, L'\0');
    const DWORD size = ::GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size()));
    if (size == 0 || size == path.size()) {
        throw Error(ErrorCode::internal,
                    "the path of the running program can't be found: " + windows_error_words(::GetLastError()));
    }
    path.resize(size);
    return path;
}

}  // namespace jit_console
