#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/partition.h"

namespace jit_console {

/// An ARN taken apart: arn:partition:service:region:account:resource.
struct Arn {
    std::string text;  ///< the whole
    const Partition* partition = nullptr;
    std::string service;
    std::optional<Region> region;
    std::string account;   ///< twelve digits, "aws" (the policies AWS keeps), or empty
    std::string resource;  ///< all after the fifth colon; not empty
    std::string part{};    ///< the word after it for one of the resource's pages (SubPageRow); mostly empty
};

/// Nothing unless `text` is an ARN: a partition that has a console, a service word, region and account empty or well
/// formed, visible ASCII without spaces as the resource, at most 2,048 bytes (source: AWS, ARN format). Keys of S3
/// objects and names of alarms, which people choose freely, may hold spaces and other UTF-8, but no control characters.
std::optional<Arn> parse_arn(std::string_view text);

}  // namespace jit_console
