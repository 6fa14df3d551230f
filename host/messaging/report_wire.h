#pragma once

#include <vector>

#include "domain/assumption.h"
#include "messaging/wire.h"

namespace jit_console {

/// What `doctor --facts --report` writes and `--json` prints: what was seen of a portal, and what that says of each
/// assumption. Fit to be sent to anybody: no name, address, GUID or secret can stand in it.
Json to_json(const PortalReport& report, Time now);

}  // namespace jit_console
