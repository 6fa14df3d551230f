#include "commands/console/jit_access.h"

#include <utility>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/partition.h"

namespace jit_console {
namespace {

std::string id_fact(std::string_view name) { return "tenant " + to_lower(name); }
std::string name_fact(std::string_view id) { return "name " + std::string(id); }

/// What the portal says now.
Tenant listed_tenant(Context& context, const PortalAccess& access, std::string_view text, std::stop_token stop) {
    const auto tenants = PortalClient(context.http).tenants(access, std::move(stop));
    if (const Tenant* tenant = find_tenant(tenants, text)) {
        context.facts.keep(access.portal.url, id_fact(tenant->name), tenant->id);
        context.facts.keep(access.portal.url, name_fact(tenant->id), tenant->name);
        return *tenant;
    }
    context.facts.forget(access.portal.url, id_fact(text));
    throw Error(ErrorCode::unknown_tenant, "no tenant " + std::string(text.substr(0, 80)) + " on " + access.portal.name,
                "list them with: jit-console tenants " + access.portal.name);
}

/// False where it can't be told: then the refusal itself says most.
bool wants_otp(PortalClient& client, const PortalAccess& access, const std::stop_token& stop) {
    try {
        return client.features(access, stop).otp_needed;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        return false;
    }
}

/// A portal that wants a one-time password for administrators refuses without one; then the cure is another sign-in.
JitCredentials admin_credentials(Context& context, const PortalAccess& access, const JitTarget& target,
                                 std::stop_token stop) {
    PortalClient client(context.http);
    try {
        return target.role == Role::admin ? client.admin_jit(access, target.region, stop)
                                          : client.duplo_ops_jit(access, stop);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::portal_forbidden || !wants_otp(client, access, stop)) throw;
        throw Error(ErrorCode::sign_in_needed, access.portal.name + " wants a one-time password for administrators",
                    "sign in to " + access.portal.name + " as administrator");
    }
}

/// Where the portal lists the tenant for somebody who is no administrator, it refuses AWS access, not the tenant. False
/// where it can't be told: then the refusal itself says most.
bool is_off_for_users(PortalClient& client, const PortalAccess& access, std::string_view tenant,
                      const std::stop_token& stop) {
    try {
        if (client.user(access, stop).administrator) return false;
        const auto tenants = client.tenants(access, stop);
        return find_tenant(tenants, tenant) != nullptr;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        return false;
    }
}

bool may_be_stale(const Error& error) {
    return error.code() == ErrorCode::portal_forbidden || error.code() == ErrorCode::portal_not_found;
}

JitAccess tenant_access(Context& context, const PortalAccess& access, const JitTarget& target, std::stop_token stop,
                        const std::function<void(const Tenant&)>& before) {
    PortalClient client(context.http);
    const auto ask = [&](const Tenant& tenant) -> JitAccess {
        if (before) before(tenant);
        const Time requested_at = context.clock.now();
        return {client.tenant_jit(access, tenant.id, stop), requested_at, tenant};
    };
    const auto known = known_tenant(context, access.portal, target.tenant);
    if (!known) return ask(listed_tenant(context, access, target.tenant, stop));
    try {
        return ask(*known);
    } catch (const Error& error) {
        if (is_guid(target.tenant) || !may_be_stale(error)) throw;
        const Tenant tenant = listed_tenant(context, access, target.tenant, stop);
        if (tenant.id == known->id) throw;
        return ask(tenant);
    }
}

JitAccess explained_tenant_access(Context& context, const PortalAccess& access, const JitTarget& target,
                                  const std::stop_token& stop, const std::function<void(const Tenant&)>& before) {
    try {
        return tenant_access(context, access, target, stop, before);
    } catch (const Error& error) {
        PortalClient client(context.http);
        if (error.code() != ErrorCode::portal_forbidden || !is_off_for_users(client, access, target.tenant, stop))
            throw;
        throw Error(ErrorCode::tenant_jit_off, error.what(),
                    "it may be switched off for everyone but administrators; ask one of them: System Settings → System "
                    "Config → Flags, \"Disable Non-Admin AWS JIT Access On UI\"");
    }
}

}  // namespace

void check_target(const JitTarget& target) {
    if (target.role == Role::tenant && target.tenant.empty()) {
        throw Error(ErrorCode::bad_request, "no tenant was named",
                    "name a tenant, or ask for the administrator's role");
    }
    if (target.role != Role::tenant && !target.tenant.empty()) {
        throw Error(ErrorCode::bad_request, "an administrator's role takes no tenant", "leave the tenant out");
    }
    if (!target.region.empty() && !is_region(target.region)) {
        throw Error(ErrorCode::destination, "not a region's code: " + target.region.substr(0, 40),
                    "use a code such as us-west-2");
    }
}

std::optional<Tenant> known_tenant(Context& context, const Portal& portal, std::string_view text) {
    if (is_guid(text)) {
        const std::string id = to_lower(text);
        return Tenant{id, context.facts.find(portal.url, name_fact(id)).value_or(""), std::nullopt, std::nullopt};
    }
    auto id = context.facts.find(portal.url, id_fact(text));
    if (!id || !is_guid(*id)) return std::nullopt;
    std::string name = context.facts.find(portal.url, name_fact(*id)).value_or(std::string(text));
    return Tenant{std::move(*id), std::move(name), std::nullopt, std::nullopt};
}

Tenant named_tenant(Context& context, const PortalAccess& access, std::string_view text, std::stop_token stop) {
    if (auto known = known_tenant(context, access.portal, text); known && !known->name.empty())
        return std::move(*known);
    return listed_tenant(context, access, text, std::move(stop));
}

JitAccess jit_access(Context& context, const PortalAccess& access, const JitTarget& target, std::stop_token stop,
                     const std::function<void(const Tenant&)>& before) {
    JitAccess given;
    if (target.role == Role::tenant) {
        given = explained_tenant_access(context, access, target, stop, before);
    } else {
        given.requested_at = context.clock.now();
        given.credentials = admin_credentials(context, access, target, stop);
    }
    const std::string fact = "validity " + target_name(target.role, given.tenant ? given.tenant->id : "");
    context.facts.keep(access.portal.url, fact, std::to_string(given.credentials.validity.count()));
    return given;
}

std::string target_name(Role role, std::string_view tenant_id) {
    switch (role) {
        case Role::tenant:
            return "tenant " + std::string(tenant_id);
        case Role::admin:
            return "admin";
        case Role::duplo_ops:
            return "duplo_ops";
    }
    return {};
}

}  // namespace jit_console
