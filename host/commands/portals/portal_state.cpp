#include "commands/portals/portal_state.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "base/error.h"

namespace jit_console {

void RunningSignIns::begin(const std::string& portal_name, std::stop_source stop) {
    const std::lock_guard lock(mutex_);
    if (!running_.emplace(portal_name, std::move(stop)).second) {
        throw Error(ErrorCode::sign_in_running, "a sign-in to " + portal_name + " is already in progress",
                    "finish it in the browser, or cancel it");
    }
}

void RunningSignIns::end(const std::string& portal_name, const std::stop_source& stop) {
    const std::lock_guard lock(mutex_);
    const auto found = running_.find(portal_name);
    if (found != running_.end() && found->second == stop) running_.erase(found);
}

void RunningSignIns::cancel(const std::string& portal_name) {
    std::stop_source stop(std::nostopstate);
    {
        const std::lock_guard lock(mutex_);
        const auto found = running_.find(portal_name);
        if (found == running_.end()) return;
        stop = std::move(found->second);
        running_.erase(found);
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

namespace {

/// Null where none is called so.
const Portal* named_portal(const std::vector<Portal>& portals, std::string_view text) {
    if (text.empty() || portals.empty()) return nullptr;
    try {
        return &find_portal(portals, text);
    } catch (const Error&) {
        return nullptr;
    }
}

PortalState state_of(Context& context, const Portal& portal, const SignIn& sign_in) {
    PortalState state{portal, !sign_in.expires_at || *sign_in.expires_at > context.clock.now(), std::nullopt,
                      sign_in.expires_at};
    if (!sign_in.user.empty()) state.user = sign_in.user;
    return state;
}

/// Nobody signed in or out since.
bool is_still_kept(Context& context, const SignedInPortal& signed_in) {
    return context.credential_cache.sign_in_mark(signed_in.portal.url) == signed_in.sign_in.mark;
}

}  // namespace

PortalState portal_state(Context& context, const Portal& portal) {
    if (const auto sign_in = context.vault.read(portal.url)) return state_of(context, portal, *sign_in);
    return {portal, false, std::nullopt, std::nullopt};
}

PortalState portal_state(Context& context, const SignedInPortal& signed_in) {
    if (!is_still_kept(context, signed_in)) return portal_state(context, signed_in.portal);
    return state_of(context, signed_in.portal, signed_in.sign_in);
}

PortalState noted_portal_state(Context& context, const Portal& portal) {
    PortalState state{portal, false, std::nullopt, std::nullopt};
    const auto end = context.facts.find(portal.url, kSignInEndFact);
    if (!end) return state;
    std::int64_t seconds = 0;
    const auto [rest, fault] = std::from_chars(end->data(), end->data() + end->size(), seconds);
    if (fault == std::errc()) state.session_expires_at = Time(std::chrono::seconds(seconds));
    state.signed_in = !state.session_expires_at || *state.session_expires_at > context.clock.now();
    state.user = context.facts.find(portal.url, kUserFact);
    return state;
}

std::vector<Portal> usable_portals(Context& context) {
    return portals_under(context.policy.read(), context.portals.list());
}

Portal configured_portal(Context& context, std::string_view text) {
    const Policy policy = context.policy.read();
    const std::vector<Portal> kept = context.portals.list();
    const std::vector<Portal> usable = portals_under(policy, kept);
    try {
        return find_portal(usable, text);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::no_portal && error.code() != ErrorCode::unknown_portal) throw;
        const Portal* named = named_portal(kept, text);
        if (named == nullptr) throw;
        // An AWS profile may have the name from before the policy.
        const auto listed = std::ranges::find(usable, named->url, &Portal::url);
        if (listed != usable.end()) return *listed;
        forbid(policy, "the portal " + named->name, "\"onlyListedPortals\"");
    }
}

Policy policy_or_none(Context& context) {
    try {
        return context.policy.read();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::policy_forbids) throw;
        return {};
    }
}

std::vector<Portal> all_portals(Context& context) {
    Policy policy = policy_or_none(context);
    policy.only_listed_portals = false;
    return portals_under(policy, context.portals.list());
}

std::string kept_name(Context& context, const Portal& portal) {
    const std::vector<Portal> kept = context.portals.list();
    const auto found = std::ranges::find(kept, portal.url, &Portal::url);
    if (found != kept.end()) return found->name;
    Portal added = portal;
    const bool is_taken = std::ranges::any_of(kept, [&](const Portal& other) { return other.name == portal.name; });
    if (is_taken) added.name = new_portal_name(portal.url, kept);
    return context.portals.add(added).name;
}

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
    if (is_still_kept(context, signed_in)) return;
    const Portal& portal = signed_in.portal;
    throw Error(ErrorCode::sign_in_needed, "the sign-in to " + portal.name + " changed in the meantime",
                "try again, or sign in with: jit-console sign-in " + portal.name);
}

}  // namespace jit_console
