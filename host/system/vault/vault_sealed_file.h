#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "system/vault/vault.h"

namespace jit_console {

/// How a vault's text is kept from others.
struct VaultSeal {
    std::function<std::string(std::string_view text)> seal;  ///< makes a key where there is none
    std::function<Secret(std::string_view sealed)> open;
};

/// A file of sign-ins under a seal. What the file can't be used for is thrown as `vault`, what the seal throws as it
/// is.
std::unique_ptr<Vault> make_vault_sealed_file(std::filesystem::path file, VaultSeal seal);

}  // namespace jit_console
