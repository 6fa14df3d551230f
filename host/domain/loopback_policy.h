#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/browser_locations.h"
#include "domain/finding.h"
#include "domain/portal.h"

// What a browser's policies say about pages that reach programs of this machine, as a portal's page does when it hands
// its token to the host by POST. Sources: Chrome's policy list (LoopbackNetwork…ForUrls from 146 on,
// LocalNetworkAccess…ForUrls before), Firefox's policies-schema.json (LocalNetworkAccess, from 151 on).

namespace jit_console {

/// One list of sites.
struct LoopbackList {
    std::string policy;  ///< its name
    std::string file;
    bool allows = false;
    std::vector<std::string> sites;
};

struct LoopbackPolicy {
    std::vector<LoopbackList> lists;  ///< the first that has a site decides
    std::string asks;                 ///< the file that has Firefox ask for all other sites; "" where none does
};

/// Whether a list's entry means an origin "https://HOST[:PORT]": "*", "[*.]example.com", "https://example.com:8443";
/// Firefox's "*.example.com".
bool means_site(std::string_view entry, std::string_view origin);

/// Findings about portals that hand over by POST, or of which it isn't known yet.
std::vector<Finding> check_loopback(const BrowserLocation& browser, const LoopbackPolicy& policy,
                                    const std::vector<Portal>& portals);

}  // namespace jit_console
