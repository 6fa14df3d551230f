#include "domain/browser_locations_table.h"

// Policies of Chromium's family are in the system's managed preferences here, which nothing of ours reads.

namespace jit_console {
namespace macos_table {

using enum BrowserFamily;
using enum Sandbox;

constexpr Places kChromeSystem{"/Library/Google/Chrome/NativeMessagingHosts"};
constexpr Places kMozillaUser{"~/Library/Application Support/Mozilla/NativeMessagingHosts"};
constexpr Places kMozillaSystem{"/Library/Application Support/Mozilla/NativeMessagingHosts"};

constexpr std::array kMacos{
    BrowserLocation{"chrome",
                    "Google Chrome",
                    chromium,
                    none,
                    {"~/Library/Application Support/Google/Chrome", "/Applications/Google Chrome.app"},
                    {"~/Library/Application Support/Google/Chrome/NativeMessagingHosts"},
                    kChromeSystem,
                    {}},
    BrowserLocation{"chrome-beta",
                    "Google Chrome Beta",
                    chromium,
                    none,
                    {"~/Library/Application Support/Google/Chrome Beta", "/Applications/Google Chrome Beta.app"},
                    {"~/Library/Application Support/Google/Chrome Beta/NativeMessagingHosts"},
                    kChromeSystem,
                    {}},
    BrowserLocation{"chrome-dev",
                    "Google Chrome Dev",
                    chromium,
                    none,
                    {"~/Library/Application Support/Google/Chrome Dev", "/Applications/Google Chrome Dev.app"},
                    {"~/Library/Application Support/Google/Chrome Dev/NativeMessagingHosts"},
                    kChromeSystem,
                    {}},
    BrowserLocation{"chromium",
                    "Chromium",
                    chromium,
                    none,
                    {"~/Library/Application Support/Chromium", "/Applications/Chromium.app"},
                    {"~/Library/Application Support/Chromium/NativeMessagingHosts"},
                    {"/Library/Application Support/Chromium/NativeMessagingHosts"},
                    {}},
    BrowserLocation{"edge",
                    "Microsoft Edge",
                    chromium,
                    none,
                    {"~/Library/Application Support/Microsoft Edge", "/Applications/Microsoft Edge.app"},
                    {"~/Library/Application Support/Microsoft Edge/NativeMessagingHosts"},
                    {"/Library/Microsoft/Edge/NativeMessagingHosts"},
                    {}},
    // Brave, Vivaldi: the system's folder is a guess, as other programs use it.
    BrowserLocation{"brave",
                    "Brave",
                    chromium,
                    none,
                    {"~/Library/Application Support/BraveSoftware/Brave-Browser", "/Applications/Brave Browser.app"},
                    {"~/Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts"},
                    {"/Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts"},
                    {}},
    BrowserLocation{"vivaldi",
                    "Vivaldi",
                    chromium,
                    none,
                    {"~/Library/Application Support/Vivaldi", "/Applications/Vivaldi.app"},
                    {"~/Library/Application Support/Vivaldi/NativeMessagingHosts"},
                    {"/Library/Application Support/Vivaldi/NativeMessagingHosts"},
                    {}},
    // Opera's documentation names only the system's folder; the user's is what Chromium's rule gives.
    BrowserLocation{"opera",
                    "Opera",
                    chromium,
                    none,
                    {"~/Library/Application Support/com.operasoftware.Opera", "/Applications/Opera.app"},
                    {"~/Library/Application Support/com.operasoftware.Opera/NativeMessagingHosts"},
                    kChromeSystem,
                    {}},
    // Arc: the system's folder is a guess.
    BrowserLocation{"arc",
                    "Arc",
                    chromium,
                    none,
                    {"~/Library/Application Support/Arc", "/Applications/Arc.app"},
                    {"~/Library/Application Support/Arc/User Data/NativeMessagingHosts"},
                    kChromeSystem,
                    {}},
    BrowserLocation{
        "firefox",
        "Firefox",
        firefox,
        none,
        {"~/Library/Application Support/Firefox", "~/Library/Application Support/Mozilla", "/Applications/Firefox.app"},
        kMozillaUser,
        kMozillaSystem,
        {"/Applications/Firefox.app/Contents/Resources/distribution/policies.json"}},
    // LibreWolf's system folder, and all of Waterfox's and Floorp's, are guesses by what Firefox does under its name.
    BrowserLocation{"librewolf",
                    "LibreWolf",
                    firefox,
                    none,
                    {"~/Library/Application Support/LibreWolf", "/Applications/LibreWolf.app"},
                    {"~/Library/Application Support/LibreWolf/NativeMessagingHosts"},
                    {"/Library/Application Support/LibreWolf/NativeMessagingHosts"},
                    {}},
    BrowserLocation{"waterfox",
                    "Waterfox",
                    firefox,
                    none,
                    {"~/Library/Application Support/Waterfox", "/Applications/Waterfox.app"},
                    {"~/Library/Application Support/Waterfox/NativeMessagingHosts"},
                    {"/Library/Application Support/Waterfox/NativeMessagingHosts"},
                    {}},
    BrowserLocation{"floorp",
                    "Floorp",
                    firefox,
                    none,
                    {"~/Library/Application Support/Floorp", "/Applications/Floorp.app"},
                    {"~/Library/Application Support/Floorp/NativeMessagingHosts"},
                    {"/Library/Application Support/Floorp/NativeMessagingHosts"},
                    {}},
    // As on Linux.
    BrowserLocation{"zen",
                    "Zen",
                    firefox,
                    none,
                    {"~/Library/Application Support/zen", "/Applications/Zen.app", "/Applications/Zen Browser.app"},
                    kMozillaUser,
                    kMozillaSystem,
                    {}},
};

}  // namespace macos_table

std::span<const BrowserLocation> browser_locations_macos() { return macos_table::kMacos; }

}  // namespace jit_console
