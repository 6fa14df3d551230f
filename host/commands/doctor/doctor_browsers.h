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

/// The browser that asks, which evidently can start the host.
struct AskingBrowser {
    BrowserFamily family = BrowserFamily::chromium;
    std::string program;  ///< the path of its program's file; "" where that isn't known
};

/// The installed browsers, their manifests, what those start, and policies. What the browser that asks disproves by
/// asking is good to know and no fault; where one is served, so is what a browser lacks that nobody has started.
Diagnosis check_browsers(Workstation& workstation, const std::optional<AskingBrowser>& asking = {},
                         const BrowserNeeds& needs = {});

}  // namespace jit_console
