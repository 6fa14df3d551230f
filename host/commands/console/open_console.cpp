#include "commands/console/open_console.h"

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "commands/console/jit_access.h"
#include "commands/portals/tenants.h"
#include "domain/console_page.h"
#include "domain/sign_in_url.h"
#include "system/aws/aws_federation.h"
#include "system/portal/portal_client.h"

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

bool fits(const std::string& region, const Partition& partition) {
    return !region.empty() && &partition_of_region(region) == &partition;
}

/// What a portal whose answer names no region says of it elsewhere.
struct ElsewhereTold {
    std::string region;
    const Partition* partition = nullptr;
};

ElsewhereTold ask_elsewhere(Context& context, const PortalAccess& access, const std::optional<Tenant>& tenant,
                            const std::stop_token& stop) {
    PortalClient client(context.http);
    ElsewhereTold told;
    try {
        if (tenant) told.region = client.tenant_region(access, tenant->id, stop).value_or("");
        if (!told.region.empty()) return told;
        const Features features = client.features(access, stop);
        told.region = features.default_region.value_or("");
        told.partition = find_partition(features.partition.value_or(""));
    } catch (const Error& error) {
        // The console is there without.
        if (error.code() == ErrorCode::cancelled) throw;
    }
    return told;
}

/// Where in AWS a session is.
struct Place {
    const Partition* partition = nullptr;
    std::string region;  ///< "" where nobody tells one that fits the partition
};

/// One that was asked for must fit the partition, what the portal tells may not.
Place place_of(Context& context, const OpenConsole& params, const PortalAccess& access, const JitAccess& jit,
               const std::optional<SignInUrl>& given, const std::stop_token& stop) {
    std::vector<std::string> regions{jit.credentials.region.value_or(""), given ? given->region : ""};
    const Partition* partition = given ? given->partition : nullptr;
    const bool asked = !params.region.empty();
    const auto is_told = [&](const std::string& region) {
        return partition == nullptr ? !region.empty() : fits(region, *partition);
    };
    if (!asked && std::ranges::none_of(regions, is_told)) {
        const ElsewhereTold told = ask_elsewhere(context, access, jit.tenant, stop);
        regions.push_back(told.region);
        if (partition == nullptr && told.region.empty()) partition = told.partition;
    }
    const auto region = std::ranges::find_if(regions, is_told);
    const std::string found = region == regions.end() ? "" : *region;
    if (partition == nullptr)
        partition = &partition_of_region(!found.empty() ? found : asked ? params.region : "us-east-1");
    if (!asked) return {partition, found};
    if (fits(params.region, *partition)) return {partition, params.region};
    throw Error(ErrorCode::destination,
                "region " + params.region + " is not of this session's partition, " + std::string(partition->id),
                "choose a region of " + std::string(partition->id));
}

std::string issuer(const Portal& portal, const std::optional<Tenant>& tenant) {
    return tenant ? portal_tenant_url(portal, tenant->id) : portal.url;
}

}  // namespace

OpenedConsole open_console(Context& context, const OpenConsole& params, std::stop_token stop) {
    check(params);
    const SignedInPortal signed_in = signed_in_portal(context, params.portal);
    const Portal& portal = signed_in.portal;
    const PortalAccess access = signed_in.access();
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
    Place place = place_of(context, params, access, jit, given, stop);
    const Partition& partition = *place.partition;
    opened.region = std::move(place.region);
    const ConsolePage page = console_page(params.to, partition, opened.region);
    opened.url = given ? with_destination(*given, page)
                       : federate(context.http, credentials, page, issuer(portal, opened.tenant), stop);
    if (params.sign_out_first) opened.url = with_sign_out_first(opened.url);
    opened.destination = page.url;
    opened.partition = partition.id;
    if (opened.tenant) opened.account = known_account(context, portal, opened.tenant->id);
    return opened;
}

}  // namespace jit_console
