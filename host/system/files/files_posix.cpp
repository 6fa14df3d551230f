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
    std::array<char, 16 * 1024> chunk;
    while (true) {
        const ssize_t count = ::read(file.get(), chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("can't read", path, errno);
        if (count == 0) return text;
        if (text.size() + static_cast<std::size_t>(count) > limit) {
            refuse(path, "is larger than " + std::to_string(limit) + " bytes", "look at what is in this file");
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

/// The missing ones on the way to it, too, for the user alone.
void make_folders(const fs::path& folder) {
    if (folder.empty() || fs::exists(folder)) return;
    make_folders(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail("can't make the folder", folder, errno);
}

void sync_folder(const fs::path& folder) {
    // Some file systems refuse fsync on a folder; the rename itself has been done by then.
    const Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (file.get() >= 0) ::fsync(file.get());
}

/// A new file beside `target`, gone again unless it was renamed over it.
class NewFile {
public:
    explicit NewFile(const fs::path& target)
        : name_(target.string() + ".XXXXXX"), file_(::mkostemp(name_.data(), O_CLOEXEC)) {
        if (file_.get() < 0) fail("can't write", target, errno);
    }
    ~NewFile() {
        if (!name_.empty()) ::unlink(name_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void rename_over(const fs::path& target, std::string_view text, mode_t mode) {
        if (::fchmod(file_.get(), mode) != 0) fail("can't write", target, errno);
        write_all(file_, target, text);
        if (::rename(name_.c_str(), target.c_str()) != 0) fail("can't write", target, errno);
        name_.clear();
        sync_folder(target.parent_path());
    }

private:
    std::string name_;
    Descriptor file_;
};

}  // namespace

std::optional<std::string> read_file(const fs::path& path, std::size_t limit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return std::nullopt;
    if (file.get() < 0) fail("can't read", path, errno);
    return read_all(file, path, limit);
}

std::optional<Secret> read_private_file(const fs::path& path, std::size_t limit) {
    // Without O_NONBLOCK a FIFO in the file's place would hang here.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return std::nullopt;
    if (file.get() < 0 && errno == ELOOP) refuse(path, "is a symbolic link", "put the file itself in its place");
    if (file.get() < 0) fail("can't read", path, errno);
    const struct stat status = status_of(file, path);
    if (!S_ISREG(status.st_mode)) refuse(path, "is no plain file", "remove it");
    if (status.st_uid != ::geteuid()) refuse(path, "belongs to another user", "remove it, or make it your own");
    if ((status.st_mode & 0077) != 0) refuse(path, "is open to other users", "run chmod 600 on it");
    return Secret(read_all(file, path, limit));
}

void write_file_atomically(const fs::path& path, std::string_view text, unsigned mode) {
    std::error_code error;
    fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : fs::absolute(path, error);
    if (error) fail("can't write", path, error.value());
    make_folders(target.parent_path());
    struct stat status {};
    const bool exists = ::stat(target.c_str(), &status) == 0;
    NewFile(target).rename_over(target, text, exists ? status.st_mode & 07777 : static_cast<mode_t>(mode));
}

void replace_file(const fs::path& path, std::string_view text, unsigned mode) {
    NewFile(path).rename_over(path, text, static_cast<mode_t>(mode));
}

void make_folder(const fs::path& folder, unsigned mode) {
    if (::mkdir(folder.c_str(), static_cast<mode_t>(mode)) != 0) {
        if (errno == EEXIST) return;
        fail("can't make the folder", folder, errno);
    }
    // mkdir() takes the umask's bits away; those for all users' browsers must stay.
    if (::chmod(folder.c_str(), static_cast<mode_t>(mode)) != 0) fail("can't make the folder", folder, errno);
}

struct FileLock::File {
    Descriptor descriptor;
};

FileLock::FileLock(const fs::path& path, std::stop_token stop) {
    make_folders(path.parent_path());
    file_.reset(new File{Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600))});
    const int descriptor = file_->descriptor.get();
    if (descriptor < 0) fail("can't lock", path, errno);
    // flock can't be woken by a stop: who may be stopped asks again and again.
    const int operation = stop.stop_possible() ? LOCK_EX | LOCK_NB : LOCK_EX;
    while (::flock(descriptor, operation) != 0) {
        const int error_number = errno;
        if (error_number == EINTR) continue;
        if (error_number == EWOULDBLOCK && !stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            continue;
        }
        if (error_number == EWOULDBLOCK) throw Error(ErrorCode::cancelled, "the request was cancelled");
        fail("can't lock", path, error_number);
    }
}

void FileLock::write(std::string_view text) const {
    const int descriptor = file_->descriptor.get();
    if (::ftruncate(descriptor, 0) != 0) return;
    const ssize_t written = ::pwrite(descriptor, text.data(), text.size(), 0);
    static_cast<void>(written);
}

FileLock::~FileLock() = default;

}  // namespace jit_console
