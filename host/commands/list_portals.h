#pragma once

#include "commands/portal_state.h"

#include <vector>

namespace jit_console {

/// The configured portals in the order they were added. Asks no portal.
std::vector<PortalState> list_portals(Context& context);

}  // namespace jit_console
