#include "system/vault/vault_cipher.h"

#include <limits>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/error.h"
#include "base/unique_handle.h"

namespace jit_console {
namespace {

using Context = UniqueHandle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

constexpr std::string_view kHeader = "jit-console vault 1\n";
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

void check_openssl(int result) {
    if (result != 1) throw Error(ErrorCode::vault, "the cipher of the token vault failed");
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

int length(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max() / 2)) {
        throw Error(ErrorCode::vault, "the token vault is too large");
    }
    return static_cast<int>(text.size());
}

std::string random_bytes(std::size_t count) {
    std::string text(count, '\0');
    check_openssl(RAND_bytes(bytes(text), static_cast<int>(count)));
    return text;
}

Context make_context(const Secret& key, std::string_view nonce, bool encrypt) {
    if (key.reveal().size() != kKeySize) {
        throw Error(ErrorCode::vault, "the vault's key is not 32 bytes long");
    }
    Context context(EVP_CIPHER_CTX_new());
    check_openssl(context ? 1 : 0);
    check_openssl(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(key.reveal()), bytes(nonce),
                                    encrypt ? 1 : 0));
    int count = 0;
    check_openssl(EVP_CipherUpdate(context.get(), nullptr, &count, bytes(kHeader), length(kHeader)));
    return context;
}

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorCode::vault, why); }

}  // namespace

Secret make_vault_key() { return Secret(random_bytes(kKeySize)); }

std::string seal_vault(const Secret& key, std::string_view text) {
    const std::string nonce = random_bytes(kNonceSize);
    const Context context = make_context(key, nonce, true);
    std::string sealed(text.size(), '\0');
    int count = 0;
    check_openssl(EVP_CipherUpdate(context.get(), bytes(sealed), &count, bytes(text), length(text)));
    check_openssl(EVP_CipherFinal_ex(context.get(), bytes(sealed) + count, &count));
    std::string tag(kTagSize, '\0');
    check_openssl(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagSize, tag.data()));
    return std::string(kHeader) + nonce + sealed + tag;
}

Secret open_vault(const Secret& key, std::string_view sealed) {
    if (!sealed.starts_with(kHeader)) refuse("it was written by another version of jit-console, or by another program");
    sealed.remove_prefix(kHeader.size());
    if (sealed.size() < kNonceSize + kTagSize) refuse("it is truncated");
    const Context context = make_context(key, sealed.substr(0, kNonceSize), false);
    std::string tag(sealed.substr(sealed.size() - kTagSize));
    sealed = sealed.substr(kNonceSize, sealed.size() - kNonceSize - kTagSize);
    std::string text(sealed.size(), '\0');
    int count = 0;
    check_openssl(EVP_CipherUpdate(context.get(), bytes(text), &count, bytes(sealed), length(sealed)));
    Secret opened(std::move(text));  // before the tag is checked, so that it is wiped in any case
    check_openssl(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()));
    unsigned char rest[kTagSize];
    if (EVP_CipherFinal_ex(context.get(), rest, &count) != 1) refuse("it was changed, or its key doesn't match");
    return opened;
}

}  // namespace jit_console
