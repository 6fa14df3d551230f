#pragma once

#include <optional>
#include <stop_token>

#include "commands/context.h"
#include "domain/console_place.h"
#include "system/portal/portal_client.h"

namespace jit_console {

/// `place` as it is; of a BucketFolder the ARN of that folder in the tenant's bucket, for which the portal is asked for
/// the tenant's resources. Throws `destination` where there is no tenant, no such bucket, or more than one; else as
/// PortalClient::cloud_resources().
ConsolePlace in_tenants_bucket(Context& context, const PortalAccess& access, const std::optional<Tenant>& tenant,
                               const ConsolePlace& place, const std::stop_token& stop);

}  // namespace jit_console
