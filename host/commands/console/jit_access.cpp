#include "commands/console/jit_access.h"

#include <chrono>
#include <string>
#include <utility>

#include "base/error.h"
#include "commands/portals/tenants.h"
#include "domain/partition.h"
#include "system/http/http_within.h"

namespace jit_console {
namespace {

/// False where it can't be told: then the refusal itself says most.
bool wants_otp(PortalClient& client, const PortalAccess& access, const std::stop_token& stop) {
    try {
        return client.features(access, stop).otp_needed;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        return false;
    }
}

/// A portal that answered by the older call is asked by it first for the rest of the day: then it may have been
/// updated.
JitCredentials admin_jit(Context& context, PortalClient& client, const PortalAccess& access, const JitTarget& target,
                         std::stop_token stop) {
    constexpr std::string_view kFact = "older admin call";
    const auto today = std::chrono::floor<std::chrono::days>(context.clock.now()).time_since_epoch();
    const std::string day = std::to_string(today.count());
    const bool known = context.facts.find(access.portal.url, kFact) == day;
    bool older = known;
    JitCredentials credentials = client.admin_jit(access, target.region, older, std::move(stop));
    if (older != known) context.facts.forget(access.portal.url, kFact);
    if (older) context.facts.keep(access.portal.url, kFact, day);
    return credentials;
}

JitCredentials admin_credentials(Context& context, const PortalAccess& access, const JitTarget& target,
                                 std::stop_token stop) {
    PortalClient client(context.http);
    try {
        return target.role == Role::admin ? admin_jit(context, client, access, target, stop)
                                          : client.duplo_ops_jit(access, stop);
    } catch (const Error& error) {
        check_otp(context, access, error, stop);
        throw;
    }
}

/// Where the portal lists the tenant for somebody who is no administrator, it refuses AWS access, not the tenant. False
/// where it can't be told: then the refusal itself says most.
bool is_off_for_users(Context& context, const PortalAccess& access, const TenantReference& tenant,
                      const std::stop_token& stop) {
    HttpWithin within(context.http);
    PortalClient client(within);
    try {
        if (client.user(access, stop).administrator) return false;
        const auto tenants = client.tenants(access, stop);
        return find_tenant(tenants, tenant) != nullptr;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        return false;
    }
}

/// Throws `other_cloud` where the portal says that the tenant is in none of AWS's accounts.
void check_is_in_aws(Context& context, const PortalAccess& access, const Tenant& tenant, const std::stop_token& stop) {
    HttpWithin within(context.http);
    std::optional<std::string> cloud;
    try {
        cloud = PortalClient(within).tenant_features(access, tenant.id, stop).other_cloud;
    } catch (const Error& error) {
        // Then the refusal itself says most.
        if (error.code() == ErrorCode::cancelled) throw;
    }
    if (!cloud) return;
    throw Error(ErrorCode::other_cloud,
                (tenant.name.empty() ? "this tenant" : tenant.name) + " is in " + *cloud + ", not in AWS",
                "open it in the portal: " + portal_tenant_url(access.portal, tenant.id));
}

/// What a portal answers for a tenant of another cloud is in no document. One that fails is asked nothing more.
bool may_be_elsewhere(ErrorCode code) {
    return code == ErrorCode::portal_forbidden || code == ErrorCode::portal_not_found ||
           code == ErrorCode::portal_answer;
}

JitCredentials tenant_credentials(Context& context, const PortalAccess& access, const Tenant& tenant,
                                  const std::stop_token& stop) {
    JitCredentials credentials;
    try {
        credentials = PortalClient(context.http).tenant_jit(access, tenant.id, stop);
    } catch (const Error& error) {
        if (may_be_elsewhere(error.code())) check_is_in_aws(context, access, tenant, stop);
        throw;
    }
    if (credentials.console_url.empty() && !credentials.has_keys()) check_is_in_aws(context, access, tenant, stop);
    return credentials;
}

JitAccess tenant_access(Context& context, const PortalAccess& access, const JitTarget& target, std::stop_token stop,
                        const std::optional<std::string>& account) {
    return with_tenant(context, access, *target.tenant, stop, [&](const Tenant& tenant) -> JitAccess {
        std::optional<AccountCheck> check;
        if (account) check.emplace(context, access, tenant.id, *account, stop);
        JitAccess given{{}, context.clock.now(), tenant};
        try {
            given.credentials = tenant_credentials(context, access, tenant, stop);
        } catch (const Error& error) {
            // That the tenant is in another account says more than a refusal.
            if (check && error.code() != ErrorCode::cancelled) check->finish();
            throw;
        }
        if (check) check->finish();
        return given;
    });
}

JitAccess explained_tenant_access(Context& context, const PortalAccess& access, const JitTarget& target,
                                  const std::stop_token& stop, const std::optional<std::string>& account) {
    try {
        return tenant_access(context, access, target, stop, account);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::portal_forbidden || !is_off_for_users(context, access, *target.tenant, stop))
            throw;
        throw Error(ErrorCode::tenant_jit_off, error.what(),
                    "it may be turned off for everyone but administrators; ask one of them: System Settings → System "
                    "Config → Flags, \"Disable Non-Admin AWS JIT Access On UI\"");
    }
}

}  // namespace

JitTarget jit_target(Role role, std::string_view tenant, std::string_view region) {
    if (role == Role::tenant && tenant.empty()) {
        throw Error(ErrorCode::bad_request, "no tenant was named",
                    "name a tenant, or ask for the administrator's role");
    }
    if (role != Role::tenant && !tenant.empty()) {
        throw Error(ErrorCode::bad_request, "an administrator's role takes no tenant", "leave the tenant out");
    }
    JitTarget target{role, std::nullopt, region_named(region), false};
    if (role == Role::tenant) target.tenant.emplace(tenant);
    return target;
}

JitAccess jit_access(Context& context, const PortalAccess& access, const JitTarget& target, std::stop_token stop,
                     const std::optional<std::string>& account) {
    JitAccess given;
    if (target.role == Role::tenant) {
        given = explained_tenant_access(context, access, target, stop, account);
    } else {
        given.requested_at = context.clock.now();
        given.credentials = admin_credentials(context, access, target, stop);
    }
    const std::string fact = "validity " + target_name(target.role, given.tenant ? given.tenant->id : "");
    context.facts.keep(access.portal.url, fact, std::to_string(given.credentials.validity.count()));
    return given;
}

void check_otp(Context& context, const PortalAccess& access, const Error& refusal, const std::stop_token& stop) {
    PortalClient client(context.http);
    if (refusal.code() != ErrorCode::portal_forbidden || !wants_otp(client, access, stop)) return;
    throw Error(ErrorCode::sign_in_needed, access.portal.name + " requires a one-time password for administrators",
                sign_in_hint(access.portal) + " --admin");
}

void check_target(const Policy& policy, const JitTarget& target) { check_role(policy, target.role, target.confirmed); }

std::string target_name(Role role, std::string_view tenant_id) {
    std::string name(role_word(role));
    return role == Role::tenant ? name.append(" ").append(tenant_id) : name;
}

}  // namespace jit_console
