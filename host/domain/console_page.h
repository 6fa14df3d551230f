#pragma once

#include <optional>
#include <string>

#include "domain/console_place.h"
#include "domain/partition.h"

namespace jit_console {

/// A page of the AWS Console.
struct ConsolePage {
    std::string url;  ///< https, on a plain or regional console host of `partition`, never a labelled one
    std::string
        kind;  ///< "home", "service", "url", or the resource's kind, e.g. "s3_bucket"; "resource" by the resolver
    std::string service;  ///< AWS's service word, e.g. "s3"; "" for home and unknown ones
    const Partition* partition = nullptr;
    std::string region;                  ///< the page's region, "" where it has none (home, global services)
    std::optional<std::string> account;  ///< of the ARN or of the label on a session's host, where they tell
};

/// The page of `place` in a session of `partition` and `region`, which are used where the place doesn't tell; where
/// neither tells a region, a resource is shown in the partition's global one. Throws `other_partition` where the place
/// is of another than the session's, `destination` where the region is, or the partition has no console.
ConsolePage console_page(const ConsolePlace& place, const Partition& partition, const std::optional<Region>& region);

}  // namespace jit_console
