#include "commands/portals/list_portals.h"

namespace jit_console {

std::vector<PortalState> list_portals(Context& context) {
    std::vector<PortalState> states;
    for (const Portal& portal : context.portals.list()) states.push_back(portal_state(context, portal));
    return states;
}

}  // namespace jit_console
