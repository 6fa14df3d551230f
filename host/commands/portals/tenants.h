#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "commands/context.h"
#include "commands/portals/good_to_know.h"
#include "commands/portals/portal_state.h"
#include "domain/cloud_resources.h"
#include "domain/portal_answers.h"
#include "domain/tenant_links.h"
#include "system/portal/portal_client.h"

namespace jit_console {

struct TenantList {
    PortalState state;
    std::vector<Tenant> tenants;  ///< sorted by name
};

/// The person's tenants: one portal request. Throws `sign_in_needed` and what PortalClient throws.
TenantList list_tenants(Context& context, std::string_view portal, std::stop_token stop);

struct ResourceList {
    Tenant tenant;  ///< name empty where only the GUID was given
    std::vector<CloudResource> resources;
    std::vector<TenantLink> links;
};

/// A tenant's resources that have an ARN, and its links where the portal gives them soon (GoodToKnow). Two portal
/// requests, one more where the tenant's name isn't known yet. Throws `sign_in_needed`, `unknown_tenant`, and what
/// PortalClient throws.
ResourceList list_resources(Context& context, std::string_view portal, const TenantReference& tenant,
                            std::stop_token stop);

/// The tenant that is wanted as far as it is known without asking: a GUID is taken at
/// its word, a name is known from earlier. Its plan is left out, its name empty where it isn't known.
std::optional<Tenant> known_tenant(Context& context, const Portal& portal, const TenantReference& wanted);

/// Throws `unknown_tenant`; the hint names one of `tenants` that may have been meant.
[[noreturn]] void refuse_unknown_tenant(const Portal& portal, const std::vector<Tenant>& tenants,
                                        const TenantReference& wanted);

/// What the portal says of it now: one request. Throws `unknown_tenant` and what PortalClient throws.
Tenant listed_tenant(Context& context, const PortalAccess& access, const TenantReference& wanted, std::stop_token stop);

/// known_tenant(), else listed_tenant().
Tenant named_tenant(Context& context, const PortalAccess& access, const TenantReference& wanted, std::stop_token stop);

/// A fact of a portal's: the names of the person's tenants as it listed them last.
inline constexpr std::string_view kTenantNamesFact = "tenants";

/// The names of the person's tenants as far as they are known without asking: those that the portal listed last,
/// sorted, then those that were named before.
std::vector<std::string> known_tenant_names(Context& context, const Portal& portal);

/// True where the portal has listed them and all of them fitted into what is kept.
bool knows_all_tenant_names(Context& context, const Portal& portal);

/// True for a refusal (403, 404) that a GUID from earlier may be the cause of.
bool may_be_stale(const Error& error);

/// `ask(tenant)` of the tenant that is wanted. Where the portal refuses one known by name from earlier, its tenants
/// are asked for once more, and `ask` is called again where that one has another GUID now.
template <typename Ask>
auto with_tenant(Context& context, const PortalAccess& access, const TenantReference& wanted, std::stop_token stop,
                 const Ask& ask) {
    const auto known = known_tenant(context, access.portal, wanted);
    if (!known) return ask(listed_tenant(context, access, wanted, stop));
    try {
        return ask(*known);
    } catch (const Error& error) {
        if (wanted.is_id() || !may_be_stale(error)) throw;
        const Tenant tenant = listed_tenant(context, access, wanted, stop);
        if (tenant.id == known->id) throw;
        return ask(tenant);
    }
}

/// The AWS account that a tenant (by GUID) is in, where it was asked for earlier.
std::optional<std::string> known_account(Context& context, const Portal& portal, std::string_view tenant_id);

/// Notes it.
void keep_account(Context& context, const Portal& portal, std::string_view tenant_id, std::string_view account);

/// The GUIDs of the tenants for which known_account() is `account`.
std::vector<std::string> known_tenants_of_account(Context& context, const Portal& portal, std::string_view account);

/// Whether the portal says that a tenant (by GUID) is in another AWS account than the one wanted: one portal request,
/// beside whatever else is asked, once in a tenant's life. A portal that can't tell, or not soon (GoodToKnow), objects
/// to nothing. `context` and `access` must outlive it.
class AccountCheck {
public:
    /// Throws `other_account` where it is known from earlier.
    AccountCheck(Context& context, const PortalAccess& access, std::string tenant_id, std::string wanted,
                 const std::stop_token& stop);
    ~AccountCheck() = default;
    AccountCheck(const AccountCheck&) = delete;
    AccountCheck& operator=(const AccountCheck&) = delete;

    /// Waits for the portal. Throws `other_account`, `sign_in_needed`, `cancelled`.
    void finish();

private:
    void compare(const std::string& own) const;

    Context& context_;
    const PortalAccess access_;
    std::string tenant_id_;
    std::string wanted_;
    std::optional<GoodToKnow<std::optional<std::string>>> asked_;
};

}  // namespace jit_console
