#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

// Characters by their ASCII meaning, whatever the locale.

namespace jit_console {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// True where `text` is not empty and each of its characters passes.
template <typename Predicate>
constexpr bool is_all(std::string_view text, Predicate passes) {
    return !text.empty() && std::all_of(text.begin(), text.end(), passes);
}

inline std::string to_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = to_lower(c);
    return lower;
}

constexpr bool equal_in_any_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return to_lower(x) == to_lower(y); });
}

/// Two digits for each byte.
inline std::string hex_of(std::span<const unsigned char> bytes) {
    std::string hex;
    hex.reserve(2 * bytes.size());  // of a secret no copy is left behind
    for (const unsigned char byte : bytes) hex.append({"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]});
    return hex;
}

/// Without white space at both ends.
constexpr std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace jit_console
