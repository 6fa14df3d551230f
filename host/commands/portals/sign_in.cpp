#include "commands/portals/sign_in.h"

#include "base/error.h"
#include "system/portal/portal_client.h"

namespace jit_console {
namespace {

class SignInScope {
public:
    SignInScope(RunningSignIns& running, std::string portal_name, const std::stop_source& stop)
        : running_(running), name_(std::move(portal_name)) {
        running_.begin(name_, stop);
    }
    ~SignInScope() { running_.end(name_); }
    SignInScope(const SignInScope&) = delete;
    SignInScope& operator=(const SignInScope&) = delete;

private:
    RunningSignIns& running_;
    std::string name_;
};

/// Who the token belongs to.
User user_of_token(Context& context, const PortalAccess& access, std::stop_token stop) {
    try {
        return PortalClient(context.http).user(access, std::move(stop));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::sign_in_needed) throw;
        throw Error(ErrorCode::token_rejected, access.portal.name + " doesn't take that token",
                    "it may have ended, or be of another portal; sign in again");
    }
}

void keep(Context& context, const Portal& portal, Secret token, Secret otp, std::stop_token stop) {
    User user = user_of_token(context, {portal, token, otp}, stop);
    const auto expires_at = token_expiry(token.reveal());
    // Keys of whoever was signed in before; the new token may be another person's.
    const auto turn = context.running_sign_ins.take_turn();
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the sign-in was cancelled");
    context.credential_cache.forget(portal.url);
    context.vault.write(portal.url, SignIn{std::move(token), std::move(otp), std::move(user.name), expires_at});
    context.credential_cache.begin_sign_in(portal.url);
}

}  // namespace

PortalState sign_in(Context& context, std::string_view portal, bool admin,
                    const std::function<void(const GrantPage&)>& open, std::stop_token stop) {
    Portal found = configured_portal(context, portal);
    std::stop_source end;
    const std::stop_callback stopped(stop, [&] { end.request_stop(); });
    const SignInScope scope(context.running_sign_ins, found.name, end);
    const auto listener = context.make_grant_listener(found, admin);
    open({found.name, grant_page_url(found, listener->port(), admin), context.clock.now() + kGrantLimit});
    const Grant grant = listener->wait(kGrantLimit, end.get_token(), [&](const Grant& offered) {
        keep(context, found, offered.token.clone(), offered.otp.clone(), end.get_token());
    });
    context.portals.set_handover(found.name, grant.handover);
    found.handover = grant.handover;
    return portal_state(context, found);
}

void end_sign_in(Context& context, const Portal& portal) {
    context.running_sign_ins.cancel(portal.name);
    const auto turn = context.running_sign_ins.take_turn();
    context.credential_cache.forget(portal.url);
    context.vault.erase(portal.url);
}

PortalState sign_in_with_token(Context& context, std::string_view portal, Secret token, std::stop_token stop) {
    const Portal found = configured_portal(context, portal);
    if (token.empty()) {
        throw Error(ErrorCode::token_rejected, "no token was given", "write the token to standard input");
    }
    keep(context, found, std::move(token), Secret(), stop);
    return portal_state(context, found);
}

PortalState sign_out(Context& context, std::string_view portal) {
    const Portal found = configured_portal(context, portal);
    end_sign_in(context, found);
    return PortalState{found, false, std::nullopt, std::nullopt};
}

}  // namespace jit_console
