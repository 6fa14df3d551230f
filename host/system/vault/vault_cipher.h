#pragma once

#include <string>
#include <string_view>

#include "base/secret.h"

namespace jit_console {

/// 32 bytes from the system's random source. Throws `vault`.
Secret make_vault_key();

/// AES-256-GCM under `key` (32 bytes) with a fresh random 96-bit nonce: a line naming the format and its version, which
/// is authenticated too, then nonce, ciphertext and 128-bit tag. Throws `vault`.
std::string seal_vault(const Secret& key, std::string_view text);

/// What seal_vault() was given. Throws `vault` where `sealed` is of another version, was cut, changed, or sealed under
/// another key.
Secret open_vault(const Secret& key, std::string_view sealed);

}  // namespace jit_console
