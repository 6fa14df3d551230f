#include "commands/console/resolve_page.h"

#include "base/error.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"

namespace jit_console {
namespace {

const Partition& partition_of(const ResolvePage& params) {
    if (!params.partition.empty()) {
        if (const Partition* partition = find_partition(params.partition)) return *partition;
        throw Error(ErrorCode::bad_request, "no such partition of AWS", "give one such as aws or aws-us-gov");
    }
    if (const Partition* partition = partition_named(params.to)) return *partition;
    return partition_of_region(params.region);
}

void check_tenant(Context& context, const ResolvePage& params, std::stop_token stop) {
    const Portal portal = configured_portal(context, params.portal);
    const SignIn sign_in = kept_sign_in(context, portal);
    const PortalAccess access{portal, sign_in.token, sign_in.otp};
    PortalClient client(context.http);
    const Tenant tenant = wanted_tenant(client, access, params.tenant, stop);
    check_account(context, access, tenant.id, params.to, stop);
}

}  // namespace

ConsolePage resolve_page(Context& context, const ResolvePage& params, std::stop_token stop) {
    ConsolePage page = console_page(params.to, partition_of(params), params.region);
    if (!params.tenant.empty() && page.account) check_tenant(context, params, std::move(stop));
    return page;
}

}  // namespace jit_console
