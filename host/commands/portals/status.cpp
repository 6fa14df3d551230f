#include "commands/portals/status.h"

#include <algorithm>
#include <utility>

#include "commands/credentials/terminal_session.h"
#include "commands/portals/tenants.h"

namespace jit_console {
namespace {

/// Of an entry's name as target_name() and a region or cluster_entry() make it: "tenant GUID", "admin us-west-2",
/// "k8s tenant GUID", "k8s admin INFRASTRUCTURE", "ecr tenant GUID us-west-2".
CachedAccess cached_access(Context& context, const Portal& portal, std::string_view what,
                           const Credentials& credentials) {
    constexpr std::string_view kKubernetes = "k8s ";
    constexpr std::string_view kEcr = "ecr ";
    CachedAccess access{portal.name, Role::tenant, "", "", credentials.region, credentials.expires_at};
    access.kubernetes = what.starts_with(kKubernetes);
    if (access.kubernetes) what.remove_prefix(kKubernetes.size());
    access.ecr = what.starts_with(kEcr);
    if (access.ecr) what = what.substr(kEcr.size(), what.rfind(' ') - kEcr.size());
    const std::size_t space = std::min(what.find(' '), what.size());
    access.role = find_role(what.substr(0, space)).value_or(Role::tenant);
    if (space == what.size()) return access;
    const std::string rest(what.substr(space + 1));
    if (access.role != Role::tenant) {
        if (access.kubernetes) access.infrastructure = rest;
        return access;
    }
    access.tenant = rest;
    if (const auto tenant = known_tenant(context, portal, TenantReference(access.tenant))) access.name = tenant->name;
    return access;
}

}  // namespace

std::string CachedAccess::label() const {
    std::string label = name.empty() ? tenant : name;
    if (role != Role::tenant) label = infrastructure.empty() ? role_option(role).substr(2) : infrastructure;
    if (ecr) return label + " (ecr)";
    return kubernetes ? label + " (kubernetes)" : label;
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
    if (!at_once) status.sessions = list_terminal_sessions(context);
    return status;
}

}  // namespace jit_console
