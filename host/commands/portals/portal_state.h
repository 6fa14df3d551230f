#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/context.h"
#include "domain/portal.h"
#include "domain/time.h"
#include "system/portal/portal_client.h"

namespace jit_console {

/// A portal and what is known of the sign-in there without asking it; PROTOCOL.md's object Portal.
struct PortalState {
    Portal portal;
    bool signed_in = false;  ///< a token is kept and its end, where known, has not come
    std::optional<std::string> user;
    std::optional<Time> session_expires_at;
};

PortalState portal_state(Context& context, const Portal& portal);

/// The same from what was noted at the sign-in, for where the vault takes too long: a keyring may even ask the person.
PortalState noted_portal_state(Context& context, const Portal& portal);

/// Facts of a portal's: who signed in last, which stays when a sign-in expires, and when the sign-in that is kept ends
/// (seconds since 1970; "unknown").
inline constexpr std::string_view kUserFact = "user";
inline constexpr std::string_view kSignInEndFact = "sign-in ends";
/// And whether a hand-over by POST came after a CORS preflight: "asked" or "none".
inline constexpr std::string_view kPreflightFact = "hand-over preflight";

/// The portals that may be used: the policy's own, and those that are configured. Throws `policy_forbids` where there
/// is a policy that can't be used.
std::vector<Portal> usable_portals(Context& context);

/// The portal among them that `text` means; errors as find_portal(), and `policy_forbids` for one that is configured
/// and forbidden.
Portal configured_portal(Context& context, std::string_view text);

/// What the policy says; as if there were none where it can't be used. Not for what opens anything.
Policy policy_or_none(Context& context);

/// Every portal that may have a sign-in, be it forbidden or the policy unusable: for what ends sign-ins.
std::vector<Portal> all_portals(Context& context);

/// The name by which a portal is configured, which the policy may give another; one that only the policy has is added.
std::string kept_name(Context& context, const Portal& portal);

/// A configured portal and the sign-in that is kept for it: what every command begins with that asks a portal.
struct SignedInPortal {
    Portal portal;
    SignIn sign_in;

    /// Refers to this object.
    PortalAccess access() const { return {portal, sign_in.token, sign_in.otp}; }
};

/// Throws `sign_in_needed` where no sign-in is kept. One whose end has come is given all the same: this machine's clock
/// may be wrong, and the portal knows.
SignedInPortal with_kept_sign_in(Context& context, Portal portal);
/// The same for the portal that `text` means; throws as configured_portal(), too.
SignedInPortal signed_in_portal(Context& context, std::string_view text);

/// The state of its portal; the vault is read again only where somebody signed in or out since.
PortalState portal_state(Context& context, const SignedInPortal& signed_in);

/// Throws `sign_in_needed` where somebody signed in or out since: an answer belongs to the sign-in that asked for it.
void check_still_holds(Context& context, const SignedInPortal& signed_in);

}  // namespace jit_console
