#include "commands/portals/portal_state.h"

#include <utility>

#include "base/error.h"

namespace jit_console {

void RunningSignIns::begin(const std::string& portal_name) {
    const std::lock_guard lock(mutex_);
    if (!portal_names_.insert(portal_name).second) {
        throw Error(ErrorCode::sign_in_running, "a sign-in to " + portal_name + " is under way already",
                    "finish it in the browser, or cancel it");
    }
}

void RunningSignIns::end(const std::string& portal_name) {
    const std::lock_guard lock(mutex_);
    portal_names_.erase(portal_name);
}

PortalState portal_state(Context& context, const Portal& portal) {
    PortalState state{portal, false, std::nullopt, std::nullopt};
    if (const auto sign_in = context.vault.read(portal.url)) {
        state.signed_in = !sign_in->expires_at || *sign_in->expires_at > context.clock.now();
        if (!sign_in->user.empty()) state.user = sign_in->user;
        state.session_expires_at = sign_in->expires_at;
    }
    return state;
}

Portal configured_portal(Context& context, std::string_view text) { return find_portal(context.portals.list(), text); }

SignedInPortal with_kept_sign_in(Context& context, Portal portal) {
    auto sign_in = context.vault.read(portal.url);
    if (!sign_in) {
        throw Error(ErrorCode::sign_in_needed, "not signed in to " + portal.name, "sign in to " + portal.name);
    }
    return {std::move(portal), *std::move(sign_in)};
}

SignedInPortal signed_in_portal(Context& context, std::string_view text) {
    return with_kept_sign_in(context, configured_portal(context, text));
}

}  // namespace jit_console
