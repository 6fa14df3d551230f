#pragma once

#include <optional>

#include "domain/browser_locations.h"
#include "domain/finding.h"
#include "system/install/workstation.h"

namespace jit_console {

/// The installed browsers, their manifests, what those start, and policies. The one that asks has a manifest wherever
/// it is; that a browser nobody has started lacks one is good to know where another is served.
Diagnosis check_browsers(Workstation& workstation, std::optional<BrowserFamily> asking = {});

}  // namespace jit_console
