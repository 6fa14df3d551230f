#include "commands/console/resolve_page.h"

#include <utility>

#include "base/error.h"
#include "commands/console/tenant_resource.h"
#include "commands/portals/tenants.h"

namespace jit_console {
namespace {

const Partition& session_partition(const ResolvePage& params) {
    if (params.partition != nullptr) return *params.partition;
    if (const Partition* partition = partition_of(params.to)) return *partition;
    return params.region ? params.region->partition() : *find_partition("aws");
}

ConsolePage page_in_tenant(Context& context, const ResolvePage& params, const std::stop_token& stop) {
    const SignedInPortal signed_in = signed_in_portal(context, params.portal);
    const Tenant tenant = named_tenant(context, signed_in.access(), *params.tenant, stop);
    const ConsolePlace to = found_in_tenant(context, signed_in.access(), tenant, params.to, stop);
    return console_page(to, session_partition(params), params.region);
}

}  // namespace

const Partition* session_partition_named(std::string_view id) {
    if (id.empty()) return nullptr;
    if (const Partition* partition = find_partition(id)) return partition;
    throw Error(ErrorCode::bad_request, "no such partition of AWS", "use one such as aws or aws-us-gov");
}

ConsolePage resolve_page(Context& context, const ResolvePage& params, std::stop_token stop) {
    if (params.tenant && is_found_in_tenant(params.to)) return page_in_tenant(context, params, stop);
    ConsolePage page = console_page(params.to, session_partition(params), params.region);
    if (params.tenant && page.account) {
        const SignedInPortal signed_in = signed_in_portal(context, params.portal);
        const Tenant tenant = named_tenant(context, signed_in.access(), *params.tenant, stop);
        AccountCheck(context, signed_in.access(), tenant.id, *page.account, stop).finish();
    }
    return page;
}

}  // namespace jit_console
