#include "commands/portals/tenants.h"

#include <utility>

#include "domain/ascii.h"

namespace jit_console {
namespace {

std::string id_fact(std::string_view name) { return "tenant " + to_lower(name); }
std::string name_fact(std::string_view id) { return "name " + std::string(id); }
std::string account_fact(std::string_view id) { return "account " + std::string(id); }

}  // namespace

TenantList list_tenants(Context& context, std::string_view portal, std::stop_token stop) {
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    auto tenants = PortalClient(context.http).tenants(signed_in.access(), std::move(stop));
    return {portal_state(context, signed_in.portal), std::move(tenants)};
}

ResourceList list_resources(Context& context, std::string_view portal, const TenantReference& tenant,
                            std::stop_token stop) {
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    const PortalAccess access = signed_in.access();
    return with_tenant(context, access, tenant, stop, [&](const Tenant& found) -> ResourceList {
        return {found, PortalClient(context.http).cloud_resources(access, found.id, stop)};
    });
}

std::optional<Tenant> known_tenant(Context& context, const Portal& portal, const TenantReference& wanted) {
    const auto name_of = [&](std::string_view id) { return context.facts.find(portal.url, name_fact(id)); };
    if (wanted.is_id()) return Tenant{wanted.text(), name_of(wanted.text()).value_or(""), std::nullopt};
    auto id = context.facts.find(portal.url, id_fact(wanted.text()));
    if (!id || !is_guid(*id)) return std::nullopt;
    std::string name = name_of(*id).value_or(wanted.text());
    return Tenant{std::move(*id), std::move(name), std::nullopt};
}

Tenant listed_tenant(Context& context, const PortalAccess& access, const TenantReference& wanted,
                     std::stop_token stop) {
    const auto tenants = PortalClient(context.http).tenants(access, std::move(stop));
    if (const Tenant* tenant = find_tenant(tenants, wanted)) {
        context.facts.keep(access.portal.url, id_fact(tenant->name), tenant->id);
        context.facts.keep(access.portal.url, name_fact(tenant->id), tenant->name);
        return *tenant;
    }
    context.facts.forget(access.portal.url, id_fact(wanted.text()));
    throw Error(ErrorCode::unknown_tenant, "no tenant " + wanted.text().substr(0, 80) + " on " + access.portal.name,
                "list them with: jit-console tenants " + access.portal.name);
}

Tenant named_tenant(Context& context, const PortalAccess& access, const TenantReference& wanted, std::stop_token stop) {
    if (auto known = known_tenant(context, access.portal, wanted)) return *std::move(known);
    return listed_tenant(context, access, wanted, std::move(stop));
}

bool may_be_stale(const Error& error) {
    return error.code() == ErrorCode::portal_forbidden || error.code() == ErrorCode::portal_not_found;
}

std::optional<std::string> known_account(Context& context, const Portal& portal, std::string_view tenant_id) {
    auto account = context.facts.find(portal.url, account_fact(tenant_id));
    return account && is_account(*account) ? account : std::nullopt;
}

std::optional<std::string> tenant_account(Context& context, const PortalAccess& access, std::string_view tenant_id,
                                          std::stop_token stop) {
    if (auto known = known_account(context, access.portal, tenant_id)) return known;
    auto account = PortalClient(context.http).tenant_account(access, tenant_id, std::move(stop));
    if (account) context.facts.keep(access.portal.url, account_fact(tenant_id), *account);
    return account;
}

void check_account(Context& context, const PortalAccess& access, std::string_view tenant_id, const ConsolePlace& place,
                   std::stop_token stop) {
    const std::optional<std::string> wanted = account_of(place);
    if (!wanted) return;
    const std::optional<std::string> own = tenant_account(context, access, tenant_id, std::move(stop));
    if (!own || *own == *wanted) return;
    throw Error(ErrorCode::other_account, "it is in account " + *wanted + ", the tenant in " + *own,
                "choose a tenant whose account is " + *wanted);
}

}  // namespace jit_console
