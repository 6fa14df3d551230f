#include "commands/portals/list_tenants.h"

#include "system/portal/portal_client.h"

namespace jit_console {

TenantList list_tenants(Context& context, std::string_view portal, std::stop_token stop) {
    const Portal found = configured_portal(context, portal);
    const SignIn sign_in = kept_sign_in(context, found);
    auto tenants = PortalClient(context.http).tenants({found, sign_in.token, sign_in.otp}, stop);
    return {portal_state(context, found), std::move(tenants)};
}

}  // namespace jit_console
