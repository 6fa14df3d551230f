#pragma once

#include <filesystem>
#include <string_view>

namespace jit_console {

/// What stands between a file's name and six random characters in the names of new files beside it.
inline constexpr std::string_view kNewFileMark = ".jit-console-";

/// Removes files_left_beside() the file `path` (files.h), those of earlier versions too, which named them
/// "vault.a1B2c3". For who holds its lock: another's new file would go as well.
void remove_files_left_beside(const std::filesystem::path& path);

}  // namespace jit_console
