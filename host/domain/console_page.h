#pragma once

#include <optional>
#include <string>
#include <string_view>

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

/// Home in a region ("" : the console's own choice). Throws `destination` where `region` is none of the partition's.
ConsolePage console_home(const Partition& partition, std::string_view region);

/// The page that `to` means: an ARN, a service's name or alias (case and spaces don't matter), a console URL (a
/// session's label on its host is taken off), or "" for home. `partition` and `region` are the session's and are used
/// where `to` doesn't tell; where neither tells a region, a resource is shown in the partition's global one. Throws
/// `destination` (not a console page; a bad region), `other_partition` (than the session's) or `not_an_arn` (begins
/// with "arn:" and is none). Whatever comes back is a URL on an allowed console host.
ConsolePage console_page(std::string_view to, const Partition& partition, std::string_view region);

/// The partition that `to` names by an ARN or a console host; null where it names none.
const Partition* partition_named(std::string_view to);

/// The account that `to` names by an ARN or by the label on a session's host; nothing where it names none.
std::optional<std::string> account_named(std::string_view to);

/// The page of an ARN, whatever its partition; `region` is used where the ARN names none, and may be empty.
/// Throws `not_an_arn`, or `destination` where a region is none of the ARN's partition.
ConsolePage console_page_of_arn(std::string_view arn, std::string_view region);

/// True where `url` is https on a console host of the documented forms, without user-info or port.
bool is_console_url(std::string_view url);

}  // namespace jit_console
