#include "system/files/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "system/files/left_files.h"
#include "system/process/random.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view what, const fs::path& path, int error_number) {
    throw Error(ErrorCode::config,
                std::string(what) + " " + path.string() + ": " + std::generic_category().message(error_number),
                "check the owner and the mode of this file and of its folder, and the space left on its disk");
}

[[noreturn]] void refuse(const fs::path& path, const std::string& why, std::string hint) {
    throw Error(ErrorCode::config, path.string() + " " + why, std::move(hint));
}

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return number_; }
    /// Of one that owns none.
    void reset(int number) { number_ = number; }

private:
    int number_;
};

struct stat status_of(const Descriptor& file, const fs::path& path) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) fail("can't read", path, errno);
    return status;
}

std::string read_all(const Descriptor& file, const fs::path& path, std::size_t limit) {
    const struct stat status = status_of(file, path);
    if (S_ISDIR(status.st_mode)) fail("can't read", path, EISDIR);
    std::string text;
    // In one piece, so that growing leaves no copies of a secret behind.
    if (status.st_size > 0) text.reserve(std::min(limit, static_cast<std::size_t>(status.st_size)) + 1);
    std::array<char, 16 * 1024> chunk{};
    while (true) {
        const ssize_t count = ::read(file.get(), chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("can't read", path, errno);
        if (count == 0) return text;
        if (text.size() + static_cast<std::size_t>(count) > limit) {
            refuse(path, "is larger than " + std::to_string(limit) + " bytes", "check what is in this file");
        }
        text.append(chunk.data(), static_cast<std::size_t>(count));
    }
}

void write_all(const Descriptor& file, const fs::path& path, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(file.get(), text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("can't write", path, errno);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(file.get()) != 0) fail("can't write", path, errno);
}

/// The missing ones on the way to it, too, only for the user.
void make_folders(const fs::path& folder) {
    if (folder.empty() || fs::exists(folder)) return;
    make_folders(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail("can't create the folder", folder, errno);
}

void sync_folder(const fs::path& folder) {
    // Some file systems refuse fsync on a folder; the rename itself has been done by then.
    const Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (file.get() >= 0) ::fsync(file.get());
}

/// A new file beside `target`, gone again unless it was renamed over it.
class NewFile {
public:
    explicit NewFile(const fs::path& target) : target_(target), file_(open_nameless(target.parent_path())) {
        if (file_.get() < 0) open_named();
    }
    ~NewFile() {
        if (!name_.empty()) ::unlink(name_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void rename_over_target(std::string_view text, mode_t mode) {
        if (::fchmod(file_.get(), mode) != 0) fail("can't write", target_, errno);
        write_all(file_, target_, text);
        if (name_.empty()) give_name();
        if (::rename(name_.c_str(), target_.c_str()) != 0) fail("can't write", target_, errno);
        name_.clear();
        sync_folder(target_.parent_path());
    }

private:
    static int open_nameless([[maybe_unused]] const fs::path& folder) {
#ifdef O_TMPFILE
        return ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
#else
        return -1;
#endif
    }

    std::string name_pattern() const { return target_.string() + std::string(kNewFileMark) + "XXXXXX"; }

    void open_named() {
        name_ = name_pattern();
        file_.reset(::mkostemp(name_.data(), O_CLOEXEC));
        if (file_.get() >= 0) return;
        name_.clear();
        fail("can't write", target_, errno);
    }

    /// A file without a name can't replace another: it gets one first, for a moment.
    void give_name() {
        const std::string own = "/proc/self/fd/" + std::to_string(file_.get());
        for (int tries = 0; tries < 100; ++tries) {
            std::string name = target_.string() + std::string(kNewFileMark) + random_hex<3>();
            if (::linkat(AT_FDCWD, own.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
                name_ = std::move(name);
                return;
            }
            if (errno != EEXIST) fail("can't write", target_, errno);
        }
        fail("can't write", target_, EEXIST);
    }

    const fs::path target_;
    std::string name_;  // empty: none yet
    Descriptor file_;
};

/// Through links, so that they stay.
fs::path target_of(const fs::path& path) {
    std::error_code error;
    fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : fs::absolute(path, error);
    if (error) fail("can't write", path, error.value());
    return target;
}

bool overwrite(const fs::path& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (file.get() < 0) return false;
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t count = ::pwrite(file.get(), text.data() + done, text.size() - done, static_cast<off_t>(done));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        done += static_cast<std::size_t>(count);
    }
    return ::ftruncate(file.get(), static_cast<off_t>(text.size())) == 0 && ::fsync(file.get()) == 0;
}

}  // namespace

std::optional<std::string> read_file(const fs::path& path, std::size_t limit) {
    // Without O_NONBLOCK a FIFO in the file's place would hang here. Devices are fine: some have /dev/null in a file's
    // place.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return std::nullopt;
    if (file.get() < 0) fail("can't read", path, errno);
    const mode_t mode = status_of(file, path).st_mode;
    if (S_ISFIFO(mode) || S_ISSOCK(mode)) refuse(path, "is not a regular file", "replace it with a regular file");
    return read_all(file, path, limit);
}

std::optional<Secret> read_private_file(const fs::path& path, std::size_t limit) {
    // Without O_NONBLOCK a FIFO in the file's place would hang here.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return std::nullopt;
    if (file.get() < 0 && errno == ELOOP) refuse(path, "is a symbolic link", "replace it with the file itself");
    if (file.get() < 0) fail("can't read", path, errno);
    const struct stat status = status_of(file, path);
    if (!S_ISREG(status.st_mode)) refuse(path, "is not a regular file", "remove it");
    if (status.st_uid != ::geteuid()) refuse(path, "belongs to another user", "remove it, or make yourself its owner");
    if ((status.st_mode & 0077) != 0) refuse(path, "is open to other users", "run chmod 600 on it");
    return Secret(read_all(file, path, limit));
}

void write_file_atomically(const fs::path& path, std::string_view text, unsigned mode) {
    const fs::path target = target_of(path);
    make_folders(target.parent_path());
    remove_files_left_beside(target);
    struct stat status {};
    const bool exists = ::stat(target.c_str(), &status) == 0;
    NewFile(target).rename_over_target(text, exists ? status.st_mode & 07777 : static_cast<mode_t>(mode));
}

void replace_file(const fs::path& path, std::string_view text, unsigned mode) {
    NewFile(path).rename_over_target(text, static_cast<mode_t>(mode));
}

void shrink_file(const fs::path& path, std::string_view text) {
    try {
        write_file_atomically(path, text);
    } catch (const Error&) {
        std::error_code failure;
        const fs::path target = target_of(path);
        remove_files_left_beside(target);
        if (!overwrite(target, text) && (!fs::remove(target, failure) || failure)) throw;
    }
}

void make_folder(const fs::path& folder, unsigned mode) {
    if (::mkdir(folder.c_str(), static_cast<mode_t>(mode)) != 0) {
        if (errno == EEXIST) return;
        fail("can't create the folder", folder, errno);
    }
    // mkdir() takes the umask's bits away; those for all users' browsers must stay.
    if (::chmod(folder.c_str(), static_cast<mode_t>(mode)) != 0) fail("can't create the folder", folder, errno);
}

struct FileLock::File {
    Descriptor descriptor{-1};
};

FileLock::FileLock(const fs::path& path, NotYet) : path_(path) {
    make_folders(path.parent_path());
    file_ = std::make_unique<File>();
    file_->descriptor.reset(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file_->descriptor.get() < 0) fail("can't lock", path, errno);
}

bool FileLock::try_lock() {
    while (::flock(file_->descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return false;
        if (errno != EINTR) fail("can't lock", path_, errno);
    }
    return true;
}

void FileLock::write(std::string_view text) const {
    const int descriptor = file_->descriptor.get();
    if (::ftruncate(descriptor, 0) != 0) return;
    const ssize_t written = ::pwrite(descriptor, text.data(), text.size(), 0);
    static_cast<void>(written);
}

FileLock::~FileLock() = default;

}  // namespace jit_console
