#include "commands/portals/status.h"

#include <algorithm>
#include <utility>

#include "commands/portals/tenants.h"

namespace jit_console {
namespace {

/// Of an entry's name as target_name() and a region make it: "tenant GUID", "admin us-west-2".
CachedAccess cached_access(Context& context, const Portal& portal, const std::string& what,
                           const Credentials& credentials) {
    const std::size_t space = std::min(what.find(' '), what.size());
    CachedAccess access{
        portal.name,           find_role(what.substr(0, space)).value_or(Role::tenant), "", "", credentials.region,
        credentials.expires_at};
    if (access.role != Role::tenant || space == what.size()) return access;
    access.tenant = what.substr(space + 1);
    if (const auto tenant = known_tenant(context, portal, TenantReference(access.tenant))) access.name = tenant->name;
    return access;
}

}  // namespace

std::string CachedAccess::label() const {
    if (role != Role::tenant) return std::string(role_option(role).substr(2));
    return name.empty() ? tenant : name;
}

Status get_status(Context& context, bool at_once) {
    Status status;
    for (const Portal& portal : all_portals(context)) {
        status.portals.push_back(at_once ? noted_portal_state(context, portal) : portal_state(context, portal));
        std::vector<CachedAccess> cached;
        for (const auto& [entry, keys] : context.credential_cache.list(portal.url)) {
            if (keys.credentials.expires_at > context.clock.now())
                cached.push_back(cached_access(context, portal, entry.what, keys.credentials));
        }
        std::ranges::sort(cached, {}, &CachedAccess::expires_at);
        std::ranges::move(cached, std::back_inserter(status.credentials));
    }
    return status;
}

}  // namespace jit_console
