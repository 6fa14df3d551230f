#include "domain/browser_locations.h"

#include <algorithm>
#include <array>

namespace jit_console {
namespace {

using enum BrowserFamily;

constexpr std::array kLocations{
    BrowserLocation{"chrome", "Google Chrome", chromium, true, "google-chrome", "google-chrome/NativeMessagingHosts"},
    BrowserLocation{"chrome-beta", "Google Chrome Beta", chromium, true, "google-chrome-beta",
                    "google-chrome-beta/NativeMessagingHosts"},
    BrowserLocation{"chrome-dev", "Google Chrome Dev", chromium, true, "google-chrome-unstable",
                    "google-chrome-unstable/NativeMessagingHosts"},
    BrowserLocation{"chromium", "Chromium", chromium, true, "chromium", "chromium/NativeMessagingHosts"},
    BrowserLocation{"edge", "Microsoft Edge", chromium, true, "microsoft-edge", "microsoft-edge/NativeMessagingHosts"},
    BrowserLocation{"brave", "Brave", chromium, true, "BraveSoftware/Brave-Browser",
                    "BraveSoftware/Brave-Browser/NativeMessagingHosts"},
    BrowserLocation{"vivaldi", "Vivaldi", chromium, true, "vivaldi", "vivaldi/NativeMessagingHosts"},
    BrowserLocation{"firefox", "Firefox", firefox, false, ".mozilla", ".mozilla/native-messaging-hosts"},
    BrowserLocation{"librewolf", "LibreWolf", firefox, false, ".librewolf", ".librewolf/native-messaging-hosts"},
    BrowserLocation{"waterfox", "Waterfox", firefox, false, ".waterfox", ".waterfox/native-messaging-hosts"},
    BrowserLocation{"floorp", "Floorp", firefox, false, ".floorp", ".floorp/native-messaging-hosts"},
};

}  // namespace

std::span<const BrowserLocation> browser_locations() { return kLocations; }

const BrowserLocation* find_browser_location(std::string_view id) {
    const auto* found = std::find_if(kLocations.begin(), kLocations.end(),
                                     [&](const BrowserLocation& location) { return location.id == id; });
    return found == kLocations.end() ? nullptr : found;
}

}  // namespace jit_console
