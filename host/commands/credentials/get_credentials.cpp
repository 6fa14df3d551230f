#include "commands/credentials/get_credentials.h"

#include <utility>

#include "base/error.h"
#include "commands/console/session_length.h"
#include "commands/credentials/asked_once.h"
#include "commands/history/history.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "commands/portals/unwritten.h"
#include "domain/aws_config_text.h"

namespace jit_console {
namespace {

/// A clock that was wrong when they were fetched must not make them live longer: AWS's longest session bounds them.
bool lasts(const CachedKeys& keys, Time now, std::optional<Time> needed_until) {
    const Time end = keys.credentials.expires_at;
    return keys.fetched_at <= now && end - keys.fetched_at <= kLongestSession &&
           (end - now > kLeastLeft || (needed_until && now < end && *needed_until <= end));
}

/// One request for keys, on its way from the cache to the portal.
class Request {
public:
    Request(Context& context, const GetCredentials& params)
        : context_(context),
          params_(params),
          policy_(checked_policy(context, params)),
          portal_(configured_portal(context, params.portal)) {}

    std::optional<GotCredentials> from_cache() const {
        if (params_.fresh) return std::nullopt;
        std::optional<Tenant> tenant;
        if (params_.target.tenant) {
            tenant = known_tenant(context_, portal_, *params_.target.tenant);
            if (!tenant) return std::nullopt;
        }
        auto keys = context_.credential_cache.read(entry(tenant));
        if (!keys) return std::nullopt;
        // The policy may be newer than they are.
        keys->credentials.expires_at =
            keys->fetched_at + bounded(policy_, keys->credentials.expires_at - keys->fetched_at);
        if (!lasts(*keys, context_.clock.now(), params_.needed_until)) return std::nullopt;
        if (policy_.record_everything) record(kept_user(), tenant, keys->credentials.expires_at);
        return got(std::move(keys->credentials), std::move(tenant));
    }

    GotCredentials from_portal(std::stop_token stop) const {
        const SignedInPortal signed_in = with_kept_sign_in(context_, portal_);
        JitAccess given = jit_access(context_, signed_in.access(), params_.target, std::move(stop));
        if (!given.credentials.has_keys()) {
            throw Error(ErrorCode::no_credentials, portal_.name + " returned no AWS keys",
                        "try again; if it still fails, tell the portal's administrator");
        }
        check_still_holds(context_, signed_in);
        JitCredentials& keys = given.credentials;
        CachedKeys kept;
        kept.fetched_at = given.requested_at;
        kept.sign_in = signed_in.sign_in.mark;
        kept.credentials = {std::move(keys.access_key_id), std::move(keys.secret_access_key),
                            std::move(keys.session_token), given.requested_at + bounded(policy_, keys.validity),
                            code_of(keys.region)};
        record(signed_in.sign_in.user, given.tenant, kept.credentials.expires_at);
        if (!params_.target.is_private && context_.vault.writes_to_disk())
            context_.credential_cache.write(entry(given.tenant), kept);
        return got(std::move(kept.credentials), std::move(given.tenant));
    }

    /// Named as it was asked for: whoever types the same waits for the same.
    CacheEntry turn() const {
        CacheEntry turn = entry(Tenant{"", "", std::nullopt});
        if (params_.target.tenant) turn.what += turn_word(params_.target.tenant->text());
        return turn;
    }

    const Portal& portal() const { return portal_; }
    const std::function<void(const Error&)>& sign_in() const { return params_.sign_in; }

private:
    static Policy checked_policy(Context& context, const GetCredentials& params) {
        Policy policy = context.policy.read();
        check_feature(policy, Feature::credentials);
        if (params.for_tools) check_feature(policy, Feature::aws_profiles);
        check_target(policy, params.target);
        check_reason(policy, params.target.reason);
        return policy;
    }

    std::string kept_user() const {
        const auto sign_in = context_.vault.read(portal_.url);
        return sign_in ? sign_in->user : "";
    }

    void record(const std::string& user, const std::optional<Tenant>& tenant, Time ends) const {
        record_handed_out(context_, {portal_, user}, params_.target, tenant, {"credentials", "", ends});
    }

    CacheEntry entry(const std::optional<Tenant>& tenant) const {
        std::string what = target_name(params_.target.role, tenant ? tenant->id : "");
        // The portal makes an administrator's keys for a region; a tenant's are the same for all.
        const auto& region = params_.target.region;
        if (params_.target.role == Role::admin && region) what += " " + region->code();
        return {portal_.url, std::move(what)};
    }

    GotCredentials got(Credentials credentials, std::optional<Tenant> tenant) const {
        if (params_.target.region) credentials.region = params_.target.region->code();
        std::string name = profile_name(portal_, params_.target.role, tenant);
        return {std::move(credentials), std::move(tenant), std::move(name)};
    }

    Context& context_;
    const GetCredentials& params_;
    const Policy policy_;
    const Portal portal_;
};

}  // namespace

GotCredentials get_credentials(Context& context, const GetCredentials& params, std::stop_token stop) {
    if (!params.target.is_private) return asked_once(context, Request(context, params), std::move(stop));
    // Whoever waits for a turn leaves the tenant's name in the cache's folder.
    return unwritten_if(true, context, [&](Context& used) {
        const Request request(used, params);
        if (auto cached = request.from_cache()) return *std::move(cached);
        return from_portal_after_sign_in(request, stop);
    });
}

std::string profile_name(const Portal& portal, Role role, const std::optional<Tenant>& tenant) {
    if (role == Role::tenant) {
        const std::string name = portal.name + "-" + tenant->name;
        // Others choose a tenant's name, and this one stands between brackets in a file.
        return tenant->name.empty() || !is_plain_word(name) ? portal.name + "-" + tenant->id : name;
    }
    return portal.name + std::string(role_option(role).substr(1));  // "-admin" of "--admin"
}

}  // namespace jit_console
