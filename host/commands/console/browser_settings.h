#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/console/jit_access.h"
#include "commands/context.h"
#include "domain/named_browser.h"
#include "system/desktop/live_browser.h"

namespace jit_console {

/// A browser that is set for a target.
struct SetBrowser {
    std::string portal;  ///< its name; its address where it isn't configured any more
    BrowserSetting setting;

    /// What people call it: the tenant, "admin", "duplo-ops".
    std::string label() const;
};

/// All that are set, in the order they were. Throws `config`.
std::vector<SetBrowser> list_browsers(Context& context);

/// The one that is set for a target's consoles; nothing where none is.
std::optional<NamedBrowser> browser_of(Context& context, const Portal& portal, const JitTarget& target);

/// Sets it. Throws as check_profile() and configured_portal(), `config`, and `unknown_tenant` for a name that isn't
/// among those that the portal listed last, where all of them are known.
SetBrowser set_browser(Context& context, std::string_view portal, const JitTarget& target, const NamedBrowser& browser);

/// Gives what was removed; nothing where none was set.
std::optional<SetBrowser> remove_browser(Context& context, std::string_view portal, const JitTarget& target);

/// Throws `browser` where the browser's own files, in their usual place, list profiles and none of that name: Firefox
/// would show its profile manager, and Chromium make one.
void check_profile(const Workstation& workstation, const NamedBrowser& browser);

/// Whether a running host is that browser's. With a profile, only where that is certain: a profile of Firefox's is one
/// process, which holds the lock in its folder. All profiles of a Chromium share one, and nothing tells a host which of
/// them started it: then the answer is no.
bool is_host_of(const LiveBrowser& live, const NamedBrowser& browser, const Workstation& workstation);

}  // namespace jit_console
