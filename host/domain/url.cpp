#include "domain/url.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "domain/ascii.h"

namespace jit_console {
namespace {

constexpr std::size_t kLongestUrl = 32 * 1024;

bool is_url_character(char c) {
    constexpr std::string_view kNever = R"("<>\)";
    return c > ' ' && c < 0x7F && kNever.find(c) == std::string_view::npos;
}

bool has_valid_escapes(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 3)) {
        if (at + 2 >= text.size() || !is_hex_digit(text[at + 1]) || !is_hex_digit(text[at + 2])) return false;
    }
    return true;
}

bool is_scheme(std::string_view text) {
    return is_lower(text.empty() ? '\0' : to_lower(text.front())) && is_all(text, [](char c) {
               return is_lower(to_lower(c)) || is_digit(c) || c == '+' || c == '-' || c == '.';
           });
}

/// A number from 0 to `most` in decimal digits; -1 otherwise.
int number_up_to(std::string_view digits, int most) {
    int value = -1;
    if (digits.size() > 5 || !is_all(digits, is_digit)) return -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value <= most ? value : -1;
}

bool is_host_label(std::string_view label) {
    constexpr std::size_t kLongestLabel = 63;
    return label.size() <= kLongestLabel &&
           is_all(label, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; }) && label.front() != '-' &&
           label.back() != '-';
}

bool is_address_part(std::string_view label) {
    return number_up_to(label, 255) >= 0 && (label == "0" || label.front() != '0');
}

/// A lower-case host name or dotted IPv4 address. Browsers read any name whose last label is a number as an address,
/// so those must be one.
bool is_host(std::string_view host) {
    constexpr std::size_t kLongestHost = 253;
    if (host.empty() || host.size() > kLongestHost) return false;
    const std::string_view last = host.substr(host.rfind('.') + 1);
    const bool address = is_all(last, is_digit) || last.starts_with("0x");
    if (address && std::count(host.begin(), host.end(), '.') != 3) return false;
    while (true) {
        const std::size_t dot = host.find('.');
        const std::string_view label = host.substr(0, dot);
        if (!(address ? is_address_part(label) : is_host_label(label))) return false;
        if (dot == std::string_view::npos) return true;
        host.remove_prefix(dot + 1);
    }
}

bool parse_authority(std::string_view authority, Url& url) {
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        url.has_user_info = true;
        url.user_info = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    if (const std::size_t colon = authority.find(':'); colon != std::string_view::npos) {
        url.port = authority.substr(colon + 1);
        if (number_up_to(url.port, 65535) <= 0) return false;
        authority = authority.substr(0, colon);
    }
    url.host = to_lower(authority);
    return is_host(url.host);
}

bool is_unreserved(char c) {
    return is_lower(to_lower(c)) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

int hex_value(char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; }

}  // namespace

ParsedUrl parse_url(std::string_view text) {
    if (text.size() > kLongestUrl || !is_all(text, is_url_character) || !has_valid_escapes(text)) return {};
    const std::size_t scheme_end = text.find("://");
    if (scheme_end == std::string_view::npos || !is_scheme(text.substr(0, scheme_end))) return {};

    ParsedUrl parsed;
    parsed.url.scheme = to_lower(text.substr(0, scheme_end));
    text.remove_prefix(scheme_end + 3);
    const std::size_t authority_end = std::min(text.find_first_of("/?#"), text.size());
    if (!parse_authority(text.substr(0, authority_end), parsed.url)) return {};
    text.remove_prefix(authority_end);
    if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
        parsed.url.fragment = text.substr(hash + 1);
        text = text.substr(0, hash);
    }
    if (const std::size_t question = text.find('?'); question != std::string_view::npos) {
        parsed.url.query = text.substr(question + 1);
        text = text.substr(0, question);
    }
    parsed.url.path = text;
    parsed.ok = true;
    return parsed;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    // Never grown on the way: what is encoded may be a secret, and a string that grows leaves copies behind.
    encoded.reserve(text.size() * 3);
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += kDigits[byte >> 4];
            encoded += kDigits[byte & 0x0F];
        }
    }
    return encoded;
}

std::pair<bool, std::string> percent_decode(std::string_view text) {
    if (!has_valid_escapes(text)) return {false, ""};
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            decoded += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return {true, decoded};
}

std::vector<std::pair<std::string, std::string>> split_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!query.empty()) {
        const std::string_view parameter = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(parameter.size() + 1, query.size()));
        if (parameter.empty()) continue;
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        parameters.emplace_back(parameter.substr(0, equals), parameter.substr(std::min(equals + 1, parameter.size())));
    }
    return parameters;
}

}  // namespace jit_console
