#include "system/files/files.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include <windows.h>

#include "base/error.h"
#include "system/files/access_list.h"
#include "system/files/left_files.h"
#include "system/process/random.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
constexpr DWORD kReadSecrets =
    FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA | GENERIC_READ | GENERIC_WRITE | WRITE_DAC;
/// What is open in another program without leave to be deleted, a virus scanner's for the most part, is so for a
/// moment.
constexpr int kTries = 100;
constexpr std::chrono::milliseconds kPause{10};
/// Locks keep others from reading: this byte is past the end of any file.
constexpr DWORD kLockedByteHigh = 0x40000000;

[[noreturn]] void fail(std::string_view what, const fs::path& path, DWORD number) {
    throw Error(ErrorCode::config, std::string(what) + " " + path.string() + ": " + windows_error_words(number),
                "check who may use this file and its folder, and the space left on its disk");
}

[[noreturn]] void refuse(const fs::path& path, const std::string& why, std::string hint) {
    throw Error(ErrorCode::config, path.string() + " " + why, std::move(hint));
}

bool is_missing(DWORD number) { return number == ERROR_FILE_NOT_FOUND || number == ERROR_PATH_NOT_FOUND; }

bool is_passing(DWORD number) { return number == ERROR_SHARING_VIOLATION || number == ERROR_ACCESS_DENIED; }

bool is_private(unsigned mode) { return (mode & 0077) == 0; }

/// Calls `action` until it succeeds or fails for good. Gives the error's number, or ERROR_SUCCESS.
template <typename Action>
DWORD with_patience(const Action& action) {
    for (int tries = 1;; ++tries) {
        if (action()) return ERROR_SUCCESS;
        const DWORD number = ::GetLastError();
        if (!is_passing(number) || tries == kTries) return number;
        std::this_thread::sleep_for(kPause);
    }
}

WindowsHandle open_file(const fs::path& path, DWORD flags) {
    return windows_handle(::CreateFileW(path.c_str(), GENERIC_READ | READ_CONTROL, kShareAll, nullptr, OPEN_EXISTING,
                                        FILE_ATTRIBUTE_NORMAL | flags, nullptr));
}

/// Empty where there is no such file.
WindowsHandle open_to_read(const fs::path& path, DWORD flags = 0) {
    WindowsHandle file = open_file(path, flags);
    // A folder can't be opened either, and stays one.
    for (int tries = 1; !file && ::GetLastError() == ERROR_SHARING_VIOLATION && tries < kTries; ++tries) {
        std::this_thread::sleep_for(kPause);
        file = open_file(path, flags);
    }
    const DWORD number = ::GetLastError();
    if (!file && !is_missing(number)) fail("can't read", path, number);
    return file;
}

std::string read_all(const WindowsHandle& file, const fs::path& path, std::size_t limit) {
    LARGE_INTEGER size{};
    if (!::GetFileSizeEx(file.get(), &size)) fail("can't read", path, ::GetLastError());
    std::string text;
    // In one piece, so that growing leaves no copies of a secret behind.
    if (size.QuadPart > 0) text.reserve(std::min(limit, static_cast<std::size_t>(size.QuadPart)) + 1);
    std::array<char, 16 * 1024> chunk;
    while (true) {
        DWORD count = 0;
        if (!::ReadFile(file.get(), chunk.data(), chunk.size(), &count, nullptr))
            fail("can't read", path, ::GetLastError());
        if (count == 0) return text;
        if (text.size() + count > limit) {
            refuse(path, "is larger than " + std::to_string(limit) + " bytes", "check what is in this file");
        }
        text.append(chunk.data(), count);
    }
}

/// The missing ones on the way to it, too, only for the user.
void make_folders(const fs::path& folder) {
    if (folder.empty() || fs::exists(folder)) return;
    if (folder != folder.parent_path()) make_folders(folder.parent_path());
    make_folder(folder, 0700);
}

