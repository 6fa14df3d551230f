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
    const SignedInPortal signed_in = signed_in_portal(context, params.portal);
    const Tenant tenant = named_tenant(context, signed_in.access(), params.tenant, stop);
    check_account(context, signed_in.access(), tenant.id, params.to, stop);
}

}  // namespace

ConsolePage resolve_page(Context& context, const ResolvePage& params, std::stop_token stop) {
    ConsolePage page = console_page(params.to, partition_of(params), params.region);
    if (!params.tenant.empty() && page.account) check_tenant(context, params, std::move(stop));
    return page;
}

}  // namespace jit_console
