#pragma once

#include <stop_token>
#include <string_view>

#include "domain/portal_answers.h"
#include "system/portal/portal_client.h"

namespace jit_console {

/// The tenant that `text` (GUID, or name in any case) means. A GUID is taken at its word, and only its id is filled in;
/// a name costs a portal request. Throws `unknown_tenant` and what PortalClient throws.
Tenant wanted_tenant(PortalClient& client, const PortalAccess& access, std::string_view text, std::stop_token stop);

}  // namespace jit_console
