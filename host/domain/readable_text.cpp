#include "domain/readable_text.h"

#include <algorithm>

#include "domain/ascii.h"

namespace jit_console {
namespace {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;  // in bytes; 0 where the text is not UTF-8
};

CodePoint lead_byte(unsigned char byte) {
    if (byte < 0x80) return {byte, 1};
    if (byte >= 0xC2 && byte < 0xE0) return {static_cast<char32_t>(byte & 0x1F), 2};
    if (byte >= 0xE0 && byte < 0xF0) return {static_cast<char32_t>(byte & 0x0F), 3};
    if (byte >= 0xF0 && byte < 0xF5) return {static_cast<char32_t>(byte & 0x07), 4};
    return {};
}

bool is_shortest_form(const CodePoint& point) {
    if (point.value >= 0xD800 && point.value <= 0xDFFF) return false;
    if (point.value > 0x10FFFF) return false;
    return point.length < 3 || (point.length == 3 ? point.value >= 0x800 : point.value >= 0x10000);
}

CodePoint first_code_point(std::string_view text) {
    CodePoint point = lead_byte(static_cast<unsigned char>(text.front()));
    if (point.length > text.size()) return {};
    for (std::size_t i = 1; i < point.length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0) != 0x80) return {};
        point.value = (point.value << 6) | (byte & 0x3F);
    }
    return is_shortest_form(point) ? point : CodePoint{};
}

bool is_readable(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool line_separator = c == 0x2028 || c == 0x2029;
    const bool turns_direction =
        c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !control && !line_separator && !turns_direction;
}

}  // namespace

bool is_readable(std::string_view text) {
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (point.length == 0 || !is_readable(point.value)) return false;
        text.remove_prefix(point.length);
    }
    return true;
}

std::string readable_line(std::string_view text, std::size_t limit) {
    std::string line;
    std::size_t characters = 0;
    std::size_t before_last = 0;  // where the last character that is kept begins, should "…" have to replace it
    for (text = trim(text); !text.empty();) {
        const CodePoint point = first_code_point(text);
        if (point.length == 0) return "";
        const bool space = point.length == 1 && is_space(text.front());
        if (space || is_readable(point.value)) {
            if (characters == limit) return limit == 0 ? "" : line.substr(0, before_last) + "…";
            before_last = line.size();
            line += space ? std::string_view(" ") : text.substr(0, point.length);
            ++characters;
        }
        text.remove_prefix(point.length);
    }
    return line;
}

std::string terminal_text(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        const std::size_t length = std::max<std::size_t>(point.length, 1);
        const bool stays =
            text.front() == '\n' || text.front() == '\t' || (point.length > 0 && is_readable(point.value));
        result.append(stays ? text.substr(0, length) : "\xEF\xBF\xBD");
        text.remove_prefix(length);
    }
    return result;
}

std::string quoted(std::string_view text) {
    constexpr std::size_t kLongestName = 64;
    if (text.empty() || text.size() > kLongestName || !is_readable(text)) return "what was given";
    std::string result = "\"";
    return result.append(text).append("\"");
}

}  // namespace jit_console
