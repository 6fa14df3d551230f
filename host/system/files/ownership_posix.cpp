#include "system/files/ownership.h"

#include <cerrno>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

namespace jit_console {

namespace fs = std::filesystem;

bool is_own(const fs::path& folder) {
    struct stat status {};
    return ::stat(folder.c_str(), &status) == 0 && status.st_uid == ::geteuid();
}

bool only_root_writes(unsigned owner, unsigned group, unsigned mode) {
    const bool group_writes = (mode & 0020) != 0 && group != 0;
    const bool others_write = group_writes || (mode & 0002) != 0;
    return owner == 0 && (!others_write || (mode & S_ISVTX) != 0);
}

bool is_administrators_alone(const fs::path& program) {
    std::error_code error;
    for (fs::path path = fs::canonical(program, error); !error; path = path.parent_path()) {
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0 || !only_root_writes(status.st_uid, status.st_gid, status.st_mode))
            return false;
        if (path == path.parent_path()) return true;
    }
    return false;
}

bool others_may_write(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0 && (status.st_mode & 0002) != 0) return true;
    // Who may write a folder may replace what is in it, but for folders like /tmp.
    struct stat folder {};
    const bool known = ::stat(file.parent_path().c_str(), &folder) == 0 && (folder.st_mode & S_ISVTX) == 0;
    return known && (folder.st_mode & 0002) != 0;
}

bool is_open_to_others(const fs::path& file) {
    struct stat status {};
    const bool found = ::lstat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    return found && (status.st_mode & 0077) != 0;
}

void close_to_others(const fs::path& file) {
    if (::chmod(file.c_str(), 0600) == 0) return;
    throw Error(ErrorCode::config,
                "can't change the mode of " + file.string() + ": " + std::generic_category().message(errno),
                "run chmod 600 on it as its owner");
}

std::string closing_command(const std::string& file) { return "chmod 600 '" + file + "'"; }

void check_own_folder(const fs::path& folder) {
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0) return;  // made when it is written to
    const auto refuse = [&](const char* why, const char* hint) {
        throw Error(ErrorCode::config, folder.string() + why, hint);
    };
    constexpr const char* kRemove = "remove it; a folder is then created in its place";
    if (S_ISLNK(status.st_mode)) refuse(" is a symbolic link", kRemove);
    if (!S_ISDIR(status.st_mode)) refuse(" is not a folder", kRemove);
    if (status.st_uid != ::geteuid()) refuse(" belongs to another user", "remove it, or make yourself its owner");
    if ((status.st_mode & 0022) != 0) refuse(" can be written by other users", "run chmod 700 on it");
}

}  // namespace jit_console
