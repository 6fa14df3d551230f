#pragma once

#include <span>

namespace jit_console {

/// Fills it from the system's random source. Throws `internal`.
void fill_with_random_bytes(std::span<unsigned char> bytes);

}  // namespace jit_console
