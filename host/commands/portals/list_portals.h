#pragma once

#include <vector>

#include "commands/portals/portal_state.h"

namespace jit_console {

/// The configured portals in the order they were added. Asks no portal.
std::vector<PortalState> list_portals(Context& context);

}  // namespace jit_console
