#pragma once

#include <optional>
#include <stop_token>

#include "commands/context.h"
#include "domain/console_place.h"
#include "system/portal/portal_client.h"

namespace jit_console {

/// Whether only a tenant's resources tell where it is: a BucketFolder or a NamedResource.
bool is_found_in_tenant(const ConsolePlace& place);

/// `place` as it is; of one that only the tenant's resources tell its ARN, for which the portal is asked for them.
/// Among several with such names, the one whose name ends in the words counts. Throws `destination` where there is no
/// tenant, no such resource, or more than one; else as PortalClient::cloud_resources().
ConsolePlace found_in_tenant(Context& context, const PortalAccess& access, const std::optional<Tenant>& tenant,
                             const ConsolePlace& place, const std::stop_token& stop);

}  // namespace jit_console
