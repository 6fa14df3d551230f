#include "domain/command_text.h"

#include <string_view>

#include "domain/ascii.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

bool is_plain_character(char c) {
    constexpr std::string_view kPlain = "_./:=@%+,-";
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kPlain.find(c) != std::string_view::npos;
}

bool is_printable_ascii(char c) { return c >= ' ' && c <= '~'; }

std::string single_quoted(std::string_view word) {
    std::string text = "'";
    for (const char c : word) {
        if (c == '\'') {
            text += "'\\''";
        } else {
            text += c;
        }
    }
    return text + "'";
}

std::string escaped(std::string_view word) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "$'";
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            text += "\\n";
        } else if (c == '\t') {
            text += "\\t";
        } else if (c == '\'' || c == '\\') {
            text += {'\\', c};
        } else if (is_printable_ascii(c)) {
            text += c;
        } else {
            text += {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
        }
    }
    return text + "'";
}

std::string word_text(const std::string& word) {
    if (!word.empty() && is_all(word, is_plain_character)) return word;
    return is_readable(word) ? single_quoted(word) : escaped(word);
}

}  // namespace

std::string command_text(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word_text(word);
    return text;
}

}  // namespace jit_console
