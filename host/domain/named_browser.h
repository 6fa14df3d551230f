#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/browser_locations.h"
#include "domain/role.h"

namespace jit_console {

/// A browser and one of its profiles, as a person names them: never a path, and never a program.
struct NamedBrowser {
    std::string id;       ///< of browser_locations(), or "default": the desktop's
    std::string profile;  ///< Chromium: its folder's name, e.g. "Profile 1"; Firefox: its name; "": the usual one

    bool operator==(const NamedBrowser&) const = default;
};

/// "firefox", "chrome, profile Profile 1".
std::string words_of(const NamedBrowser& browser);

/// Throws `usage` for a browser that this system's table doesn't list, and for a profile that can't be one's name.
NamedBrowser named_browser(std::string_view id, std::string_view profile);

/// Which browser the consoles of one target are opened in.
struct BrowserSetting {
    std::string portal_url;
    Role role = Role::tenant;
    std::string tenant;  ///< of Role::tenant: its name, or its GUID where that is what a person typed
    NamedBrowser browser;

    bool operator==(const BrowserSetting&) const = default;
    bool has_target_of(const BrowserSetting& other) const;
};

/// What starts a browser on a system: names of programs, the first that exists counts (Windows: keys of "App Paths",
/// macOS: an application's name). None for a browser in a sandbox, which isn't started. Source: the makers' packages;
/// those of Floorp and Zen are guesses.
std::span<const std::string_view> browser_programs(Platform platform, std::string_view id);

/// What a browser is given to open `url` in that profile.
std::vector<std::string> browser_arguments(const NamedBrowser& browser, const std::string& url);

/// A profile of Firefox's, as its profiles.ini lists it.
struct FirefoxProfile {
    std::string name;
    std::string path;
    bool is_relative = true;  ///< to the file's folder
};
std::vector<FirefoxProfile> parse_profiles_ini(std::string_view text);

}  // namespace jit_console
