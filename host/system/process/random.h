#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "domain/ascii.h"

namespace jit_console {

/// Fills it from the system's random source. Throws `internal`.
void fill_with_random_bytes(std::span<unsigned char> bytes);

/// So many random bytes, as hexadecimal digits. Throws `internal`.
template <std::size_t bytes>
std::string random_hex() {
    std::array<unsigned char, bytes> random{};
    fill_with_random_bytes(random);
    return hex_of(random);
}

}  // namespace jit_console
