#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/arn.h"
#include "domain/partition.h"
#include "domain/service_names.h"

namespace jit_console {

/// The console's home.
struct ConsoleHome {};

/// An address of the AWS Console, a session's label taken off its host.
struct ConsoleAddress {
    ConsoleHost host;          ///< without a partition: of whichever session opens it
    std::string rest;          ///< path, query and fragment as they were
    std::string_view service;  ///< "" for an unknown one
    std::string region;        ///< its host's, else its query's; may be empty
};

/// A folder of the one bucket of a tenant's that has these words in its name; without any, of its only bucket.
struct BucketFolder {
    std::vector<std::string> bucket_words;  ///< lower case
    std::string folder;                     ///< with the slash at its end
};

/// A page of the one resource of a tenant's that has these words in its name; without any, of its only one that has
/// such a page.
struct NamedResource {
    const ServiceRow* service;
    std::vector<std::string> words;  ///< lower case
    std::string part;                ///< a word for one of its pages, as Arn has it
};

/// Where in the AWS Console somebody wants to go. Which resource is meant by words, a tenant's resources tell.
using ConsolePlace = std::variant<ConsoleHome, const ServiceRow*, Arn, ConsoleAddress, BucketFolder, NamedResource>;

/// What a person or the browser says: an ARN, also with a word for one of its pages after it, a service's name or alias
/// (case and spaces don't matter), an address of the console, its path, "s3 FOLDER/", also with words for the bucket
/// before the folder, "SERVICE WORDS PAGE" for a page of the resource with these words in its name (lambda resize
/// monitoring), or "" or "home" for home. Throws `not_an_arn` (begins with "arn:" and is none), or `destination`
/// (an ARN whose region is none of its partition; anything else).
ConsolePlace parse_console_place(std::string_view to);

/// An ARN, also with such a word, and nothing else. Throws `not_an_arn`, or `destination` as above.
Arn parse_arn_place(std::string_view text);

/// The partition that a place names; null where it is in any.
const Partition* partition_of(const ConsolePlace& place);
/// The account that a place names; nothing where it names none.
std::optional<std::string> account_of(const ConsolePlace& place);

/// True where `text` is https on a console host of the documented forms, without user-info or port.
bool is_console_url(std::string_view text);

}  // namespace jit_console
