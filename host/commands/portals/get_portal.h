#pragma once

#include <stop_token>
#include <string_view>

#include "commands/portals/portal_state.h"
#include "domain/portal_answers.h"

namespace jit_console {

struct PortalOffer {
    PortalState state;
    User user;
    Features features;
};

/// Who is signed in and what the portal offers: two portal requests, side by side.
/// Throws `sign_in_needed` and what PortalClient throws.
PortalOffer get_portal(Context& context, std::string_view portal, std::stop_token stop);

}  // namespace jit_console
