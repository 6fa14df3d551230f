#include "base/error.h"
#include "system/files/files.h"
#include "system/vault/vault_cipher.h"
#include "system/vault/vault_sealed_file.h"

namespace jit_console {
namespace {

constexpr std::size_t kVaultKeyLimit = 64;

}  // namespace

std::unique_ptr<Vault> make_vault_file(const std::filesystem::path& file, const std::filesystem::path& key_file) {
    const auto seal = [key_file](std::string_view text) {
        std::optional<Secret> key = read_private_file(key_file, kVaultKeyLimit);
        if (!key) {
            key = make_vault_key();
            write_file_atomically(key_file, key->reveal(), 0600);
        }
        return seal_vault(*key, text);
    };
    const auto open = [key_file](std::string_view sealed) {
        const std::optional<Secret> key = read_private_file(key_file, kVaultKeyLimit);
        if (!key) {
            throw Error(ErrorCode::vault, "the vault's key is missing: " + key_file.string());
        }
        return open_vault(*key, sealed);
    };
    return make_vault_sealed_file(file, {seal, open});
}

}  // namespace jit_console
