#include "commands/credentials/aws_profiles.h"

#include <utility>

#include "base/error.h"
#include "commands/credentials/get_credentials.h"
#include "commands/history/history.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"

namespace jit_console {
namespace {

// The sign-in is looked for only where the portal has to be asked: what is known can be written signed out.

Tenant tenant_of_profile(Context& context, const Portal& portal, const TenantReference& wanted, std::stop_token stop) {
    if (auto known = known_tenant(context, portal, wanted); known && !known->name.empty()) return std::move(*known);
    // Signed out a GUID will do.
    if (wanted.is_id() && !context.vault.read(portal.url)) return *known_tenant(context, portal, wanted);
    return listed_tenant(context, with_kept_sign_in(context, portal).access(), wanted, std::move(stop));
}

std::string region_of_profile(Context& context, const Portal& portal, const std::optional<Tenant>& tenant,
                              std::stop_token stop) {
    const SignedInPortal signed_in = with_kept_sign_in(context, portal);
    PortalClient client(context.http);
    const auto region = tenant ? client.tenant_region(signed_in.access(), tenant->id, stop)
                               : client.features(signed_in.access(), stop).default_region;
    return code_of(region);
}

void record_profile(Context& context, const AwsProfile& profile, const JitTarget& target) {
    const Portal portal = configured_portal(context, profile.portal);
    std::optional<Tenant> tenant;
    if (target.tenant) tenant = known_tenant(context, portal, *target.tenant);
    const auto sign_in = context.vault.read(portal.url);
    record_handed_out(context, {portal, sign_in ? sign_in->user : ""}, target, tenant, {"profile", "", std::nullopt});
}

}  // namespace

void check_profiles(const Policy& policy) {
    check_feature(policy, Feature::aws_profiles);
    // A profile's command prints them.
    check_feature(policy, Feature::credentials);
    if (policy.require_reason) forbid(policy, "AWS profiles, since they can't give a reason", "\"requireReason\"");
}

AwsProfileList list_aws_profiles(Context& context) {
    return {context.aws_config.path(), own_aws_profiles(context.aws_config.read().value_or(""))};
}

AwsProfile wanted_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop) {
    const Policy policy = context.policy.read();
    check_profiles(policy);
    check_target(policy, params.target);
    if (!params.name.empty()) check_aws_profile_name(params.name);
    const Portal portal = configured_portal(context, params.portal);
    std::optional<Tenant> tenant;
    if (params.target.tenant) tenant = tenant_of_profile(context, portal, *params.target.tenant, stop);
    // A name that a shell would read otherwise is left out; the GUID says the same.
    if (tenant && !is_plain_word(tenant->name)) tenant->name.clear();
    AwsProfile profile;
    profile.name = params.name.empty() ? profile_name(portal, params.target.role, tenant) : params.name;
    profile.portal = portal.name;
    profile.role = params.target.role;
    if (tenant) profile.tenant = tenant->name.empty() ? tenant->id : tenant->name;
    profile.region = params.target.region ? params.target.region->code()
                                          : region_of_profile(context, portal, tenant, std::move(stop));
    return profile;
}

AwsProfileChange preview_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop) {
    const AwsProfile profile = wanted_aws_profile(context, params, std::move(stop));
    return {context.aws_config.path(), add_to_aws_config(context.aws_config.read(), profile, context.program())};
}

AwsProfileChange add_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop) {
    const AwsProfile profile = wanted_aws_profile(context, params, std::move(stop));
    AwsProfileChange change{context.aws_config.path(), {}};
    context.aws_config.change([&](const std::optional<std::string>& config) {
        change.edit = add_to_aws_config(config, profile, context.program());
        if (change.edit.change != AwsConfigEdit::Change::none) record_profile(context, profile, params.target);
        return change.edit.text;
    });
    return change;
}

AwsProfileChange remove_aws_profile(Context& context, const std::string& name) {
    AwsProfileChange change{context.aws_config.path(), {}};
    context.aws_config.change([&](const std::optional<std::string>& config) {
        change.edit = remove_from_aws_config(config, name);
        return change.edit.text;
    });
    return change;
}

}  // namespace jit_console
