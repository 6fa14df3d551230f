#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace jit_console {

/// The path that UTF-8 text names, as all text here is. (On Windows a path made of a narrow string is read in the code
/// page of old. The way back, path::string(), gives UTF-8 there as g++'s library has it.)
inline std::filesystem::path path_of(std::string_view text) { return std::u8string(text.begin(), text.end()); }

}  // namespace jit_console
