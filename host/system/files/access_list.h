#pragma once

#include <filesystem>

#include <windows.h>

#include "system/process/windows_handle.h"

// Windows' access lists (DACLs), as far as ownership.h and files.h need them.

namespace jit_console {

using SecurityDescriptor = LocalMemory<void>;

/// The user, the system and the administrators may do all, nobody else anything; what is made in such a folder is the
/// same. Throws `internal`.
SecurityDescriptor private_descriptor();

/// The system and the administrators may do all, users read; what is made in such a folder is the same. Throws
/// `internal`.
SecurityDescriptor readable_descriptor();

/// A descriptor from SDDL in which "%USER%" stands for the user's SID. Throws `internal`.
SecurityDescriptor descriptor_of(std::wstring sddl);

/// Owner and access list of what is open or named; empty where they can't be read.
SecurityDescriptor descriptor_of(HANDLE file);
SecurityDescriptor descriptor_of(const std::filesystem::path& file);

/// Whom a question is about.
enum class Trusted { administrators, administrators_and_user };

/// True where somebody else has one of these rights, or nothing is known.
bool others_have(const SecurityDescriptor& descriptor, DWORD rights, Trusted trusted);

/// True where the owner is one of those.
bool is_owned_by(const SecurityDescriptor& descriptor, Trusted trusted);

}  // namespace jit_console
