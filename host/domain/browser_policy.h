#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/browser_locations.h"
#include "domain/finding.h"
#include "domain/loopback_policy.h"

namespace jit_console {

/// What a browser's enterprise policies say about us. Sources: Chrome's policy list (NativeMessagingBlocklist,
/// NativeMessagingAllowlist, NativeMessagingUserLevelHosts, ExtensionInstall*, ExtensionSettings), Firefox's
/// policies.json.
struct BrowserPolicy {
    std::string host_blocked;       ///< the file that forbids our host; "" where none does
    std::string user_level_off;     ///< the file by which only the system's manifests count
    std::string extension_blocked;  ///< the file that forbids our extension, or native messaging to it
    LoopbackPolicy loopback;
};

struct PolicyFile {
    std::string path;
    std::string text;
};

/// `files` in the order in which they count, later ones over earlier ones. Files that can't be parsed say nothing, as
/// browsers have it.
/// `more`: ids of the extension that the machine's policy adds.
BrowserPolicy read_policy(BrowserFamily family, const std::vector<PolicyFile>& files,
                          const std::vector<std::string>& more = {});

/// Findings of a policy; that about user-level manifests only where `uses_user_manifest`.
std::vector<Finding> check_policy(const BrowserLocation& browser, const BrowserPolicy& policy, bool uses_user_manifest);

}  // namespace jit_console
