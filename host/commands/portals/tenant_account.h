#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "commands/context.h"
#include "system/portal/portal_client.h"

namespace jit_console {

/// The AWS account that a tenant (by GUID) is in, as kept from earlier or asked now: one portal request, once in a
/// tenant's life. Nothing where the portal can't tell. Throws what PortalClient throws.
std::optional<std::string> tenant_account(Context& context, const PortalAccess& access, std::string_view tenant_id,
                                          std::stop_token stop);

/// Where `to` (see console_page()) names an account, the portal must not say that the tenant's is another: throws
/// `other_account` then. Asks nobody where `to` names none.
void check_account(Context& context, const PortalAccess& access, std::string_view tenant_id, std::string_view to,
                   std::stop_token stop);

}  // namespace jit_console
