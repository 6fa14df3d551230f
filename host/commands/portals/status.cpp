#include "commands/portals/status.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "commands/credentials/terminal_session.h"
#include "commands/history/history.h"
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

/// What the history says last of each target decides. One that can't be read tells of none.
std::vector<LiveConsole> live_consoles(Context& context) {
    std::vector<HistoryEntry> entries;
    try {
        entries = list_history(context);
    } catch (const Error&) {
        return {};
    }
    std::vector<LiveConsole> consoles;
    std::set<std::tuple<std::string, std::string, std::string>> told;
    for (const HistoryEntry& entry : entries) {
        const bool began = entry.what == "opened" || entry.what == "renewed";
        if (!began && entry.what != "ended" && entry.what != "signed_out") continue;
        if (!told.emplace(entry.portal, entry.role, entry.tenant).second) continue;
        if (!began || !entry.ends || *entry.ends <= context.clock.now()) continue;
        const Role role = find_role(entry.role).value_or(Role::tenant);
        consoles.push_back({entry.portal, role, entry.tenant, entry.name, *entry.ends});
    }
    std::ranges::sort(consoles, {}, &LiveConsole::expires_at);
    return consoles;
}

}  // namespace

std::string LiveConsole::label() const {
    if (role != Role::tenant) return std::string(role_option(role).substr(2));
    return name.empty() ? tenant : name;
}

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
    if (at_once) return status;
    status.consoles = live_consoles(context);
    status.sessions = list_terminal_sessions(context);
    return status;
}

}  // namespace jit_console
