#include "commands/portals/portal_state.h"

#include <utility>

#include "base/error.h"

namespace jit_console {

void RunningSignIns::begin(const std::string& portal_name, std::stop_source stop) {
    const std::lock_guard lock(mutex_);
    if (!running_.emplace(portal_name, std::move(stop)).second) {
        throw Error(ErrorCode::sign_in_running, "a sign-in to " + portal_name + " is under way already",
                    "finish it in the browser, or cancel it");
    }
}

void RunningSignIns::end(const std::string& portal_name) {
    const std::lock_guard lock(mutex_);
    running_.erase(portal_name);
}

void RunningSignIns::cancel(const std::string& portal_name) {
    std::stop_source stop(std::nostopstate);
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = running_.find(portal_name); found != running_.end()) stop = found->second;
    }
    stop.request_stop();  // outside the lock: what is stopped calls end()
}

void RunningSignIns::hold(std::unique_ptr<GrantListener> listener) {
    constexpr std::size_t kMostHeld = 40;   // more than can be under way at once
    std::unique_ptr<GrantListener> oldest;  // goes outside the lock: it waits for its thread
    const std::lock_guard lock(mutex_);
    held_.push_back(std::move(listener));
    if (held_.size() <= kMostHeld) return;
    oldest = std::move(held_.front());
    held_.pop_front();
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
    // Before the token is read: one that is kept meanwhile must not pass for this sign-in's.
    std::string mark = context.credential_cache.sign_in_mark(portal.url);
    auto sign_in = context.vault.read(portal.url);
    if (!sign_in) throw Error(ErrorCode::sign_in_needed, "not signed in to " + portal.name, sign_in_hint(portal));
    sign_in->mark = std::move(mark);
    return {std::move(portal), *std::move(sign_in)};
}

SignedInPortal signed_in_portal(Context& context, std::string_view text) {
    return with_kept_sign_in(context, configured_portal(context, text));
}

void check_still_holds(Context& context, const SignedInPortal& signed_in) {
    const Portal& portal = signed_in.portal;
    if (context.credential_cache.sign_in_mark(portal.url) == signed_in.sign_in.mark) return;
    throw Error(ErrorCode::sign_in_needed, "somebody signed in to " + portal.name + " or out of it meanwhile",
                "try again, or sign in with: jit-console sign-in " + portal.name);
}

}  // namespace jit_console
