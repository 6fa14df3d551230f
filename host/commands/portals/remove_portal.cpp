#include "commands/portals/remove_portal.h"

#include "base/error.h"

namespace jit_console {

PortalState remove_portal(Context& context, std::string_view portal) {
    if (portal.empty()) throw Error(ErrorCode::bad_request, "no portal was named", "name the portal to remove");
    const Portal found = configured_portal(context, portal);
    // The token first: if that fails the portal is still there to try again with.
    context.credential_cache.forget(found.url);
    context.vault.erase(found.url);
    context.facts.forget(found.url);
    context.tenant_accounts.forget(found.url);
    context.portals.remove(found.name);
    return PortalState{found, false, std::nullopt, std::nullopt};
}

}  // namespace jit_console
