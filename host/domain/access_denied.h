#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/arn.h"
#include "domain/console_place.h"
#include "domain/portal_answers.h"

namespace jit_console {

/// AWS's refusal of a call, as its tools and its console show it.
struct AccessDenied {
    std::string action{};           ///< "sqs:SendMessage"
    std::optional<Arn> resource{};  ///< nothing where AWS names none, or all
    std::string account{};          ///< the resource's, else that of who was refused; may be empty
    std::string role{};             ///< of who was refused; may be empty
};

/// Nothing unless `text` has "is not authorized to perform: ACTION", mostly after "User: ARN" and before "on resource:
/// ARN" (source: AWS, "Troubleshoot access denied error messages").
std::optional<AccessDenied> parse_access_denied(std::string_view text);

/// The tenant whose name stands in the resource's, else in the refused role's; of several the longest. Null where there
/// is none.
const Tenant* owner_of(const AccessDenied& denied, const std::vector<Tenant>& tenants);

/// The resource's page, else that of the action's service, else the console's home. Throws `destination` as
/// parse_console_place() does for the resource's ARN.
ConsolePlace place_of(const AccessDenied& denied);

}  // namespace jit_console
