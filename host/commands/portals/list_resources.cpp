#include "commands/portals/list_resources.h"

#include "commands/portals/portal_state.h"
#include "commands/portals/wanted_tenant.h"
#include "system/portal/portal_client.h"

namespace jit_console {

ResourceList list_resources(Context& context, std::string_view portal, std::string_view tenant, std::stop_token stop) {
    const Portal found = configured_portal(context, portal);
    const SignIn sign_in = kept_sign_in(context, found);
    const PortalAccess access{found, sign_in.token, sign_in.otp};
    PortalClient client(context.http);
    Tenant wanted = wanted_tenant(client, access, tenant, stop);
    auto resources = client.cloud_resources(access, wanted.id, stop);
    return {std::move(wanted), std::move(resources)};
}

}  // namespace jit_console
