#include "system/portal/portal_client.h"

#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "domain/partition.h"
#include "domain/url.h"

namespace jit_console {
namespace {

constexpr std::string_view kAdminHint = "only administrators may open this, and only if the portal has it turned on";
constexpr std::string_view kOlderAdminPath = "/adminproxy/GetJITAwsConsoleAccessUrl";
constexpr std::string_view kKubernetesHint =
    "only administrators may use an infrastructure's cluster; for a tenant's: --tenant TENANT";
/// Of a list that comes in parts: a portal that never comes to its end is no longer asked.
constexpr int kMostParts = 1000;
constexpr std::string_view kSettingsPath = "/v3/admin/systemSettings/config";
constexpr std::string_view kSettingsHint = "only administrators may see and change the portal's settings";

/// Where a portal lacks a call, its public clients have seen these.
bool may_lack_call(long status) { return status == 400 || status == 404 || status == 405 || status >= 500; }

/// One word that is good to know and needed for nothing; "" where the portal gives none.
std::string word_or_none(const HttpResponse& response, const PortalAccess& access, const PortalCall& call) {
    try {
        return parse_json_string(data_of(response, access, call));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::sign_in_needed) throw;
        return "";
    }
}

}  // namespace

User PortalClient::user(const PortalAccess& access, std::stop_token stop) {
    const PortalCall call{.path = "/admin/GetUserRoleInfo", .what = "who is signed in"};
    const HttpResponse response = ask_portal(http_, access, call.path, stop);
    User user;
    try {
        user = parse_user(data_of(response, access, call));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::portal_not_found) throw;
    }
    // Anything may answer with some JSON object: one that names nobody has to have tenants, too.
    if (user.name.empty()) tenants(access, std::move(stop));
    return user;
}

Features PortalClient::features(const PortalAccess& access, std::stop_token stop) {
    const PortalCall call{.path = "/v3/features/system", .what = "its features"};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    if (response.status == 204 || response.status == 400 || response.status == 404) return {};
    return parse_features(data_of(response, access, call));
}

std::vector<Tenant> PortalClient::tenants(const PortalAccess& access, std::stop_token stop) {
    const PortalCall call{.path = "/admin/GetTenantsForUser", .what = "the list of tenants"};
    std::vector<Tenant> tenants;
    std::size_t entries = 0;
    std::string path(call.path);
    for (int part = 0; part < kMostParts; ++part) {
        const HttpResponse response = ask_portal(http_, access, path, stop);
        TenantPage page = parse_tenant_page(data_of(response, access, call));
        entries += page.entries;
        tenants = part == 0 ? std::move(page.tenants) : merged_tenants(std::move(tenants), std::move(page.tenants));
        if (!page.next && page.count <= entries) return tenants;
        const bool is_stuck = !page.next || page.entries == 0;
        if (is_stuck) break;
        path = std::string(call.path) + "?" + *page.next;
    }
    throw Error(ErrorCode::portal_answer,
                std::string(portal_host(access.portal.api_url)) + " lists " + std::to_string(tenants.size()) +
                    " tenants, which are not all, and gives no way to the others",
                "tell the portal's administrator");
}

JitCredentials PortalClient::tenant_jit(const PortalAccess& access, std::string_view tenant_id, std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetAwsConsoleTokenUrl";
    const PortalCall call{.path = path, .what = "AWS access to this tenant"};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    return parse_jit_credentials(data_of(response, access, call));
}

std::optional<std::string> PortalClient::tenant_account(const PortalAccess& access, std::string_view tenant_id,
                                                        std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetTenantAwsAccountId";
    const PortalCall call{.path = path, .what = "this tenant's AWS account"};
    std::string account = word_or_none(ask_portal(http_, access, call.path, std::move(stop)), access, call);
    return is_account(account) ? std::optional(std::move(account)) : std::nullopt;
}

TenantFeatures PortalClient::tenant_features(const PortalAccess& access, std::string_view tenant_id,
                                             std::stop_token stop) {
    const std::string path = "/v3/features/tenant/" + percent_encode(tenant_id);
    const PortalCall call{.path = path, .what = "this tenant's features"};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    if (response.status != 200 || is_web_page(response)) return {};
    const auto body = data_of(response, access, call);
    return {parse_kubernetes_enabled(body), parse_other_cloud(body)};
}

