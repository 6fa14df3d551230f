#include <windows.h>
#include <dpapi.h>
#include <wincrypt.h>

#include "base/error.h"
#include "system/process/windows_handle.h"
#include "system/process/windows_text.h"
#include "system/vault/vault_sealed_file.h"

// The system's own credential store takes 2,560 bytes an entry, and tokens are longer; it keeps its entries by DPAPI,
// too.

namespace jit_console {
namespace {

[[noreturn]] void fail(const std::string& what, std::string hint) {
    throw Error(ErrorCode::keyring, what + ": " + windows_error_words(::GetLastError()), std::move(hint));
}

DATA_BLOB blob_of(std::string_view text) {
    return {static_cast<DWORD>(text.size()), reinterpret_cast<BYTE*>(const_cast<char*>(text.data()))};
}

/// Takes over what the system made, and wipes it.
std::string text_of(const DATA_BLOB& blob) {
    const LocalMemory<BYTE> memory(blob.pbData);
    std::string text(reinterpret_cast<const char*>(blob.pbData), blob.cbData);
    ::SecureZeroMemory(blob.pbData, blob.cbData);
    return text;
}

std::string seal(std::string_view text) {
    DATA_BLOB in = blob_of(text);
    DATA_BLOB out{};
    if (!::CryptProtectData(&in, L"jit-console", nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN, &out)) {
        fail("Windows can't encrypt for this user", "keep sign-ins in a file: jit-console vault file");
    }
    return text_of(out);
}

Secret open(std::string_view sealed) {
    DATA_BLOB in = blob_of(sealed);
    DATA_BLOB out{};
    if (!::CryptUnprotectData(&in, nullptr, nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN, &out)) {
        fail("Windows can't decrypt the sign-ins for this user",
             "sign in again after: jit-console vault file; sign-ins copied from another account can't be read here");
    }
    return Secret(text_of(out));
}

}  // namespace

std::unique_ptr<Vault> make_vault_keyring(const std::filesystem::path& file) {
    return make_vault_sealed_file(file, {seal, open});
}

}  // namespace jit_console
