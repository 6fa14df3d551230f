#include "commands/portals/tenant_account.h"

#include "base/error.h"
#include "domain/console_page.h"

namespace jit_console {

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
