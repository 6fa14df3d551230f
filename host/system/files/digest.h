#pragma once

#include <string>
#include <string_view>

namespace jit_console {

/// SHA-256 of `text`, as 64 lower-case hexadecimal digits. Throws `internal`.
std::string sha256_hex(std::string_view text);

}  // namespace jit_console
