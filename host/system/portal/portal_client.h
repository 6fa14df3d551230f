#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "domain/cloud_resources.h"
#include "domain/kubernetes_access.h"
#include "domain/portal.h"
#include "domain/portal_answers.h"
#include "domain/tenant_links.h"
#include "system/http/http_client.h"
#include "system/portal/portal_call.h"

namespace jit_console {

/// The portal's API. Each call is one request unless said otherwise. Throws `sign_in_needed` (401), `portal_forbidden`
/// (403), `portal_not_found` (404, or 400 with "not found" in its text), `portal_error` (other refusals),
/// `portal_answer` (not understood, redirect, HTML), `portal_unreachable`, `portal_tls`, `portal_timeout`, `ca_file`,
/// `cancelled`. Source of paths: ARCHITECTURE.md, "Facts".
class PortalClient {
public:
    explicit PortalClient(HttpClient& http) : http_(http) {}

    User user(const PortalAccess& access, std::stop_token stop);
    /// A portal without this call (400, 404), or that says nothing (204), gives the defaults.
    Features features(const PortalAccess& access, std::stop_token stop);
    /// A request for each part of the list, should it come in parts.
    std::vector<Tenant> tenants(const PortalAccess& access, std::stop_token stop);
    JitCredentials tenant_jit(const PortalAccess& access, std::string_view tenant_id, std::stop_token stop);
    /// Twelve digits; nothing where the portal lacks the call (400, 404) or answers something else.
    std::optional<std::string> tenant_account(const PortalAccess& access, std::string_view tenant_id,
                                              std::stop_token stop);
    /// A portal that refuses the call tells nothing.
    TenantFeatures tenant_features(const PortalAccess& access, std::string_view tenant_id, std::stop_token stop);
    KubernetesAccess tenant_kubernetes(const PortalAccess& access, std::string_view tenant_id, std::stop_token stop);
    /// Only for administrators.
    KubernetesAccess infrastructure_kubernetes(const PortalAccess& access, std::string_view infrastructure,
                                               std::stop_token stop);
    std::vector<CloudResource> cloud_resources(const PortalAccess& access, std::string_view tenant_id,
                                               std::stop_token stop);
    /// The links that administrators gave to the tenant.
    std::vector<TenantLink> tenant_links(const PortalAccess& access, std::string_view tenant_id, std::stop_token stop);
    /// A region's code; nothing where the portal lacks the call (400, 404) or answers something else.
    std::optional<Region> tenant_region(const PortalAccess& access, std::string_view tenant_id, std::stop_token stop);
    /// One of the system's settings, which only administrators may read; nothing where it isn't set.
    std::optional<std::string> system_setting(const PortalAccess& access, std::string_view type, std::string_view key,
                                              std::stop_token stop);
    /// `type`, `key` and `value` are plain ASCII words.
    void set_system_setting(const PortalAccess& access, std::string_view type, std::string_view key,
                            std::string_view value, std::stop_token stop);
    /// Falls back, on 400, 404 or 5xx, to the call without the region and to the older path; that one comes first where
    /// `older` says so. `older` is then whether it was the one that answered.
    JitCredentials admin_jit(const PortalAccess& access, const std::optional<Region>& region, bool& older,
                             std::stop_token stop);
    JitCredentials duplo_ops_jit(const PortalAccess& access, std::stop_token stop);

private:
    HttpClient& http_;
};

}  // namespace jit_console
