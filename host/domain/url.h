#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jit_console {

/// An https URL taken apart, each part still escaped as it was.
struct Url {
    std::string scheme;     ///< lower case
    std::string user_info;  ///< "" where there is none
    bool has_user_info = false;
    std::string host;      ///< lower case
    std::string port;      ///< digits, "" where there is none
    std::string path;      ///< with its leading slash, "" where there is none
    std::string query;     ///< without "?"
    std::string fragment;  ///< without "#"
};

/// Strict: absolute, only printable ASCII (no space, control character, backslash, quote or angle bracket), valid
/// percent escapes, at most 32 KiB. `ok` false otherwise. Never throws.
struct ParsedUrl {
    bool ok = false;
    Url url;
};
ParsedUrl parse_url(std::string_view text);

/// Percent-encodes all but RFC 3986's unreserved characters: right in any part of a URL.
std::string percent_encode(std::string_view text);
/// The reverse; `ok` false on a broken escape. `+` stays `+`.
std::pair<bool, std::string> percent_decode(std::string_view text);

/// `name=value` pairs of a query, in order, as they were (escaped).
std::vector<std::pair<std::string, std::string>> split_query(std::string_view query);

}  // namespace jit_console
