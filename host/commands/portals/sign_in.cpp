#include "commands/portals/sign_in.h"

#include <charconv>
#include <cstdint>

#include "base/error.h"
#include "commands/portals/tenants.h"
#include "system/portal/portal_client.h"

namespace jit_console {
namespace {

class SignInScope {
public:
    SignInScope(RunningSignIns& running, std::string portal_name, std::stop_source stop)
        : running_(running), name_(std::move(portal_name)), stop_(std::move(stop)) {
        running_.begin(name_, stop_);
    }
    ~SignInScope() { running_.end(name_, stop_); }
    SignInScope(const SignInScope&) = delete;
    SignInScope& operator=(const SignInScope&) = delete;

private:
    RunningSignIns& running_;
    const std::string name_;
    const std::stop_source stop_;
};

/// Who the token belongs to.
User user_of_token(Context& context, const PortalAccess& access, std::stop_token stop) {
    try {
        return PortalClient(context.http).user(access, std::move(stop));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::sign_in_needed) throw;
        throw Error(ErrorCode::token_rejected, access.portal.name + " rejected the token",
                    "it may have expired, or be for another portal; sign in again");
    }
}

/// Nobody can tell whose page a redirect came from: an extension that was taken over could have opened the page of
/// another portal with our port.
GrantQuestion whose_portal_question(const Portal& portal) {
    const std::string host(portal_host(portal.url));
    return {"Sign in to " + host + "?",
            "jit-console is about to send " + host + " the sign-in that you just approved. Continue only if " + host +
                " asked you to approve it; otherwise close this tab.",
            "Sign in to " + host,
            Error(ErrorCode::sign_in_timeout, "nobody confirmed the sign-in to " + host,
                  "sign in again, and confirm it in the tab that the portal's page leads to")};
}

GrantQuestion other_user_question(const Portal& portal, const std::string& before, const std::string& now) {
    return {"Another user",
            "You were signed in to " + portal.name + " as " + before + "; this sign-in is for " + now +
                ". Continue only if that is you; otherwise close this tab.",
            "Continue as " + now,
            Error(ErrorCode::other_user,
                  "you were signed in to " + portal.name + " as " + before + "; this sign-in is for " + now,
                  "to change users, run jit-console sign-out " + portal.name + " first, then sign in")};
}

/// Gives a question where the sign-in is another user's than the last one, and keeps nothing then.
std::optional<GrantQuestion> keep(Context& context, const Portal& portal, const Grant& grant, std::stop_token stop) {
    User user = user_of_token(context, {portal, grant.token, grant.otp}, stop);
    const std::string before = context.facts.find(portal.url, kUserFact).value_or("");
    if (!grant.agreed && !before.empty() && !user.name.empty() && before != user.name)
        return other_user_question(portal, before, user.name);
    const auto expires_at = token_expiry(grant.token.reveal());
    const auto turn = context.running_sign_ins.take_turn();
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the sign-in was cancelled");
    // Keys of whoever was signed in before; the new token may be another person's.
    context.credential_cache.forget(portal.url);
    const std::string name = kept_name(context, portal);  // so that it can be signed out of without the policy
    context.vault.write(portal.url, SignIn{grant.token.clone(), grant.otp.clone(), user.name, expires_at});
    context.credential_cache.begin_sign_in(portal.url);
    if (before != user.name) context.facts.forget(portal.url, kTenantNamesFact);
    if (!user.name.empty()) context.facts.keep(portal.url, kUserFact, user.name);
    if (context.vault.writes_to_disk()) {
        const auto end = expires_at ? std::to_string(expires_at->time_since_epoch().count()) : "unknown";
        context.facts.keep(portal.url, kSignInEndFact, end);
    }
    if (portal.unconfirmed) context.portals.confirm(name);
    return std::nullopt;
}

/// A fact of the portal's: when nobody answered a sign-in, in seconds since 1970.
constexpr std::string_view kSilenceFact = "sign-in unanswered";

Grant noting_silence(Context& context, const Portal& portal, const std::function<Grant()>& wait) {
    try {
        Grant grant = wait();
        context.facts.forget(portal.url, kSilenceFact);
        return grant;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::sign_in_timeout) {
            const auto now = context.clock.now().time_since_epoch().count();
            context.facts.keep(portal.url, kSilenceFact, std::to_string(now));
        }
        throw;
    }
}

}  // namespace

void check_not_ignored(Context& context, const Portal& portal) {
    const std::string noted = context.facts.find(portal.url, kSilenceFact).value_or("");
    std::int64_t seconds = 0;
    std::from_chars(noted.data(), noted.data() + noted.size(), seconds);
    const auto age = context.clock.now() - Time(std::chrono::seconds(seconds));
    if (age < std::chrono::seconds(0) || age >= kSilenceKept) return;
    throw Error(ErrorCode::sign_in_timeout, "nobody answered the last sign-in to " + portal.name, sign_in_hint(portal));
}

PortalState sign_in(Context& context, std::string_view portal, bool admin,
                    const std::function<void(const GrantPage&)>& open, std::stop_token stop) {
    Portal found = configured_portal(context, portal);
    std::stop_source end;
    const std::stop_callback stopped(stop, [&] { end.request_stop(); });
    const SignInScope scope(context.running_sign_ins, found.name, end);
    auto made = context.make_grant_listener(found, admin);
    GrantListener& listener = *made;
    // Its port stays ours as long as the process lives: the portal's page may still be open, and would hand over to
    // whoever has the port then.
    context.running_sign_ins.hold(std::move(made));
    open({found.name, grant_page_url(found, listener.port(), admin), context.clock.now() + kGrantLimit});
    const AcceptGrant accept = [&](const Grant& offered) {
        const bool by_redirect = offered.handover == "redirect";
        if (found.unconfirmed && by_redirect && !offered.agreed) return std::optional(whose_portal_question(found));
        return keep(context, found, offered, end.get_token());
    };
    const Grant grant =
        noting_silence(context, found, [&] { return listener.wait(kGrantLimit, end.get_token(), accept); });
    context.portals.set_handover(kept_name(context, found), grant.handover);
    if (grant.handover != "redirect")
        context.facts.keep(found.url, kPreflightFact, grant.asked_first ? "asked" : "none");
    found.handover = grant.handover;
    return portal_state(context, found);
}

void end_sign_in(Context& context, const Portal& portal) {
    context.running_sign_ins.cancel(portal.name);
    const auto turn = context.running_sign_ins.take_turn();
    context.credential_cache.forget(portal.url);
    context.vault.erase(portal.url);
    for (const std::string_view fact : {kUserFact, kSignInEndFact, kTenantNamesFact})
        context.facts.forget(portal.url, fact);
}

PortalState sign_in_with_token(Context& context, std::string_view portal, Secret token, std::stop_token stop) {
    check_feature(context.policy.read(), Feature::api_tokens);
    const Portal found = configured_portal(context, portal);
    if (token.empty()) {
        throw Error(ErrorCode::token_rejected, "no token was given", "write the token to standard input");
    }
    // The person gave it: nobody else could have.
    keep(context, found, Grant{std::move(token), Secret(), "stdin", true}, stop);
    return portal_state(context, found);
}

PortalState sign_out(Context& context, std::string_view portal) {
    const Portal found = find_portal(all_portals(context), portal);
    end_sign_in(context, found);
    return PortalState{found, false, std::nullopt, std::nullopt};
}

}  // namespace jit_console
