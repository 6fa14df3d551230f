#include "domain/base64.h"

#include <algorithm>
#include <cstddef>

#include <openssl/evp.h>

#include "base/secret.h"

namespace jit_console {

std::string base64_decode(std::string_view text) {
    while (text.ends_with('=')) text.remove_suffix(1);
    const std::size_t padding = (4 - text.size() % 4) % 4;
    std::string padded(text);
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    padded.append(padding, '=');
    std::string decoded(padded.size() / 4 * 3, '\0');
    const int size =
        ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                          reinterpret_cast<const unsigned char*>(padded.data()), static_cast<int>(padded.size()));
    wipe(padded);
    decoded.resize(size < 0 ? 0 : static_cast<std::size_t>(size) - std::min(padding, static_cast<std::size_t>(size)));
    return decoded;
}

}  // namespace jit_console
