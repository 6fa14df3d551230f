#pragma once

#include <stop_token>
#include <string_view>
#include <vector>

#include "commands/portals/portal_state.h"
#include "domain/portal_answers.h"

namespace jit_console {

struct TenantList {
    PortalState state;
    std::vector<Tenant> tenants;  ///< sorted by name
};

/// The person's tenants: one portal request. Throws `sign_in_needed` and what PortalClient throws.
TenantList list_tenants(Context& context, std::string_view portal, std::stop_token stop);

}  // namespace jit_console