KubernetesAccess PortalClient::tenant_kubernetes(const PortalAccess& access, std::string_view tenant_id,
                                                 std::stop_token stop) {
    const std::string path = "/v3/subscriptions/" + percent_encode(tenant_id) + "/k8s/jitAccess";
    const PortalCall call{.path = path, .what = "Kubernetes access to this tenant"};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    return parse_kubernetes_access(data_of(response, access, call));
}

KubernetesAccess PortalClient::infrastructure_kubernetes(const PortalAccess& access, std::string_view infrastructure,
                                                         std::stop_token stop) {
    const std::string path = "/v3/admin/plans/" + percent_encode(infrastructure) + "/k8sConfig";
    const PortalCall call{
        .path = path, .what = "Kubernetes access to this infrastructure", .forbidden_hint = kKubernetesHint};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    return parse_kubernetes_access(data_of(response, access, call));
}

std::vector<CloudResource> PortalClient::cloud_resources(const PortalAccess& access, std::string_view tenant_id,
                                                         std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetCloudResources";
    const PortalCall call{.path = path, .what = "this tenant's resources"};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    return parse_cloud_resources(data_of(response, access, call));
}

std::vector<TenantLink> PortalClient::tenant_links(const PortalAccess& access, std::string_view tenant_id,
                                                   std::stop_token stop) {
    const std::string path = "/admin/GetTenantConfigData/" + percent_encode(tenant_id);
    const PortalCall call{.path = path, .what = "this tenant's links"};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    return parse_tenant_links(data_of(response, access, call));
}

std::optional<Region> PortalClient::tenant_region(const PortalAccess& access, std::string_view tenant_id,
                                                  std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetAwsRegionId";
    const PortalCall call{.path = path, .what = "this tenant's region"};
    return Region::parse(word_or_none(ask_portal(http_, access, call.path, std::move(stop)), access, call));
}

std::optional<std::string> PortalClient::system_setting(const PortalAccess& access, std::string_view type,
                                                        std::string_view key, std::stop_token stop) {
    const PortalCall call{.path = kSettingsPath, .what = "its system settings", .forbidden_hint = kSettingsHint};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    return parse_setting(data_of(response, access, call), type, key);
}

void PortalClient::set_system_setting(const PortalAccess& access, std::string_view type, std::string_view key,
                                      std::string_view value, std::stop_token stop) {
    const PortalCall call{
        .path = kSettingsPath, .what = "a change of its system settings", .forbidden_hint = kSettingsHint};
    HttpRequest request = portal_request(access, call.path);
    request.method = "POST";
    std::string body = "{\"Type\":\"";
    body.append(type).append("\",\"Key\":\"").append(key).append("\",\"Value\":\"").append(value).append("\"}");
    request.body = Secret(std::move(body));
    const HttpResponse response = send_to_portal(http_, access, request, std::move(stop));
    data_of(response, access, call);
}

JitCredentials PortalClient::admin_jit(const PortalAccess& access, const std::optional<Region>& region, bool& older,
                                       std::stop_token stop) {
    std::vector<std::string> paths;
    if (region) paths.push_back("/v3/admin/aws/jitAccess/admin/" + region->code());
    paths.emplace_back("/v3/admin/aws/jitAccess/admin");
    paths.insert(older ? paths.begin() : paths.end(), std::string(kOlderAdminPath));

    std::optional<Error> first;
    for (const std::string& path : paths) {
        const PortalCall call{.path = path, .what = "administrator access to AWS", .forbidden_hint = kAdminHint};
        const HttpResponse response = ask_portal(http_, access, path, stop);
        try {
            JitCredentials credentials = parse_jit_credentials(data_of(response, access, call));
            older = path == kOlderAdminPath;
            return credentials;
        } catch (const Error& error) {
            // Some give their own start page for whatever they don't know.
            if (!may_lack_call(response.status) && !is_web_page(response)) throw;
            if (!first) first = error;
            // All alike: the newest call says it best.
            if (&path == &paths.back() && error.code() != first->code()) throw;
        }
    }
    throw Error(*first);
}

JitCredentials PortalClient::duplo_ops_jit(const PortalAccess& access, std::stop_token stop) {
    const PortalCall call{
        .path = "/v3/admin/aws/jitAccess/duplo-ops", .what = "duplo-ops access to AWS", .forbidden_hint = kAdminHint};
    const HttpResponse response = ask_portal(http_, access, call.path, std::move(stop));
    return parse_jit_credentials(data_of(response, access, call));
}

}  // namespace jit_console
