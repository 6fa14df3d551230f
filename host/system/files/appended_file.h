#pragma once

#include <filesystem>
#include <string_view>

namespace jit_console {

/// Adds `text` at the end of an existing file of another program's. Throws `config`.
void append_to_file(const std::filesystem::path& file, std::string_view text);

}  // namespace jit_console
