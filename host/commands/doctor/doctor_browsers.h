#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/browser_locations.h"
#include "domain/finding.h"
#include "domain/portal.h"
#include "system/install/workstation.h"

namespace jit_console {

/// What browsers have to allow.
struct BrowserNeeds {
    std::vector<std::string> extension_ids;  ///< the machine's policy's, besides those set at build time
    std::vector<Portal> portals;
};

/// The installed browsers, their manifests, what those start, and policies. The one that asks has a manifest wherever
/// it is; that a browser nobody has started lacks one is good to know where another is served.
Diagnosis check_browsers(Workstation& workstation, std::optional<BrowserFamily> asking = {},
                         const BrowserNeeds& needs = {});

}  // namespace jit_console
