#include "domain/browser_locations_table.h"

// The keys' default values name the manifests' files. Of policies those of the machine count before those of the user:
// Chromium's family takes of each the last, Firefox's the first key that is there.

namespace jit_console {
namespace windows_table {

using enum BrowserFamily;
using enum Sandbox;

constexpr Places kChromeUser{R"(HKCU\Software\Google\Chrome\NativeMessagingHosts)"};
constexpr Places kChromeSystem{R"(HKLM\Software\Google\Chrome\NativeMessagingHosts)"};
constexpr Places kMozillaUser{R"(HKCU\Software\Mozilla\NativeMessagingHosts)"};
constexpr Places kMozillaSystem{R"(HKLM\Software\Mozilla\NativeMessagingHosts)"};

constexpr Places kChromePolicies{R"(HKCU\Software\Policies\Google\Chrome)", R"(HKLM\Software\Policies\Google\Chrome)"};
constexpr Places kFirefoxPolicies{R"(HKLM\Software\Policies\Mozilla\Firefox)",
                                  R"(HKCU\Software\Policies\Mozilla\Firefox)"};

constexpr std::array kWindows{
    BrowserLocation{"chrome",
                    "Google Chrome",
                    chromium,
                    none,
                    {R"($LOCALAPPDATA\Google\Chrome\User Data)"},
                    kChromeUser,
                    kChromeSystem,
                    kChromePolicies},
    BrowserLocation{"chrome-beta",
                    "Google Chrome Beta",
                    chromium,
                    none,
                    {R"($LOCALAPPDATA\Google\Chrome Beta\User Data)"},
                    kChromeUser,
                    kChromeSystem,
                    kChromePolicies},
    BrowserLocation{"chrome-dev",
                    "Google Chrome Dev",
                    chromium,
                    none,
                    {R"($LOCALAPPDATA\Google\Chrome Dev\User Data)"},
                    kChromeUser,
                    kChromeSystem,
                    kChromePolicies},
    BrowserLocation{"chromium",
                    "Chromium",
                    chromium,
                    none,
                    {R"($LOCALAPPDATA\Chromium\User Data)"},
                    {R"(HKCU\Software\Chromium\NativeMessagingHosts)"},
                    {R"(HKLM\Software\Chromium\NativeMessagingHosts)"},
                    {R"(HKCU\Software\Policies\Chromium)", R"(HKLM\Software\Policies\Chromium)"}},
    BrowserLocation{"edge",
                    "Microsoft Edge",
                    chromium,
                    none,
                    {R"($LOCALAPPDATA\Microsoft\Edge\User Data)"},
                    {R"(HKCU\Software\Microsoft\Edge\NativeMessagingHosts)"},
                    {R"(HKLM\Software\Microsoft\Edge\NativeMessagingHosts)"},
                    {R"(HKCU\Software\Policies\Microsoft\Edge)", R"(HKLM\Software\Policies\Microsoft\Edge)"}},
    BrowserLocation{"brave",
                    "Brave",
                    chromium,
                    none,
                    {R"($LOCALAPPDATA\BraveSoftware\Brave-Browser\User Data)"},
                    {R"(HKCU\Software\BraveSoftware\Brave-Browser\NativeMessagingHosts)"},
                    {R"(HKLM\Software\BraveSoftware\Brave-Browser\NativeMessagingHosts)"},
                    {R"(HKCU\Software\Policies\BraveSoftware\Brave)", R"(HKLM\Software\Policies\BraveSoftware\Brave)"}},
    BrowserLocation{"vivaldi",
                    "Vivaldi",
                    chromium,
                    none,
                    {R"($LOCALAPPDATA\Vivaldi\User Data)"},
                    {R"(HKCU\Software\Vivaldi\NativeMessagingHosts)"},
                    {R"(HKLM\Software\Vivaldi\NativeMessagingHosts)"},
                    {}},
    // Opera's documentation names Chrome's key of the machine; that of the user is a guess.
    BrowserLocation{
        "opera", "Opera", chromium, none, {R"($APPDATA\Opera Software\Opera Stable)"}, kChromeUser, kChromeSystem, {}},
    BrowserLocation{"firefox",
                    "Firefox",
                    firefox,
                    none,
                    {R"($APPDATA\Mozilla\Firefox)"},
                    kMozillaUser,
                    kMozillaSystem,
                    kFirefoxPolicies},
    // Waterfox uses Mozilla's key, as users report; that LibreWolf, Floorp and Zen do is a guess.
    BrowserLocation{
        "librewolf", "LibreWolf", firefox, none, {R"($APPDATA\librewolf)"}, kMozillaUser, kMozillaSystem, {}},
    BrowserLocation{"waterfox", "Waterfox", firefox, none, {R"($APPDATA\Waterfox)"}, kMozillaUser, kMozillaSystem, {}},
    BrowserLocation{"floorp", "Floorp", firefox, none, {R"($APPDATA\Floorp)"}, kMozillaUser, kMozillaSystem, {}},
    BrowserLocation{"zen", "Zen", firefox, none, {R"($APPDATA\zen)"}, kMozillaUser, kMozillaSystem, {}},
};

}  // namespace windows_table

std::span<const BrowserLocation> browser_locations_windows() { return windows_table::kWindows; }

}  // namespace jit_console
