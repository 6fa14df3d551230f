#pragma once

#include <string>
#include <string_view>

namespace jit_console {

/// Of base64, with or without its padding, be it of the kind that JWTs use; "" where `text` is none.
std::string base64_decode(std::string_view text);

}  // namespace jit_console
