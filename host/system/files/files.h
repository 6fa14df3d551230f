#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"

namespace jit_console {

/// The text of a file; nothing where it doesn't exist. Throws `config` where it can't be read or is over `limit` bytes.
std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 16 * 1024 * 1024);

// Modes are those of POSIX. On Windows a mode that leaves others out (0600, 0700) stands for an access list with only
// the user, the system and the administrators, and any other for what the folder hands down.

/// As read_file(), for a file that guards secrets. Also throws `config` where it is a symbolic link or no plain file,
/// belongs to another user, or its mode lets anybody else read or write it.
std::optional<Secret> read_private_file(const std::filesystem::path& path, std::size_t limit);

/// Writes beside the target and renames over it, so that a reader sees the old or the new text whole, even after a
/// crash (fsync). Where the system can do so the new file has no name before it is whole, so that a process that is
/// killed leaves nothing behind; what others left is removed: two may not write the same file at once (FileLock). Makes
/// missing folders with mode 0700. `mode` is that of a new file; an existing one keeps its own. A symbolic link stays
/// one: what it points to is replaced. Throws `config`.
void write_file_atomically(const std::filesystem::path& path, std::string_view text, unsigned mode = 0600);

/// As write_file_atomically() for a text that is no longer than what the file holds, where leaving the old text is
/// worse than losing it: on a full disk it is written over the old one in place, and where that fails, too, the file is
/// removed.
void shrink_file(const std::filesystem::path& path, std::string_view text);

/// The files that writers who were killed left beside `path`, or beside any file of the folder `path`.
std::vector<std::filesystem::path> files_left_beside(const std::filesystem::path& path);

/// As write_file_atomically(), but into a folder that exists, always with `mode`, and in place of whatever has that
/// name: a symbolic link is replaced, not followed. Throws `config`.
void replace_file(const std::filesystem::path& path, std::string_view text, unsigned mode);

/// One folder, with `mode` whatever the umask; fine where it is there already. Throws `config`.
void make_folder(const std::filesystem::path& folder, unsigned mode);

/// An exclusive lock between processes and threads (on the file `path`, made where missing), held until it goes.
class FileLock {
public:
    /// Throws `config`, also where others hold it longer than 10 s; `cancelled` on `stop` while it waits.
    explicit FileLock(const std::filesystem::path& path, std::stop_token stop = {});
    /// Nothing where it can't be had within `limit`. Throws as above.
    static std::unique_ptr<FileLock> within(const std::filesystem::path& path, std::chrono::milliseconds limit,
                                            std::stop_token stop);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    /// Puts `text` into the lock's file in place of what it held. What can't be written is left.
    void write(std::string_view text) const;

private:
    struct File;
    struct NotYet {};
    FileLock(const std::filesystem::path& path, NotYet);
    bool try_lock();
    bool wait(std::chrono::milliseconds limit, const std::stop_token& stop);

    const std::filesystem::path path_;
    std::unique_ptr<File> file_;
};

}  // namespace jit_console
