#include "commands/console/session_length.h"

#include <charconv>

#include "base/error.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"

namespace jit_console {
namespace {

constexpr char kSystemConfig[] = "Administrator → System Settings → System Config";

std::optional<std::chrono::seconds> seconds_of(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    std::int64_t seconds = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    if (fault != std::errc() || end != text->data() + text->size() || seconds < 0) return std::nullopt;
    return std::chrono::seconds(seconds);
}

/// The setting's value; nothing where the person may not see it or the portal has no such call.
std::optional<std::chrono::seconds> admin_setting(Context& context, const PortalAccess& access, std::stop_token stop) {
    try {
        return seconds_of(
            PortalClient(context.http).system_setting(access, "AppConfig", kAdminSessionSetting, std::move(stop)));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::portal_forbidden && error.code() != ErrorCode::portal_not_found) throw;
        return std::nullopt;
    }
}

std::vector<SessionSetting> tenant_settings(const Portal& portal, const std::string& tenant_id) {
    return {{"AWS Access Token Validity", "Administrator → Tenant → Settings", portal_tenant_url(portal, tenant_id),
             true, std::nullopt, std::nullopt},
            {"AWS Role Max Session Duration", kSystemConfig, portal.url, false, std::nullopt, std::nullopt}};
}

}  // namespace

SessionLength get_session_length(Context& context, const std::string& portal, const JitTarget& target,
                                 std::stop_token stop) {
    const Policy policy = context.policy.read();
    if (target.role != Role::tenant) check_feature(policy, Feature::administrator);
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    const Portal& found = signed_in.portal;
    const PortalAccess access = signed_in.access();
    std::string tenant_id;
    if (target.tenant) tenant_id = named_tenant(context, access, *target.tenant, stop).id;
    SessionLength length;
    const auto seen = seconds_of(context.facts.find(found.url, "validity " + target_name(target.role, tenant_id)));
    length.seconds = seen ? *seen : jit_access(context, access, target, stop).credentials.validity;
    if (target.role == Role::tenant) length.settings = tenant_settings(found, tenant_id);
    if (target.role == Role::admin) {
        length.settings = {{kAdminSessionSetting, std::string(kSystemConfig) + " → Other, type AppConfig", found.url,
                            true, kAdminSessionSetting, admin_setting(context, access, std::move(stop))}};
    }
    return length;
}

void check_session_length(std::chrono::seconds length) {
    if (length >= kShortestSession && length <= kLongestSession) return;
    throw Error(ErrorCode::bad_request, "a session can't last " + std::to_string(length.count()) + " seconds",
                "use 900 to 43200 seconds");
}

void set_session_length(Context& context, const std::string& portal, std::chrono::seconds length,
                        std::stop_token stop) {
    check_session_length(length);
    const Policy policy = context.policy.read();
    check_feature(policy, Feature::administrator);
    check_length(policy, length);
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    PortalClient(context.http)
        .set_system_setting(signed_in.access(), "AppConfig", kAdminSessionSetting, std::to_string(length.count()),
                            std::move(stop));
    context.facts.forget(signed_in.portal.url, "validity " + target_name(Role::admin, ""));
}

}  // namespace jit_console
