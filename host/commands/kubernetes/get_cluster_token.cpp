#include "commands/kubernetes/get_cluster_token.h"

#include <algorithm>
#include <utility>

#include "commands/credentials/asked_once.h"
#include "commands/credentials/get_credentials.h"
#include "commands/history/history.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"

namespace jit_console {
namespace {

/// One request for a token, on its way from the cache to the portal.
class TokenRequest {
public:
    TokenRequest(Context& context, const GetClusterToken& params)
        : context_(context),
          params_(params),
          policy_(checked_policy(context, params)),
          portal_(configured_portal(context, params.portal)) {}

    std::optional<ClusterToken> from_cache() const {
        if (params_.fresh) return std::nullopt;
        std::optional<Tenant> tenant;
        if (params_.wanted.target.tenant) {
            tenant = known_tenant(context_, portal_, *params_.wanted.target.tenant);
            if (!tenant) return std::nullopt;
        }
        auto kept = context_.credential_cache.read(entry(tenant ? tenant->id : params_.wanted.infrastructure));
        const Time now = context_.clock.now();
        if (!kept || kept->fetched_at > now) return std::nullopt;
        // The policy may be newer than it is.
        const Time end = bounded_end(kept->credentials.expires_at, kept->fetched_at);
        if (end - now <= kLeastLeft) return std::nullopt;
        if (policy_.record_everything) {
            const auto sign_in = context_.vault.read(portal_.url);
            record(sign_in ? sign_in->user : "", tenant, end);
        }
        return ClusterToken{std::move(kept->credentials.session_token), end};
    }

    ClusterToken from_portal(std::stop_token stop) const {
        const SignedInPortal signed_in = with_kept_sign_in(context_, portal_);
        ClusterAccess given = cluster_access(context_, signed_in.access(), params_.wanted, std::move(stop));
        check_still_holds(context_, signed_in);
        const Time told = kubernetes_token_end(given.access, given.requested_at);
        CachedKeys kept;
        kept.fetched_at = given.requested_at;
        kept.sign_in = signed_in.sign_in.mark;
        kept.credentials.session_token = std::move(given.access.token);
        kept.credentials.expires_at = bounded_end(told, given.requested_at);
        record(signed_in.sign_in.user, given.tenant, kept.credentials.expires_at);
        const std::string whose = given.tenant ? given.tenant->id : params_.wanted.infrastructure;
        if (context_.vault.writes_to_disk()) context_.credential_cache.write(entry(whose), kept);
        return {std::move(kept.credentials.session_token), kept.credentials.expires_at};
    }

    /// Named as it was asked for: whoever types the same waits for the same.
    CacheEntry turn() const {
        const auto& tenant = params_.wanted.target.tenant;
        return entry(turn_word(tenant ? tenant->text() : params_.wanted.infrastructure));
    }

    const Portal& portal() const { return portal_; }
    const std::function<void(const Error&)>& sign_in() const { return params_.sign_in; }

private:
    static Policy checked_policy(Context& context, const GetClusterToken& params) {
        Policy policy = context.policy.read();
        check_cluster_target(policy, params.wanted);
        return policy;
    }

    Time bounded_end(Time end, Time fetched_at) const { return fetched_at + bounded(policy_, end - fetched_at); }

    CacheEntry entry(std::string_view whose) const {
        return {portal_.url, cluster_entry(params_.wanted.target.role, whose)};
    }

    void record(const std::string& user, const std::optional<Tenant>& tenant, Time ends) const {
        record_handed_out(context_, {portal_, user}, params_.wanted.target, tenant,
                          {"credentials", "kubernetes", ends});
    }

    Context& context_;
    const GetClusterToken& params_;
    const Policy policy_;
    const Portal portal_;
};

}  // namespace

Time ClusterToken::renew_at(Time now) const {
    constexpr std::chrono::seconds kMargin{60};
    return expires_at - std::clamp((expires_at - now) / 2, std::chrono::seconds(0), kMargin);
}

ClusterToken get_cluster_token(Context& context, const GetClusterToken& params, std::stop_token stop) {
    return asked_once(context, TokenRequest(context, params), std::move(stop));
}

}  // namespace jit_console
