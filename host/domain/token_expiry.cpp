#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <openssl/evp.h>

#include "base/secret.h"
#include "domain/json_answer.h"
#include "domain/portal.h"

namespace jit_console {
namespace {

/// As JWTs have it, or as other base64; "" where `text` is none.
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

/// The middle one of a JWT's three parts; "" where there are not three.
std::string_view claims_part(std::string_view token) {
    const std::size_t first = token.find('.');
    if (first == std::string_view::npos) return "";
    const std::size_t second = token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) return "";
    return token.substr(first + 1, second - first - 1);
}

}  // namespace

std::optional<Time> token_expiry(std::string_view token) {
    constexpr double kLastSecond = 253402300799;  // of the year 9999
    std::string text = base64_decode(claims_part(token));
    nlohmann::json claims = parse_json(text);
    wipe(text);
    std::optional<Time> expiry;
    if (claims.is_object()) {
        const nlohmann::json* exp = JsonAnswer::field(claims, "exp");
        const double seconds = exp != nullptr && exp->is_number() ? exp->get<double>() : 0;
        if (seconds >= 1 && seconds <= kLastSecond) {
            expiry = Time(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
        }
    }
    wipe(claims);
    return expiry;
}

}  // namespace jit_console
