#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "commands/context.h"
#include "commands/portals/portal_state.h"
#include "domain/cloud_resources.h"
#include "domain/portal_answers.h"
#include "system/portal/portal_client.h"

namespace jit_console {

struct TenantList {
    PortalState state;
    std::vector<Tenant> tenants;  ///< sorted by name
};

/// The person's tenants: one portal request. Throws `sign_in_needed` and what PortalClient throws.
TenantList list_tenants(Context& context, std::string_view portal, std::stop_token stop);

struct ResourceList {
    Tenant tenant;  ///< name empty where only the GUID was given
    std::vector<CloudResource> resources;
};

/// A tenant's resources that have an ARN. One portal request, one more where the tenant was given by name. Throws
/// `sign_in_needed`, `unknown_tenant`, and what PortalClient throws.
ResourceList list_resources(Context& context, std::string_view portal, std::string_view tenant, std::stop_token stop);

/// The tenant that `text` (GUID, or name in any case) means. A GUID is taken at its word, and only its id is filled in;
/// a name costs a portal request. Throws `unknown_tenant` and what PortalClient throws.
Tenant wanted_tenant(PortalClient& client, const PortalAccess& access, std::string_view text, std::stop_token stop);

/// The AWS account that a tenant (by GUID) is in, as kept from earlier or asked now: one portal request, once in a
/// tenant's life. Nothing where the portal can't tell. Throws what PortalClient throws.
std::optional<std::string> tenant_account(Context& context, const PortalAccess& access, std::string_view tenant_id,
                                          std::stop_token stop);

/// Where `to` (see console_page()) names an account, the portal must not say that the tenant's is another: throws
/// `other_account` then. Asks nobody where `to` names none.
void check_account(Context& context, const PortalAccess& access, std::string_view tenant_id, std::string_view to,
                   std::stop_token stop);

}  // namespace jit_console
