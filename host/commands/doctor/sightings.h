#pragma once

#include <string_view>
#include <vector>

#include "commands/context.h"
#include "domain/portal.h"
#include "domain/sighting.h"

namespace jit_console {

/// Keeps among a portal's facts what the browser that started this process saw of an assumption; see sighting_of().
/// Throws as configured_portal(), too.
void note_sighting(Context& context, std::string_view portal, std::string_view id, std::string_view differs);

/// What browsers saw at a portal, in the order in which it was told.
std::vector<Sighting> sightings(Context& context, const Portal& portal);

}  // namespace jit_console
