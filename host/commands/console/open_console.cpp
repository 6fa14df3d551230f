#include "commands/console/open_console.h"

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "commands/console/tenant_resource.h"
#include "commands/history/history.h"
#include "commands/portals/tenants.h"
#include "commands/portals/unwritten.h"
#include "domain/console_page.h"
#include "domain/sign_in_url.h"
#include "system/aws/aws_federation.h"
#include "system/http/http_within.h"
#include "system/portal/portal_client.h"

namespace jit_console {
namespace {

/// What a portal whose answer names no region says of it in other answers.
struct PortalDefaults {
    std::optional<Region> region;
    const Partition* partition = nullptr;
};

PortalDefaults ask_for_defaults(Context& context, const PortalAccess& access, const std::optional<Tenant>& tenant,
                                const std::stop_token& stop) {
    HttpWithin within(context.http);
    PortalClient client(within);
    PortalDefaults defaults;
    try {
        if (tenant) defaults.region = client.tenant_region(access, tenant->id, stop);
        if (defaults.region) return defaults;
        Features features = client.features(access, stop);
        defaults.region = std::move(features.default_region);
        defaults.partition = features.partition;
    } catch (const Error& error) {
        // The console is there without.
        if (error.code() == ErrorCode::cancelled) throw;
    }
    return defaults;
}

/// Where in AWS a session is.
struct SessionPlace {
    const Partition* partition = nullptr;
    std::optional<Region> region;  ///< nothing where nobody names one of the partition
};

/// One that was asked for must be of the partition, what the portal names may not be.
SessionPlace session_place(Context& context, const std::optional<Region>& asked, const PortalAccess& access,
                           const JitAccess& jit, const std::optional<SignInUrl>& given, const std::stop_token& stop) {
    std::vector<std::optional<Region>> regions{jit.credentials.region, given ? given->region : std::nullopt};
    const Partition* partition = given ? given->partition : nullptr;
    const auto is_usable = [&](const std::optional<Region>& region) {
        return region && (partition == nullptr || &region->partition() == partition);
    };
    if (!asked && std::ranges::none_of(regions, is_usable)) {
        PortalDefaults defaults = ask_for_defaults(context, access, jit.tenant, stop);
        if (partition == nullptr && !defaults.region) partition = defaults.partition;
        regions.push_back(std::move(defaults.region));
    }
    const auto usable = std::ranges::find_if(regions, is_usable);
    const std::optional<Region> found = usable == regions.end() ? std::nullopt : *usable;
    if (partition == nullptr) {
        const std::optional<Region>& telling = found ? found : asked;
        partition = telling ? &telling->partition() : find_partition("aws");
    }
    if (!asked) return {partition, found};
    if (&asked->partition() == partition) return {partition, asked};
    throw Error(ErrorCode::destination,
                "region " + asked->code() + " is not in this session's partition, " + std::string(partition->id),
                "choose a region of " + std::string(partition->id));
}

std::string issuer(const Portal& portal, const std::optional<Tenant>& tenant) {
    return tenant ? portal_tenant_url(portal, tenant->id) : portal.url;
}

OpenedConsole opened_console(Context& context, const OpenConsole& params, std::stop_token stop) {
    // What can't be opened is said before the portal is asked.
    const Policy policy = context.policy.read();
    check_target(policy, params.target);
    check_reason(policy, params.target.reason);
    if (params.target.region) check_has_console(params.target.region->partition());
    const SignedInPortal signed_in = signed_in_portal(context, params.portal);
    const Portal& portal = signed_in.portal;
    const PortalAccess access = signed_in.access();
    const JitAccess jit = jit_access(context, access, params.target, stop, account_of(params.to));
    check_still_holds(context, signed_in);
    const JitCredentials& credentials = jit.credentials;

    OpenedConsole opened;
    opened.tenant = jit.tenant;
    opened.expires_at = jit.requested_at + bounded(policy, credentials.validity);
    if (credentials.console_url.empty() && !credentials.has_keys()) {
        throw Error(ErrorCode::no_credentials, portal.name + " returned neither a console address nor keys",
                    "try again; if it still fails, tell the portal's administrator");
    }
    std::optional<SignInUrl> given;
    if (!credentials.console_url.empty()) given = check_sign_in_url(credentials.console_url);
    const SessionPlace place = session_place(context, params.target.region, access, jit, given, stop);
    const ConsolePlace to = found_in_tenant(context, access, jit.tenant, params.to, stop);
    const ConsolePage page = console_page(to, *place.partition, place.region);
    opened.region = code_of(place.region);
    opened.partition = place.partition->id;
    opened.url = given ? with_destination(*given, page, portal.url)
                       : federate(context.http, credentials, page, issuer(portal, opened.tenant), stop);
    if (params.sign_out_first) opened.url = with_sign_out_first(opened.url);
    opened.destination = page.url;
    if (opened.tenant) opened.account = known_account(context, portal, opened.tenant->id);
    record_handed_out(context, {portal, signed_in.sign_in.user}, params.target, opened.tenant,
                      {params.what, service_in_address(opened.destination), opened.expires_at});
    return opened;
}

}  // namespace

OpenedConsole open_console(Context& context, const OpenConsole& params, std::stop_token stop) {
    return unwritten_if(params.target.is_private, context,
                        [&](Context& used) { return opened_console(used, params, stop); });
}

}  // namespace jit_console
