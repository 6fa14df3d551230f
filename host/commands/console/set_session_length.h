#pragma once

#include "commands/console/get_session_length.h"

namespace jit_console {

/// Throws `bad_request` for a length out of AWS's bounds.
void check_session_length(std::chrono::seconds length);

/// Changes how long administrators' AWS sessions on a portal are, for everybody there. One portal request. Throws as
/// check_session_length(), `portal_forbidden` to who is no administrator, and what PortalClient throws.
void set_session_length(Context& context, const std::string& portal, std::chrono::seconds length, std::stop_token stop);

}  // namespace jit_console
