#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "commands/context.h"
#include "domain/portal_answers.h"
#include "domain/role.h"
#include "system/portal/portal_client.h"

namespace jit_console {

/// Whose AWS access is wanted; made by jit_target().
struct JitTarget {
    Role role = Role::tenant;
    std::optional<TenantReference> tenant;  ///< of Role::tenant
    std::optional<Region> region;           ///< where another than the portal's is wanted
    bool confirmed = false;                 ///< a person said that an administrator's role is wanted
    std::string by{"terminal"};             ///< what it is asked from, as in HistoryEntry
    std::string shown_name{};               ///< the tenant's where it was chosen; recorded where no other is known
    std::string reason{};                   ///< or ticket number, as a person gave it
    bool is_private = false;                ///< from a private window: leaves no trace, unless the policy wants one
};

/// Of words as they are typed or sent; "": none. Throws `bad_request` where the tenant is missing or too many,
/// `destination` for a region that is none.
JitTarget jit_target(Role role, std::string_view tenant, std::string_view region);

struct JitAccess {
    JitCredentials credentials;
    Time requested_at;             ///< before the request: AWS counts from later, so an end is never promised too late
    std::optional<Tenant> tenant;  ///< of Role::tenant
};

/// Asks the portal for access: one request, one more for a tenant whose name isn't known. `account` is the one that the
/// tenant must be in, see AccountCheck. Where the portal refuses a tenant known by name from earlier (403, 404), its
/// tenants are asked for once more. Throws what PortalClient throws, `unknown_tenant`, `sign_in_needed` where the
/// portal wants a one-time password, `other_cloud` for a tenant that isn't in AWS (one more request after a refusal, to
/// tell), and `tenant_jit_off` where a 403 keeps AWS from all users (two more).
JitAccess jit_access(Context& context, const PortalAccess& access, const JitTarget& target, std::stop_token stop,
                     const std::optional<std::string>& account = std::nullopt);

/// Throws `sign_in_needed` where `refusal`, of what only administrators get, comes from a one-time password that the
/// portal wants: then the cure is another sign-in. One request.
void check_otp(Context& context, const PortalAccess& access, const Error& refusal, const std::stop_token& stop);

/// Throws `policy_forbids` where the target's role is forbidden.
void check_target(const Policy& policy, const JitTarget& target);

/// The name under which facts and cached keys of a target are kept: "tenant GUID", "admin", "duplo_ops".
std::string target_name(Role role, std::string_view tenant_id);

}  // namespace jit_console
