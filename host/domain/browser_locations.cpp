#include "domain/browser_locations.h"

#include <algorithm>
#include <utility>

#include "domain/browser_locations_table.h"
#include "manifests.h"

namespace jit_console {
namespace {

std::string file_name() { return std::string(kHostName) + ".json"; }

std::string parent(const std::string& path) { return path.substr(0, path.find_last_of('/')); }

/// On Windows the key says where the file is; one file for each family is enough for all browsers.
ManifestPlace registered_place(const BrowserLocation& browser, Scope scope, std::string_view key, const Roots& roots) {
    const std::string_view folder =
        scope == Scope::user ? "$LOCALAPPDATA\\jit-console\\manifests\\" : "$PROGRAMDATA\\jit-console\\manifests\\";
    const std::string family = browser.family == BrowserFamily::chromium ? "chromium\\" : "firefox\\";
    return {place_path(folder, roots) + family + file_name(), std::string(key) + "\\" + kHostName};
}

}  // namespace

std::span<const BrowserLocation> browser_locations(Platform platform) {
    switch (platform) {
        case Platform::gnu_linux:
            return browser_locations_linux();
        case Platform::macos:
            return browser_locations_macos();
        case Platform::windows:
            return browser_locations_windows();
    }
    return {};
}

const BrowserLocation* find_browser_location(Platform platform, std::string_view id) {
    const auto locations = browser_locations(platform);
    const auto found = std::ranges::find_if(locations, [&](const auto& location) { return location.id == id; });
    return found == locations.end() ? nullptr : &*found;
}

bool is_registry_key(std::string_view place) { return place.starts_with("HKCU\\") || place.starts_with("HKLM\\"); }

std::string place_path(std::string_view place, const Roots& roots) {
    const std::pair<std::string_view, const std::string&> starts[] = {{"~", roots.home},
                                                                      {"$CONFIG", roots.config},
                                                                      {"$LOCALAPPDATA", roots.local_app_data},
                                                                      {"$APPDATA", roots.app_data},
                                                                      {"$PROGRAMDATA", roots.program_data},
                                                                      {"/", roots.root}};
    for (const auto& [start, folder] : starts) {
        if (!place.starts_with(start)) continue;
        return folder + std::string(start == "/" ? place : place.substr(start.size()));
    }
    return std::string(place);
}

bool is_present(const BrowserLocation& browser, const Roots& roots, const Exists& exists) {
    return std::ranges::any_of(browser.signs,
                               [&](auto sign) { return !sign.empty() && exists(place_path(sign, roots)); });
}

bool is_program_of(const BrowserLocation& browser, const std::string& program, const Roots& roots) {
    return std::ranges::any_of(browser.signs, [&](auto sign) {
        if (!sign.starts_with('/')) return false;
        const std::string path = place_path(sign, roots);
        return program == path || program.starts_with(path + "/");
    });
}

std::vector<ManifestPlace> manifest_places(const BrowserLocation& browser, Scope scope, const Roots& roots,
                                           const Exists& exists) {
    std::vector<ManifestPlace> places;
    for (const std::string_view place : scope == Scope::user ? browser.user : browser.system) {
        if (place.empty()) continue;
        if (is_registry_key(place)) {
            places.push_back(registered_place(browser, scope, place, roots));
            continue;
        }
        const std::string folder = place_path(place, roots);
        if (!places.empty() && !exists(parent(folder))) continue;
        places.push_back({folder + "/" + file_name(), ""});
    }
    return places;
}

ManifestPlace manifest_place_in(const std::string& user_data_dir) {
    return {user_data_dir + "/NativeMessagingHosts/" + file_name(), ""};
}

SandboxWords sandbox_words(const BrowserLocation& browser) {
    const std::string label(browser.label);
    if (browser.family == BrowserFamily::firefox && !browser.user[0].empty()) {
        return {label + " runs in a sandbox and asks the desktop's WebExtensions portal to start jit-console",
                "allow it when the desktop asks whether the extension may start jit-console; if nothing asks, set "
                "widget.use-xdg-desktop-portal.native-messaging to 1 in about:config and restart the browser"};
    }
    return {label + " runs in a sandbox that can't start programs outside it",
            "install this browser as an ordinary package (deb, rpm or its maker's archive), or use another browser"};
}

}  // namespace jit_console
