#include "commands/portals/sign_out.h"

namespace jit_console {

PortalState sign_out(Context& context, std::string_view portal) {
    const Portal found = configured_portal(context, portal);
    context.credential_cache.forget(found.url);
    context.vault.erase(found.url);
    return PortalState{found, false, std::nullopt, std::nullopt};
}

}  // namespace jit_console
