#pragma once

#include <string_view>

#include "commands/portals/portal_state.h"

namespace jit_console {

/// Forgets a portal and wipes its token; what it was is given back. Throws `no_portal`, `unknown_portal`, `config`,
/// `vault`.
PortalState remove_portal(Context& context, std::string_view portal);

}  // namespace jit_console
