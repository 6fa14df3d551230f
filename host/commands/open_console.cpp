#include "commands/open_console.h"

#include "base/error.h"
#include "commands/jit_access.h"
#include "commands/tenant_account.h"
#include "domain/console_page.h"
#include "domain/sign_in_url.h"
#include "system/aws_federation.h"
#include "system/portal_client.h"

namespace jit_console {
namespace {

JitTarget target_of(const OpenConsole& params) { return {params.role, params.tenant, params.region}; }

void check(const OpenConsole& params) {
    check_target(target_of(params));
    // What leads nowhere is said before the portal is asked; whether it fits the session, once that is known.
    if (const Partition* partition = partition_named(params.to)) {
        console_page(params.to, *partition, "");
    } else {
        console_page(params.to, partition_of_region(params.region), params.region);
    }
}

/// The session's region as far as it fits the partition: one that was asked for must, one that the portal gave may not.
std::string fitting_region(const OpenConsole& params, const JitCredentials& credentials, const Partition& partition) {
    if (!params.region.empty()) {
        if (&partition_of_region(params.region) == &partition) return params.region;
        throw Error(ErrorCode::destination,
                    "region " + params.region + " is not of this session's partition, " + std::string(partition.id),
                    "choose a region of " + std::string(partition.id));
    }
    if (credentials.region && &partition_of_region(*credentials.region) == &partition) return *credentials.region;
    return {};
}

const Partition& partition_without_url(const OpenConsole& params, const JitCredentials& credentials) {
    if (credentials.region) return partition_of_region(*credentials.region);
    return partition_of_region(params.region.empty() ? "us-east-1" : params.region);
}

std::string issuer(const Portal& portal, const std::optional<Tenant>& tenant) {
    return tenant ? portal_tenant_url(portal, tenant->id) : portal.url;
}

}  // namespace

OpenedConsole open_console(Context& context, const OpenConsole& params, std::stop_token stop) {
    check(params);
    const Portal portal = configured_portal(context, params.portal);
    const SignIn sign_in = kept_sign_in(context, portal);
    const PortalAccess access{portal, sign_in.token, sign_in.otp};
    const JitAccess jit = jit_access(context, access, target_of(params), stop, [&](const Tenant& tenant) {
        check_account(context, access, tenant.id, params.to, stop);
    });
    const JitCredentials& credentials = jit.credentials;

    OpenedConsole opened;
    opened.tenant = jit.tenant;
    opened.expires_at = jit.requested_at + credentials.validity;
    if (credentials.console_url.empty() && !credentials.has_keys()) {
        throw Error(ErrorCode::no_credentials, portal.name + " gave neither a console address nor keys",
                    "try again; if it stays so, ask the portal's administrator");
    }
    std::optional<SignInUrl> given;
    if (!credentials.console_url.empty()) given = check_sign_in_url(credentials.console_url);
    const Partition& partition = given ? *given->partition : partition_without_url(params, credentials);
    opened.region = fitting_region(params, credentials, partition);
    const ConsolePage page = console_page(params.to, partition, opened.region);
    opened.url = given ? with_destination(*given, page)
                       : federate(context.http, credentials, page, issuer(portal, opened.tenant), stop);
    if (params.sign_out_first) opened.url = with_sign_out_first(opened.url);
    opened.destination = page.url;
    opened.partition = partition.id;
    if (opened.tenant) opened.account = context.tenant_accounts.find(portal.url, opened.tenant->id);
    return opened;
}

}  // namespace jit_console
