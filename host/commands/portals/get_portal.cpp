#include "commands/portals/get_portal.h"

#include <future>

#include "base/error.h"
#include "system/portal/portal_client.h"

namespace jit_console {

namespace {

/// They are hints; a portal that fails to give them is of use without.
Features features_or_none(std::future<Features>& features) {
    try {
        return features.get();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::portal_error) throw;
        return {};
    }
}

}  // namespace

PortalOffer get_portal(Context& context, std::string_view portal, std::stop_token stop) {
    const Portal found = configured_portal(context, portal);
    const SignIn sign_in = kept_sign_in(context, found);
    const PortalAccess access{found, sign_in.token, sign_in.otp};
    PortalClient client(context.http);
    auto features = std::async(std::launch::async, [&] { return client.features(access, stop); });
    User user = client.user(access, stop);
    if (user.name.empty()) user.name = sign_in.user;
    return {portal_state(context, found), std::move(user), features_or_none(features)};
}

}  // namespace jit_console
