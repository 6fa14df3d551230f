#include "commands/console/browser_settings.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/error.h"
#include "base/path_text.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "domain/ascii.h"
#include "system/process/process_state.h"

namespace jit_console {
namespace {

/// What the system calls a browser's process, as far as it stands in a socket's name, where that isn't the browser's
/// id.
constexpr std::array kProcessNames{
    std::pair<std::string_view, std::string_view>{"edge", "msedge"},
    std::pair<std::string_view, std::string_view>{"vivaldi", "vivaldibin"},
    std::pair<std::string_view, std::string_view>{"firefox", "firefoxesr"},
    std::pair<std::string_view, std::string_view>{"zen", "zenbin"},
};

std::string_view process_name(std::string_view id) {
    const auto* found = std::ranges::find(kProcessNames, id, &std::pair<std::string_view, std::string_view>::first);
    return found == kProcessNames.end() ? id : found->second;
}

bool is_process_of(std::string_view process, std::string_view id) {
    return !process.empty() && (process == id || process == process_name(id));
}

bool is_any_browsers(std::string_view process) {
    return std::ranges::any_of(browser_locations(kThisPlatform),
                               [&](const BrowserLocation& location) { return is_process_of(process, location.id); });
}

/// Its folders of profiles, those of a person only.
std::vector<std::string> profile_folders(const BrowserLocation& browser, const Roots& roots) {
    std::vector<std::string> folders;
    for (const std::string_view sign : browser.signs) {
        if (!sign.starts_with('~') && !sign.starts_with('$')) continue;
        folders.push_back(place_path(sign, roots));
        if (browser.family == BrowserFamily::firefox) folders.push_back(folders.back() + "/firefox");
    }
    return folders;
}

struct FoundProfile {
    std::string name;
    std::string folder;
};

std::vector<FoundProfile> firefox_profiles(const Workstation& workstation, const BrowserLocation& browser) {
    std::vector<FoundProfile> found;
    for (const std::string& folder : profile_folders(browser, workstation.roots())) {
        const auto list = workstation.read(folder + "/profiles.ini");
        if (!list || !list->readable) continue;
        for (const FirefoxProfile& profile : parse_profiles_ini(list->text))
            found.push_back({profile.name, profile.is_relative ? folder + "/" + profile.path : profile.path});
    }
    return found;
}

void check_is_listed(Context& context, const Portal& portal, const TenantReference& wanted) {
    if (wanted.is_id() || !knows_all_tenant_names(context, portal)) return;
    std::vector<Tenant> tenants;
    for (std::string& name : known_tenant_names(context, portal))
        tenants.push_back({"", std::move(name), std::nullopt});
    if (find_tenant(tenants, wanted) == nullptr) refuse_unknown_tenant(portal, tenants, wanted);
}

BrowserSetting target_setting(Context& context, const Portal& portal, const JitTarget& target) {
    BrowserSetting setting{portal.url, target.role, "", {}};
    if (!target.tenant) return setting;
    const auto known = known_tenant(context, portal, *target.tenant);
    setting.tenant = known && !known->name.empty() ? known->name : target.tenant->text();
    return setting;
}

/// By whichever name or GUID it was set.
std::optional<BrowserSetting> setting_of_target(Context& context, const Portal& portal, const JitTarget& target) {
    std::vector<std::string> names;
    if (target.tenant) {
        names.push_back(target.tenant->text());
        if (const auto known = known_tenant(context, portal, *target.tenant)) {
            names.push_back(known->id);
            names.push_back(known->name);
        }
    }
    for (BrowserSetting& setting : context.portals.browsers()) {
        if (setting.portal_url != portal.url || setting.role != target.role) continue;
        const bool is_meant = target.role != Role::tenant || std::ranges::any_of(names, [&](const std::string& name) {
                                  return !name.empty() && equal_in_any_case(name, setting.tenant);
                              });
        if (is_meant) return std::move(setting);
    }
    return std::nullopt;
}

}  // namespace

std::string SetBrowser::label() const {
    return setting.role == Role::tenant ? setting.tenant : std::string(role_option(setting.role)).substr(2);
}

std::vector<SetBrowser> list_browsers(Context& context) {
    const std::vector<Portal> portals = all_portals(context);
    std::vector<SetBrowser> all;
    for (BrowserSetting& setting : context.portals.browsers()) {
        const auto portal = std::ranges::find(portals, setting.portal_url, &Portal::url);
        all.push_back({portal == portals.end() ? setting.portal_url : portal->name, std::move(setting)});
    }
    return all;
}

std::optional<NamedBrowser> browser_of(Context& context, const Portal& portal, const JitTarget& target) {
    const auto setting = setting_of_target(context, portal, target);
    return setting ? std::optional(setting->browser) : std::nullopt;
}

SetBrowser set_browser(Context& context, std::string_view portal, const JitTarget& target,
                       const NamedBrowser& browser) {
    const Portal configured = configured_portal(context, portal);
    check_profile(context.workstation, browser);
    if (target.tenant) check_is_listed(context, configured, *target.tenant);
    BrowserSetting setting = target_setting(context, configured, target);
    setting.browser = browser;
    if (const auto earlier = setting_of_target(context, configured, target)) context.portals.remove_browser(*earlier);
    context.portals.set_browser(setting);
    return {configured.name, std::move(setting)};
}

std::optional<SetBrowser> remove_browser(Context& context, std::string_view portal, const JitTarget& target) {
    const Portal configured = configured_portal(context, portal);
    auto setting = setting_of_target(context, configured, target);
    if (!setting) return std::nullopt;
    context.portals.remove_browser(*setting);
    return SetBrowser{configured.name, *std::move(setting)};
}

void check_profile(const Workstation& workstation, const NamedBrowser& browser) {
    const BrowserLocation* location = find_browser_location(workstation.roots().platform, browser.id);
    if (browser.profile.empty() || location == nullptr) return;
    std::string hint = "its name is the last part of «Profile Path» in chrome://version";
    if (location->family == BrowserFamily::firefox) {
        const std::vector<FoundProfile> profiles = firefox_profiles(workstation, *location);
        if (profiles.empty() || std::ranges::find(profiles, browser.profile, &FoundProfile::name) != profiles.end())
            return;
        hint = "it has:";
        for (const FoundProfile& profile : profiles) hint += " " + profile.name;
    } else {
        bool has_folder = false;
        for (const std::string& folder : profile_folders(*location, workstation.roots())) {
            has_folder = has_folder || workstation.exists(folder);
            if (workstation.exists(folder + "/" + browser.profile)) return;
        }
        if (!has_folder) return;
    }
    throw Error(ErrorCode::browser, browser.id + " has no profile " + browser.profile, hint);
}

bool is_host_of(const LiveBrowser& live, const NamedBrowser& browser, const Workstation& workstation) {
    // The parent of a host may be called anything, as where a script stands between.
    const bool may_be =
        is_process_of(live.program, browser.id) || (live.family == browser.id && !is_any_browsers(live.program));
    const BrowserLocation* location = find_browser_location(workstation.roots().platform, browser.id);
    if (browser.profile.empty() || location == nullptr) return may_be;
    if (live.family != "firefox" || location->family != BrowserFamily::firefox) return false;
    return std::ranges::any_of(firefox_profiles(workstation, *location), [&](const FoundProfile& profile) {
        if (profile.name != browser.profile) return false;
        const long long holder = locking_process(path_of(profile.folder) / ".parentlock");
        return holder != 0 && is_below(live.process_id, holder);
    });
}

}  // namespace jit_console
