#include "commands/registries/docker_registries.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "commands/history/history.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "domain/docker_config.h"

namespace jit_console {
namespace {

/// A portal's fact: "registry HOST" → target_name() of who was chosen for it.
constexpr std::string_view kRegistryFact = "registry ";
std::string registry_fact(std::string_view host) { return std::string(kRegistryFact) + std::string(host); }

void forget_registry(Context& context, const std::string& host) {
    for (const Portal& portal : all_portals(context)) context.facts.forget(portal.url, registry_fact(host));
}

std::optional<RegistryAccess> chosen_access(Context& context, const Portal& portal, const std::string& host) {
    const auto noted = context.facts.find(portal.url, registry_fact(host));
    if (!noted) return std::nullopt;
    const std::size_t space = std::min(noted->find(' '), noted->size());
    const auto role = find_role(noted->substr(0, space));
    const std::string tenant = noted->substr(std::min(space + 1, noted->size()));
    if (!role || (*role == Role::tenant) != is_guid(tenant)) return std::nullopt;
    return RegistryAccess{portal.name, tenant, *role};
}

bool is_elsewhere(Context& context, const RegistryAccess& access, const std::string& account) {
    const Portal portal = configured_portal(context, access.portal);
    const auto tenant = known_tenant(context, portal, TenantReference(access.tenant));
    const auto own = tenant ? known_account(context, portal, tenant->id) : std::nullopt;
    return own && *own != account;
}

[[noreturn]] void refuse(const std::string& why, const EcrRegistry& registry) {
    throw Error(ErrorCode::usage, why + " " + registry.account + ", which " + registry.host + " is in",
                "choose the tenant: jit-console ecr-login --tenant TENANT --region " + registry.endpoint.region.code());
}

}  // namespace

std::string use_for_docker(Context& context, const RegistryToken& token, const JitTarget& target) {
    std::string before;
    context.docker_config()->change([&](const std::optional<std::string>& text) {
        DockerConfigEdit edit = with_docker_helper(text, token.server);
        before = std::move(edit.before);
        if (edit.text != text) {
            const auto sign_in = context.vault.read(token.portal.url);
            record_handed_out(context, {token.portal, sign_in ? sign_in->user : ""}, target, token.tenant,
                              {"profile", "ecr", std::nullopt});
        }
        return edit.text;
    });
    const std::string id = token.tenant ? token.tenant->id : "";
    forget_registry(context, token.server);
    context.facts.keep(token.portal.url, registry_fact(token.server), target_name(target.role, id));
    if (token.tenant) keep_account(context, token.portal, id, parse_ecr_registry(token.server)->account);
    return before == kDockerHelper ? "" : before;
}

void leave_docker(Context& context, const std::string& server) {
    const auto registry = parse_ecr_registry(server);
    const std::string host = registry ? registry->host : server;
    bool found = false;
    context.docker_config()->change([&](const std::optional<std::string>& text) {
        DockerConfigEdit edit = without_docker_helper(text, host);
        found = edit.text != text;
        return edit.text;
    });
    const std::vector<std::string> known = docker_registries(context);
    found = found || std::ranges::find(known, host) != known.end();
    forget_registry(context, host);
    if (found) return;
    throw Error(ErrorCode::usage, "docker doesn't ask jit-console for " + host,
                "see \"credHelpers\" in " + context.docker_config()->path());
}

std::vector<std::string> docker_registries(Context& context) {
    std::vector<std::string> hosts;
    for (const Portal& portal : usable_portals(context)) {
        for (const std::string& fact : context.facts.names(portal.url)) {
            if (fact.starts_with(kRegistryFact)) hosts.push_back(fact.substr(kRegistryFact.size()));
        }
    }
    std::ranges::sort(hosts);
    return hosts;
}

RegistryAccess registry_access(Context& context, const EcrRegistry& registry, const RegistryAccess& usual) {
    const std::vector<Portal> portals = usable_portals(context);
    for (const Portal& portal : portals) {
        if (auto access = chosen_access(context, portal, registry.host)) return *std::move(access);
    }
    if (!usual.tenant.empty() && !is_elsewhere(context, usual, registry.account)) return usual;
    std::vector<RegistryAccess> owners;
    for (const Portal& portal : portals) {
        for (std::string& tenant : known_tenants_of_account(context, portal, registry.account))
            owners.push_back({portal.name, std::move(tenant), Role::tenant});
    }
    if (owners.empty()) refuse("no tenant is known to be in account", registry);
    if (owners.size() > 1) refuse(std::to_string(owners.size()) + " tenants are known to be in account", registry);
    return owners.front();
}

}  // namespace jit_console
