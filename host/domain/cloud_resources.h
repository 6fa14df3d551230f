#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// One of a tenant's resources in AWS.
struct CloudResource {
    std::string name;  ///< as people know it; one line, fit to be shown
    std::string arn;
    std::string kind;  ///< as of ConsolePage: "s3_bucket", or "resource"

    bool operator==(const CloudResource&) const = default;
};

/// What GetCloudResources answers, sorted by name. The kind is read from the ARN, since the numbers of ResourceType are
/// public only for a few. Some kinds have their ARN in "Name" (source: the public clients); an entry with an ARN in
/// neither field is left out. Throws `portal_answer` as portal_answers.h says.
std::vector<CloudResource> parse_cloud_resources(std::string_view body);

}  // namespace jit_console
