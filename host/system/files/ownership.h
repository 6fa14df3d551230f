#pragma once

#include <filesystem>

// Who owns files and folders, and who else may read or change them, as the system has it: modes, or access lists.

namespace jit_console {

/// True where the folder is there and belongs to the user who runs this.
bool is_own(const std::filesystem::path& folder);

/// True where only root can write a file or folder of this owner, group and mode, as POSIX has them, or replace what is
/// in it (a folder like /tmp lets nobody else do that).
bool only_root_writes(unsigned owner, unsigned group, unsigned mode);

/// True where nobody but the system's administrators can change a program: it and the folders above it are theirs and
/// closed to others' writing (but for folders like /tmp, where others can't replace it).
bool is_administrators_alone(const std::filesystem::path& program);

/// True where all users may write the file or replace it in its folder.
bool others_may_write(const std::filesystem::path& file);

/// True where other users than the owner and the administrators may read or write what guards secrets. False where
/// there is no such plain file.
bool is_open_to_others(const std::filesystem::path& file);

/// Closes a file to other users. Throws `config`.
void close_to_others(const std::filesystem::path& file);

/// What a person can run to do the same, e.g. "chmod 600 'FILE'".
std::string closing_command(const std::string& file);

/// Throws `config` where `folder` exists and isn't the user's own folder (a symbolic link, for example), or others may
/// write it. On Windows folders in the user's profile are taken for the user's own.
void check_own_folder(const std::filesystem::path& folder);

}  // namespace jit_console
