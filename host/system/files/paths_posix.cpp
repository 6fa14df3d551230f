#include "system/files/paths.h"

#include <array>

#include <pwd.h>
#include <unistd.h>

#include "base/error.h"

namespace jit_console {

namespace fs = std::filesystem;

fs::path home_folder() {
    if (fs::path home = folder_variable("HOME"); !home.empty()) return home;
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 16 * 1024> buffer{};
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        if (fs::path home = entry.pw_dir; home.is_absolute()) return home;
    }
    throw Error(ErrorCode::config, "this user has no home folder", "set HOME to an absolute path");
}

}  // namespace jit_console
