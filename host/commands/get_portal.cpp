#include "commands/get_portal.h"

#include <future>

#include "system/portal_client.h"

namespace jit_console {

PortalOffer get_portal(Context& context, std::string_view portal, std::stop_token stop) {
    const Portal found = configured_portal(context, portal);
    const SignIn sign_in = kept_sign_in(context, found);
    const PortalAccess access{found, sign_in.token, sign_in.otp};
    PortalClient client(context.http);
    auto features = std::async(std::launch::async, [&] { return client.features(access, stop); });
    User user = client.user(access, stop);
    return {portal_state(context, found), std::move(user), features.get()};
}

}  // namespace jit_console
