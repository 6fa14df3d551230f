#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jit_console {

/// An ARN taken apart: arn:partition:service:region:account:resource.
struct Arn {
    std::string partition;
    std::string service;
    std::string region;    ///< may be empty
    std::string account;   ///< may be empty
    std::string resource;  ///< all after the fifth colon; not empty
};

/// Nothing unless `text` is an ARN: a known partition, a service word, region and account empty or well formed, printable
/// text without spaces and control characters as the resource, at most 2,048 bytes (source: AWS, ARN format).
std::optional<Arn> parse_arn(std::string_view text);

}  // namespace jit_console
