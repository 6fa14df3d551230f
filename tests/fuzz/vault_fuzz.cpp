#include "system/vault/vault.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "only_throws.h"
#include "scratch_folder.h"
#include "system/vault/vault_cipher.h"
#include "system/vault/vault_sealed_file.h"

using namespace jit_console;

namespace {

constexpr const char* kUrl = "https://acme.test";

/// A seal that keeps nothing from anybody: what would be under it is what the input is.
VaultSeal no_seal() {
    return {[](std::string_view text) { return std::string(text); },
            [](std::string_view sealed) { return Secret(std::string(sealed)); }};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ScratchFolder folder;
    static const std::filesystem::path file = folder / "vault";
    static const Secret key = make_vault_key();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    only_throws({ErrorCode::vault}, [&] {
        open_vault(key, text);
        require(false, "nobody makes up what was sealed");
    });

    put_private(file, text);
    const auto vault = make_vault_sealed_file(file, no_seal());
    only_throws({ErrorCode::vault}, [&] {
        if (const auto found = vault->read(kUrl)) require(!found->token.empty(), "a sign-in has a token");
        vault->write(kUrl, {Secret("t0ken"), Secret(), "bob", std::nullopt});
        require(vault->read(kUrl)->token.reveal() == "t0ken", "what is written is read again");
        vault->erase(kUrl);
        require(!vault->read(kUrl), "what is erased is gone");
    });
    return 0;
}
