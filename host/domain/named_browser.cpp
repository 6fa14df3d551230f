#include "domain/named_browser.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

using Names = std::array<std::string_view, 2>;

struct BrowserPrograms {
    std::string_view id;
    Names gnu_linux, macos, windows;
};

constexpr std::array kBrowserPrograms{
    BrowserPrograms{"chrome", {"google-chrome", "google-chrome-stable"}, {"Google Chrome"}, {"chrome.exe"}},
    BrowserPrograms{"chrome-beta", {"google-chrome-beta"}, {"Google Chrome Beta"}, {}},
    BrowserPrograms{"chrome-dev", {"google-chrome-unstable"}, {"Google Chrome Dev"}, {}},
    BrowserPrograms{"chromium", {"chromium", "chromium-browser"}, {"Chromium"}, {}},
    BrowserPrograms{"edge", {"microsoft-edge", "microsoft-edge-stable"}, {"Microsoft Edge"}, {"msedge.exe"}},
    BrowserPrograms{"brave", {"brave-browser", "brave"}, {"Brave Browser"}, {"brave.exe"}},
    BrowserPrograms{"vivaldi", {"vivaldi", "vivaldi-stable"}, {"Vivaldi"}, {"vivaldi.exe"}},
    BrowserPrograms{"opera", {"opera"}, {"Opera"}, {"opera.exe"}},
    BrowserPrograms{"arc", {}, {"Arc"}, {}},
    BrowserPrograms{"firefox", {"firefox", "firefox-esr"}, {"Firefox"}, {"firefox.exe"}},
    BrowserPrograms{"librewolf", {"librewolf"}, {"LibreWolf"}, {"librewolf.exe"}},
    BrowserPrograms{"waterfox", {"waterfox"}, {"Waterfox"}, {"waterfox.exe"}},
    BrowserPrograms{"floorp", {"floorp"}, {"Floorp"}, {"floorp.exe"}},
    BrowserPrograms{"zen", {"zen-browser", "zen"}, {"Zen"}, {"zen.exe"}},
};

/// It becomes an argument, and of Chromium's a folder in the browser's own.
bool is_profile_name(std::string_view profile) {
    return profile.size() <= 100 && is_readable(profile) && !profile.starts_with('-') && profile != "." &&
           profile != ".." && profile.find_first_of("/\\") == std::string_view::npos;
}

std::string startable_ids() {
    std::string ids;
    for (const BrowserLocation& location : browser_locations(kThisPlatform)) {
        if (!browser_programs(kThisPlatform, location.id).empty()) ids += std::string(location.id) + ", ";
    }
    return ids + "default";
}

}  // namespace

std::string words_of(const NamedBrowser& browser) {
    return browser.profile.empty() ? browser.id : browser.id + ", profile " + browser.profile;
}

bool BrowserSetting::has_target_of(const BrowserSetting& other) const {
    return portal_url == other.portal_url && role == other.role && equal_in_any_case(tenant, other.tenant);
}

NamedBrowser named_browser(std::string_view id, std::string_view profile) {
    const bool is_known = id == "default" || find_browser_location(kThisPlatform, id) != nullptr;
    if (!is_known) {
        throw Error(ErrorCode::usage, "no such browser: " + readable_line(std::string(id), 100),
                    "known browsers: " + startable_ids());
    }
    if (profile.empty()) return {std::string(id), ""};
    if (id == "default") {
        throw Error(ErrorCode::usage, "a profile needs the name of its browser",
                    "for instance: --browser firefox --profile work");
    }
    if (!is_profile_name(profile)) {
        throw Error(ErrorCode::usage, "that can't be a profile's name: " + readable_line(std::string(profile), 100),
                    "Firefox lists them in about:profiles; of Chromium's it is the folder, the last part of «Profile "
                    "Path» in chrome://version");
    }
    return {std::string(id), std::string(profile)};
}

std::span<const std::string_view> browser_programs(Platform platform, std::string_view id) {
    const auto found = std::ranges::find(kBrowserPrograms, id, &BrowserPrograms::id);
    if (found == kBrowserPrograms.end()) return {};
    const Names& names = platform == Platform::macos     ? found->macos
                         : platform == Platform::windows ? found->windows
                                                         : found->gnu_linux;
    const auto end = std::ranges::find(names, "");
    return {names.begin(), static_cast<std::size_t>(end - names.begin())};
}

std::vector<std::string> browser_arguments(const NamedBrowser& browser, const std::string& url) {
    if (browser.profile.empty()) return {url};
    const BrowserLocation* location = find_browser_location(kThisPlatform, browser.id);
    if (location != nullptr && location->family == BrowserFamily::firefox) return {"-P", browser.profile, url};
    return {"--profile-directory=" + browser.profile, url};
}

std::vector<FirefoxProfile> parse_profiles_ini(std::string_view text) {
    std::vector<FirefoxProfile> profiles;
    bool in_profile = false;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.starts_with('[')) {
            in_profile = line.starts_with("[Profile");
            if (in_profile) profiles.emplace_back();
            continue;
        }
        const std::size_t equals = line.find('=');
        if (!in_profile || equals == std::string_view::npos) continue;
        const std::string_view value = line.substr(equals + 1);
        const std::string_view field = line.substr(0, equals);
        if (field == "Name") profiles.back().name = value;
        if (field == "Path") profiles.back().path = value;
        if (field == "IsRelative") profiles.back().is_relative = value != "0";
    }
    std::erase_if(profiles, [](const FirefoxProfile& profile) { return profile.name.empty() || profile.path.empty(); });
    return profiles;
}

}  // namespace jit_console
