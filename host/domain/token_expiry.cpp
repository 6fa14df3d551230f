#include <cstddef>
#include <cstdint>

#include "base/secret.h"
#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/portal.h"

namespace jit_console {
namespace {

/// -1 where `c` is not one of base64url's characters.
int base64_value(char c) {
    if (is_upper(c)) return c - 'A';
    if (is_lower(c)) return c - 'a' + 26;
    if (is_digit(c)) return c - '0' + 52;
    if (c == '-' || c == '+') return 62;
    return c == '_' || c == '/' ? 63 : -1;
}

/// "" where `text` is not base64.
std::string base64_decode(std::string_view text) {
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string decoded;
    decoded.reserve(text.size());
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = base64_value(c);
        if (value < 0) return "";
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            decoded += static_cast<char>(bits >> count & 0xFF);
        }
    }
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