/// Where a link leads, so that it stays one; `path` itself where it is none.
fs::path link_target(const fs::path& path) {
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    if (attributes == INVALID_FILE_ATTRIBUTES || (attributes & FILE_ATTRIBUTE_REPARSE_POINT) == 0) return path;
    const WindowsHandle file = windows_handle(
        ::CreateFileW(path.c_str(), 0, kShareAll, nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!file) fail("can't write", path, ::GetLastError());
    std::array<wchar_t, 32 * 1024> target;
    const DWORD size = ::GetFinalPathNameByHandleW(file.get(), target.data(), target.size(), FILE_NAME_NORMALIZED);
    if (size == 0 || size >= target.size()) fail("can't write", path, ::GetLastError());
    return fs::path(std::wstring(target.data(), size));
}

/// A new file beside `target`, gone again unless it was renamed over it.
class NewFile {
public:
    /// `descriptor`: who may use it; nothing: what the folder hands down.
    NewFile(const fs::path& target, const SecurityDescriptor& descriptor) : target_(target) {
        name_ = target;
        name_ += std::string(kNewFileMark) + random_hex<3>();
        SECURITY_ATTRIBUTES attributes{sizeof attributes, descriptor.get(), FALSE};
        file_ = windows_handle(::CreateFileW(name_.c_str(), GENERIC_WRITE, 0, descriptor ? &attributes : nullptr,
                                             CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
        if (!file_) fail("can't write", target_, ::GetLastError());
    }
    ~NewFile() {
        file_.reset();
        if (!name_.empty()) ::DeleteFileW(name_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void rename_over_target(std::string_view text) {
        DWORD count = 0;
        const bool written = ::WriteFile(file_.get(), text.data(), static_cast<DWORD>(text.size()), &count, nullptr) &&
                             count == text.size() && ::FlushFileBuffers(file_.get());
        if (!written) fail("can't write", target_, ::GetLastError());
        file_.reset();
        if (fs::is_directory(target_)) fail("can't write", target_, ERROR_ACCESS_DENIED);
        const DWORD number = with_patience([&] {
            return ::MoveFileExW(name_.c_str(), target_.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) !=
                   0;
        });
        if (number != ERROR_SUCCESS) fail("can't write", target_, number);
        name_.clear();
    }

private:
    const fs::path target_;
    fs::path name_;
    WindowsHandle file_;
};

/// Owner and access list of what is there now, to be given to what replaces it; for a new file those of `mode`.
SecurityDescriptor descriptor_for(const fs::path& target, unsigned mode) {
    if (fs::exists(target)) return descriptor_of(target);
    return is_private(mode) ? private_descriptor() : SecurityDescriptor();
}

}  // namespace

std::optional<std::string> read_file(const fs::path& path, std::size_t limit) {
    const WindowsHandle file = open_to_read(path);
    if (!file) return std::nullopt;
    return read_all(file, path, limit);
}

std::optional<Secret> read_private_file(const fs::path& path, std::size_t limit) {
    const WindowsHandle file = open_to_read(path, FILE_FLAG_OPEN_REPARSE_POINT);
    if (!file) return std::nullopt;
    BY_HANDLE_FILE_INFORMATION about{};
    if (!::GetFileInformationByHandle(file.get(), &about)) fail("can't read", path, ::GetLastError());
    if ((about.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) {
        refuse(path, "is a symbolic link", "replace it with the file itself");
    }
    if (::GetFileType(file.get()) != FILE_TYPE_DISK) refuse(path, "is not a regular file", "remove it");
    const SecurityDescriptor descriptor = descriptor_of(file.get());
    if (!is_owned_by(descriptor, Trusted::administrators_and_user)) {
        refuse(path, "belongs to another user", "remove it, or make yourself its owner");
    }
    if (others_have(descriptor, kReadSecrets, Trusted::administrators_and_user)) {
        refuse(path, "is open to other users", "run jit-console doctor --fix");
    }
    return Secret(read_all(file, path, limit));
}

void shrink_file(const fs::path& path, std::string_view text) {
    try {
        write_file_atomically(path, text);
    } catch (const Error&) {
        std::error_code failure;
        if (!fs::remove(link_target(fs::absolute(path)), failure) || failure) throw;
    }
}

void write_file_atomically(const fs::path& path, std::string_view text, unsigned mode) {
    const fs::path target = link_target(fs::absolute(path));
    make_folders(target.parent_path());
    remove_files_left_beside(target);
    NewFile(target, descriptor_for(target, mode)).rename_over_target(text);
}

void replace_file(const fs::path& path, std::string_view text, unsigned mode) {
    NewFile(path, is_private(mode) ? private_descriptor() : SecurityDescriptor()).rename_over_target(text);
}

void make_folder(const fs::path& folder, unsigned mode) {
    // In the folder of all users' data, where those are made, anybody may add files: that isn't handed down.
    const SecurityDescriptor descriptor = is_private(mode) ? private_descriptor() : readable_descriptor();
    SECURITY_ATTRIBUTES attributes{sizeof attributes, descriptor.get(), FALSE};
    if (::CreateDirectoryW(folder.c_str(), &attributes)) return;
    const DWORD number = ::GetLastError();
    if (number != ERROR_ALREADY_EXISTS) fail("can't create the folder", folder, number);
}

struct FileLock::File {
    WindowsHandle handle;
};

FileLock::FileLock(const fs::path& path, NotYet) : path_(path) {
    make_folders(path.parent_path());
    const SecurityDescriptor descriptor = private_descriptor();
    SECURITY_ATTRIBUTES attributes{sizeof attributes, descriptor.get(), FALSE};
    file_.reset(new File{
        windows_handle(::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                     &attributes, OPEN_ALWAYS, FILE_FLAG_OPEN_REPARSE_POINT, nullptr))});
    if (!file_->handle) fail("can't lock", path, ::GetLastError());
}

bool FileLock::try_lock() {
    OVERLAPPED where{};
    where.OffsetHigh = kLockedByteHigh;
    if (::LockFileEx(file_->handle.get(), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where))
        return true;
    const DWORD number = ::GetLastError();
    if (number != ERROR_LOCK_VIOLATION && number != ERROR_IO_PENDING) fail("can't lock", path_, number);
    return false;
}

void FileLock::write(std::string_view text) const {
    const HANDLE file = file_->handle.get();
    DWORD count = 0;
    ::SetFilePointer(file, 0, nullptr, FILE_BEGIN);
    if (::SetEndOfFile(file)) ::WriteFile(file, text.data(), static_cast<DWORD>(text.size()), &count, nullptr);
}

FileLock::~FileLock() = default;

}  // namespace jit_console
