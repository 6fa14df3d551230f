#include "system/files/digest.h"

#include <array>
#include <span>

#include <openssl/evp.h>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, EVP_sha256(), nullptr) != 1)
        throw Error(ErrorCode::internal, "SHA-256 is not available");
    return hex_of(std::span(bytes).first(size));
}

}  // namespace jit_console
