#pragma once

#include <string_view>

#include "commands/portals/portal_state.h"

namespace jit_console {

/// Wipes the token kept for a portal, and the keys got with it; fine where there is none.
PortalState sign_out(Context& context, std::string_view portal);

}  // namespace jit_console
