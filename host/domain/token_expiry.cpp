#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "domain/base64.h"
#include "domain/json_answer.h"
#include "domain/portal.h"

namespace jit_console {
namespace {

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
