#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "commands/console/jit_access.h"
#include "domain/portal_report.h"

namespace jit_console {

/// Asks a portal what a click and the popup ask, each once and one after another, and tells how the answers are built.
/// Changes nothing. AWS access is asked for only of `target`, as a click on it does; what comes of it is handed to
/// nobody. Throws `sign_in_needed`, `unknown_tenant`, `policy_forbids`, `reason_needed`, `cancelled`, and what the
/// first call fails with where the portal can't be reached.
PortalReport observe_portal(Context& context, const std::string& portal, const std::optional<JitTarget>& target,
                            std::stop_token stop);

}  // namespace jit_console
