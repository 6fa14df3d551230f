#include "commands/open_console.h"

#include "base/error.h"
#include "domain/console_page.h"
#include "domain/sign_in_url.h"
#include "system/aws_federation.h"
#include "system/portal_client.h"

namespace jit_console {
namespace {

void check(const OpenConsole& params) {
    if (params.role == Role::tenant && params.tenant.empty()) {
        throw Error(ErrorCode::bad_request, "no tenant was named", "name a tenant, or ask for the administrator's role");
    }
    if (params.role != Role::tenant && !params.tenant.empty()) {
        throw Error(ErrorCode::bad_request, "an administrator's role takes no tenant", "leave the tenant out");
    }
    if (!params.region.empty() && !is_region(params.region)) {
        throw Error(ErrorCode::destination, "not a region's code: " + params.region.substr(0, 40),
                    "use a code such as us-west-2");
    }
}

Tenant wanted_tenant(PortalClient& client, const PortalAccess& access, const std::string& text, std::stop_token stop) {
    if (is_guid(text)) {
        std::string id = text;
        for (char& c : id) c = static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
        return {id, "", std::nullopt, std::nullopt};
    }
    const auto tenants = client.tenants(access, stop);
    if (const Tenant* tenant = find_tenant(tenants, text)) return *tenant;
    throw Error(ErrorCode::unknown_tenant, "no tenant " + text.substr(0, 80) + " on " + access.portal.name,
                "list them with: jit-console tenants " + access.portal.name);
}

/// A portal that wants a one-time password for administrators refuses without one; then the cure is another sign-in.
JitCredentials admin_credentials(PortalClient& client, const PortalAccess& access, const OpenConsole& params,
                                 std::stop_token stop) {
    try {
        return params.role == Role::admin ? client.admin_jit(access, params.region, stop)
                                          : client.duplo_ops_jit(access, stop);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::portal_forbidden || !client.features(access, stop).otp_needed) throw;
        throw Error(ErrorCode::sign_in_needed, access.portal.name + " wants a one-time password for administrators",
                    "sign in to " + access.portal.name + " as administrator");
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
    PortalClient client(context.http);

    OpenedConsole opened;
    if (params.role == Role::tenant) opened.tenant = wanted_tenant(client, access, params.tenant, stop);
    // Before the request: AWS counts from later, so the end is never promised too late.
    const Time requested_at = context.clock.now();
    const JitCredentials credentials = opened.tenant ? client.tenant_jit(access, opened.tenant->id, stop)
                                                     : admin_credentials(client, access, params, stop);
    opened.expires_at = requested_at + credentials.validity;

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
    return opened;
}

}  // namespace jit_console
