#include "commands/kubernetes/cluster_access.h"

#include <utility>

#include "base/error.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "domain/ascii.h"
#include "domain/readable_text.h"
#include "system/http/http_within.h"

namespace jit_console {
namespace {

constexpr std::size_t kLongestInfrastructure = 64;

[[noreturn]] void refuse_cluster(const std::string& whose, const std::string& hint) {
    throw Error(ErrorCode::no_cluster, whose + " has no Kubernetes cluster", hint);
}

std::string name_of(const Tenant& tenant) { return tenant.name.empty() ? "this tenant" : tenant.name; }

/// Throws `no_cluster` where the portal says that the tenant has no Kubernetes.
void check_has_kubernetes(Context& context, const PortalAccess& access, const Tenant& tenant,
                          const std::stop_token& stop) {
    HttpWithin within(context.http);
    std::optional<bool> enabled;
    try {
        enabled = PortalClient(within).tenant_features(access, tenant.id, stop).kubernetes;
    } catch (const Error& error) {
        // Then the refusal itself says most.
        if (error.code() == ErrorCode::cancelled) throw;
    }
    if (enabled == false) {
        refuse_cluster(name_of(tenant),
                       "an administrator turns it on for the infrastructure that the tenant is in; see " +
                           portal_tenant_url(access.portal, tenant.id));
    }
}

/// What a portal answers for a tenant without Kubernetes is in no document.
bool may_have_none(ErrorCode code) {
    return code == ErrorCode::portal_forbidden || code == ErrorCode::portal_not_found ||
           code == ErrorCode::portal_answer || code == ErrorCode::portal_error;
}

ClusterAccess tenants_access(Context& context, const PortalAccess& access, const Tenant& tenant,
                             const std::stop_token& stop) {
    ClusterAccess given{{}, context.clock.now(), tenant};
    try {
        given.access = PortalClient(context.http).tenant_kubernetes(access, tenant.id, stop);
    } catch (const Error& error) {
        if (may_have_none(error.code())) check_has_kubernetes(context, access, tenant, stop);
        throw;
    }
    if (!given.access.has_cluster())
        refuse_cluster(name_of(tenant),
                       access.portal.name + " gave no address or no token; ask one of its administrators");
    return given;
}

ClusterAccess infrastructures_access(Context& context, const PortalAccess& access, const std::string& infrastructure,
                                     const std::stop_token& stop) {
    const std::string hint =
        "see the infrastructures' names (\"plan\") with: jit-console tenants " + access.portal.name + " --json";
    ClusterAccess given{{}, context.clock.now(), std::nullopt};
    try {
        given.access = PortalClient(context.http).infrastructure_kubernetes(access, infrastructure, stop);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::portal_not_found)
            throw Error(ErrorCode::no_cluster,
                        access.portal.name + " has no infrastructure " + infrastructure + " with a Kubernetes cluster",
                        hint);
        check_otp(context, access, error, stop);
        throw;
    }
    if (!given.access.has_cluster()) refuse_cluster("the infrastructure " + infrastructure, hint);
    return given;
}

}  // namespace

ClusterTarget cluster_target(bool admin, std::string_view tenant, std::string_view infrastructure) {
    const std::string hint = "pass --tenant TENANT, or --admin --infrastructure INFRASTRUCTURE";
    if (admin == infrastructure.empty())
        throw Error(ErrorCode::usage, "--admin and --infrastructure belong together", hint);
    if (admin != tenant.empty()) {
        throw Error(ErrorCode::usage, admin ? "an infrastructure's cluster takes no tenant" : "no tenant was named",
                    hint);
    }
    const auto is_plain = [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '-'; };
    if (admin && (infrastructure.size() > kLongestInfrastructure || !is_all(infrastructure, is_plain) ||
                  infrastructure[0] == '-'))
        throw Error(ErrorCode::usage, quoted(infrastructure) + " is not an infrastructure's name",
                    "names have letters, digits and dashes");
    return {jit_target(admin ? Role::admin : Role::tenant, tenant, ""), std::string(infrastructure)};
}

void check_cluster_target(const Policy& policy, const ClusterTarget& wanted) {
    check_feature(policy, Feature::credentials);
    check_target(policy, wanted.target);
    check_reason(policy, wanted.target.reason);
}

ClusterAccess cluster_access(Context& context, const PortalAccess& access, const ClusterTarget& wanted,
                             std::stop_token stop) {
    if (wanted.target.role == Role::admin) return infrastructures_access(context, access, wanted.infrastructure, stop);
    return with_tenant(context, access, *wanted.target.tenant, stop,
                       [&](const Tenant& tenant) { return tenants_access(context, access, tenant, stop); });
}

std::string cluster_namespace(const ClusterAccess& given) {
    if (!given.access.namespace_name.empty() || !given.tenant) return given.access.namespace_name;
    const std::string usual = "duploservices-" + to_lower(given.tenant->name);
    return is_namespace_name(usual) && !given.tenant->name.empty() ? usual : "";
}

TenantFeatures get_kubernetes(Context& context, const std::string& portal, const TenantReference& tenant,
                              std::stop_token stop) {
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    HttpWithin within(context.http);
    return with_tenant(context, signed_in.access(), tenant, stop, [&](const Tenant& found) {
        return PortalClient(within).tenant_features(signed_in.access(), found.id, stop);
    });
}

std::string cluster_entry(Role role, std::string_view tenant_id_or_infrastructure) {
    return "k8s " + std::string(role_word(role)) + " " + std::string(tenant_id_or_infrastructure);
}

}  // namespace jit_console
