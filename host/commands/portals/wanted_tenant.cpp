#include "commands/portals/wanted_tenant.h"

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {

Tenant wanted_tenant(PortalClient& client, const PortalAccess& access, std::string_view text, std::stop_token stop) {
    if (is_guid(text)) return {to_lower(text), "", std::nullopt, std::nullopt};
    const auto tenants = client.tenants(access, std::move(stop));
    if (const Tenant* tenant = find_tenant(tenants, text)) return *tenant;
    throw Error(ErrorCode::unknown_tenant, "no tenant " + std::string(text.substr(0, 80)) + " on " + access.portal.name,
                "list them with: jit-console tenants " + access.portal.name);
}

}  // namespace jit_console
