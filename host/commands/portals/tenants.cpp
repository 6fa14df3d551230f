#include "commands/portals/tenants.h"

#include "base/error.h"
#include "commands/portals/portal_state.h"
#include "domain/ascii.h"
#include "domain/console_page.h"
#include "system/portal/portal_client.h"

namespace jit_console {

TenantList list_tenants(Context& context, std::string_view portal, std::stop_token stop) {
    const Portal found = configured_portal(context, portal);
    const SignIn sign_in = kept_sign_in(context, found);
    auto tenants = PortalClient(context.http).tenants({found, sign_in.token, sign_in.otp}, stop);
    return {portal_state(context, found), std::move(tenants)};
}

ResourceList list_resources(Context& context, std::string_view portal, std::string_view tenant, std::stop_token stop) {
    const Portal found = configured_portal(context, portal);
    const SignIn sign_in = kept_sign_in(context, found);
    const PortalAccess access{found, sign_in.token, sign_in.otp};
    PortalClient client(context.http);
    Tenant wanted = wanted_tenant(client, access, tenant, stop);
    auto resources = client.cloud_resources(access, wanted.id, stop);
    return {std::move(wanted), std::move(resources)};
}

Tenant wanted_tenant(PortalClient& client, const PortalAccess& access, std::string_view text, std::stop_token stop) {
    if (is_guid(text)) return {to_lower(text), "", std::nullopt, std::nullopt};
    const auto tenants = client.tenants(access, std::move(stop));
    if (const Tenant* tenant = find_tenant(tenants, text)) return *tenant;
    throw Error(ErrorCode::unknown_tenant, "no tenant " + std::string(text.substr(0, 80)) + " on " + access.portal.name,
                "list them with: jit-console tenants " + access.portal.name);
}

std::optional<std::string> tenant_account(Context& context, const PortalAccess& access, std::string_view tenant_id,
                                          std::stop_token stop) {
    const std::string& portal_url = access.portal.url;
    if (auto kept = context.tenant_accounts.find(portal_url, tenant_id)) return kept;
    auto account = PortalClient(context.http).tenant_account(access, tenant_id, std::move(stop));
    if (account) context.tenant_accounts.keep(portal_url, tenant_id, *account);
    return account;
}

void check_account(Context& context, const PortalAccess& access, std::string_view tenant_id, std::string_view to,
                   std::stop_token stop) {
    const std::optional<std::string> wanted = account_named(to);
    if (!wanted) return;
    const std::optional<std::string> own = tenant_account(context, access, tenant_id, std::move(stop));
    if (!own || *own == *wanted) return;
    throw Error(ErrorCode::other_account, "it is in account " + *wanted + ", the tenant in " + *own,
                "choose a tenant whose account is " + *wanted);
}

}  // namespace jit_console
