#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "commands/portals/portal_state.h"

namespace jit_console {

/// How long a person has for the portal's page (reference: clients give up after 180 s).
inline constexpr std::chrono::seconds kGrantLimit{180};

/// The page to open in the person's browser; carries no secret.
struct GrantPage {
    std::string portal;  ///< its name
    std::string url;
    Time expires_at;  ///< nothing is taken after this
};

/// Listens on loopback, has `open` show the portal's grant page, and keeps the token once the portal has accepted it.
/// `admin` asks for a token fit for administrator calls (with a one-time password where the portal wants one).
/// Throws the errors PROTOCOL.md names for sign_in.
PortalState sign_in(Context& context, std::string_view portal, bool admin,
                    const std::function<void(const GrantPage&)>& open, std::stop_token stop);

/// How long a sign-in that nobody answered counts.
inline constexpr std::chrono::minutes kSilenceKept{5};

/// For what asks in the background, as AWS's tools do each few seconds: throws `sign_in_timeout` where nobody answered
/// a sign-in to the portal just now.
void check_not_ignored(Context& context, const Portal& portal);

/// Keeps a token that the person has already, once the portal has accepted it.
/// Throws `token_rejected`, `vault`, `policy_forbids` and what PortalClient throws.
PortalState sign_in_with_token(Context& context, std::string_view portal, Secret token, std::stop_token stop);

/// What signing out does: cancels a sign-in that is under way in this process, and wipes the token and the keys. Works
/// where the disk is full.
void end_sign_in(Context& context, const Portal& portal);

/// Wipes the token kept for a portal, and the keys got with it; fine where there is none.
PortalState sign_out(Context& context, std::string_view portal);

}  // namespace jit_console
