#include "commands/registries/registry_token.h"

#include <algorithm>
#include <utility>

#include "commands/credentials/asked_once.h"
#include "commands/credentials/get_credentials.h"
#include "commands/history/history.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "system/aws/ecr_api.h"

namespace jit_console {
namespace {

/// One request for a token, on its way from the cache to the portal and AWS.
class RegistryRequest {
public:
    RegistryRequest(Context& context, const GetRegistryToken& params)
        : context_(context),
          params_(params),
          policy_(checked_policy(context, params)),
          portal_(configured_portal(context, params.portal)) {}

    std::optional<RegistryToken> from_cache() const {
        if (params_.fresh || !params_.endpoint) return std::nullopt;
        std::optional<Tenant> tenant;
        if (params_.target.tenant) {
            tenant = known_tenant(context_, portal_, *params_.target.tenant);
            if (!tenant) return std::nullopt;
        }
        auto kept = context_.credential_cache.read(entry(tenant ? tenant->id : "", *params_.endpoint));
        const Time now = context_.clock.now();
        if (!kept || kept->fetched_at > now) return std::nullopt;
        // The policy may be newer than it is.
        const Time end = kept->fetched_at + bounded(policy_, kept->credentials.expires_at - kept->fetched_at);
        if (end - now <= kLeastLeft) return std::nullopt;
        if (policy_.record_everything) {
            const auto sign_in = context_.vault.read(portal_.url);
            record(sign_in ? sign_in->user : "", tenant, end);
        }
        return RegistryToken{std::move(kept->credentials.session_token), end, "", std::move(tenant), portal_};
    }

    RegistryToken from_portal(std::stop_token stop) const {
        const SignedInPortal signed_in = with_kept_sign_in(context_, portal_);
        JitAccess given = jit_access(context_, signed_in.access(), params_.target, stop);
        if (!given.credentials.has_keys()) {
            throw Error(ErrorCode::no_credentials, portal_.name + " returned no AWS keys",
                        "try again; if it still fails, tell the portal's administrator");
        }
        const EcrEndpoint endpoint = endpoint_of(given.credentials);
        EcrToken token = ecr_authorization_token(context_.http, endpoint, given.credentials, std::move(stop));
        check_still_holds(context_, signed_in);
        const Time keys_end = given.requested_at + bounded(policy_, given.credentials.validity);
        CachedKeys kept;
        kept.fetched_at = given.requested_at;
        kept.sign_in = signed_in.sign_in.mark;
        kept.credentials.session_token = std::move(token.password);
        kept.credentials.expires_at = std::min(token.expires_at, keys_end);
        kept.credentials.region = endpoint.region.code();
        record(signed_in.sign_in.user, given.tenant, kept.credentials.expires_at);
        const std::string whose = given.tenant ? given.tenant->id : "";
        if (context_.vault.writes_to_disk()) context_.credential_cache.write(entry(whose, endpoint), kept);
        return {std::move(kept.credentials.session_token), kept.credentials.expires_at, std::move(token.server),
                std::move(given.tenant), portal_};
    }

    /// Named as it was asked for: whoever types the same waits for the same.
    CacheEntry turn() const {
        const auto& tenant = params_.target.tenant;
        const std::string whose = tenant ? turn_word(tenant->text()) : "";
        if (params_.endpoint) return entry(whose, *params_.endpoint);
        return {portal_.url, "ecr " + target_name(params_.target.role, whose)};
    }

    CacheEntry entry(std::string_view tenant_id, const EcrEndpoint& endpoint) const {
        return {portal_.url, "ecr " + target_name(params_.target.role, tenant_id) + " " + endpoint.region.code() +
                                 (endpoint.fips ? "-fips" : "")};
    }

    const Portal& portal() const { return portal_; }
    const std::function<void(const Error&)>& sign_in() const { return params_.sign_in; }

private:
    static Policy checked_policy(Context& context, const GetRegistryToken& params) {
        Policy policy = context.policy.read();
        check_feature(policy, Feature::credentials);
        check_target(policy, params.target);
        check_reason(policy, params.target.reason);
        return policy;
    }

    EcrEndpoint endpoint_of(const JitCredentials& keys) const {
        if (params_.endpoint) return *params_.endpoint;
        const auto& region = params_.target.region ? params_.target.region : keys.region;
        if (region) return {*region};
        throw Error(ErrorCode::destination, portal_.name + " doesn't say which region the registry is in",
                    "name it: --region us-west-2");
    }

    void record(const std::string& user, const std::optional<Tenant>& tenant, Time ends) const {
        record_handed_out(context_, {portal_, user}, params_.target, tenant, {"credentials", "ecr", ends});
    }

    Context& context_;
    const GetRegistryToken& params_;
    const Policy policy_;
    const Portal portal_;
};

}  // namespace

RegistryToken get_registry_token(Context& context, const GetRegistryToken& params, std::stop_token stop) {
    return asked_once(context, RegistryRequest(context, params), std::move(stop));
}

void forget_registry_token(Context& context, const GetRegistryToken& params) {
    const Portal portal = configured_portal(context, params.portal);
    std::optional<Tenant> tenant;
    if (params.target.tenant) tenant = known_tenant(context, portal, *params.target.tenant);
    if (!params.endpoint || (params.target.tenant && !tenant)) return;
    const CacheEntry entry = RegistryRequest(context, params).entry(tenant ? tenant->id : "", *params.endpoint);
    auto kept = context.credential_cache.read(entry);
    if (!kept) return;
    // What has ended isn't given out; the password itself is gone with the old file.
    kept->credentials.session_token = Secret();
    kept->credentials.expires_at = kept->fetched_at;
    context.credential_cache.write(entry, *kept);
}

void check_registries(const Policy& policy) {
    check_feature(policy, Feature::credentials);
    if (policy.require_reason)
        forbid(policy, "credentials for docker, since it can't give a reason", "\"requireReason\"");
}

}  // namespace jit_console
