#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/context.h"
#include "domain/portal.h"
#include "domain/time.h"

namespace jit_console {

/// A portal and what is known of the sign-in there without asking it; PROTOCOL.md's object Portal.
struct PortalState {
    Portal portal;
    bool signed_in = false;  ///< a token is kept and its end, where known, has not come
    std::optional<std::string> user;
    std::optional<Time> session_expires_at;
};

PortalState portal_state(Context& context, const Portal& portal);

/// The configured portal that `text` means; errors as find_portal().
Portal configured_portal(Context& context, std::string_view text);

/// The sign-in kept for a portal, throws `sign_in_needed` where there is none. One whose end has come is given all the
/// same: this machine's clock may be wrong, and the portal knows.
SignIn kept_sign_in(Context& context, const Portal& portal);

}  // namespace jit_console
