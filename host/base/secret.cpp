#include "base/secret.h"

#include <utility>

#include <openssl/crypto.h>

namespace jit_console {

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::string& text) noexcept {
    // Up to the capacity: a string that was shortened still holds what it held before.
    text.resize(text.capacity());
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

// Copied, not moved: a moved-from short string may keep its characters in place.
Secret::Secret(std::string&& text) : text_(text) { wipe(text); }

Secret::Secret(Secret&& other) noexcept {
    text_.swap(other.text_);
    wipe(other.text_);
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe(text_);
        text_.swap(other.text_);
        wipe(other.text_);
    }
    return *this;
}

Secret::~Secret() { wipe(text_); }

Secret Secret::clone() const { return Secret(std::string(text_)); }

}  // namespace jit_console
