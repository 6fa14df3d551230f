#include "domain/browser_locations_table.h"

// Programs are looked for where the makers' packages put them: names in /usr/bin may be those of a snap's launcher.

namespace jit_console {
namespace {

using enum BrowserFamily;
using enum Sandbox;

constexpr Places kMozillaUser{"~/.mozilla/native-messaging-hosts"};
// On systems with /usr/lib64/mozilla Firefox looks there instead.
constexpr Places kMozillaSystem{"/usr/lib/mozilla/native-messaging-hosts", "/usr/lib64/mozilla/native-messaging-hosts"};
constexpr Places kFirefoxPolicies{"/etc/firefox/policies/policies.json", "/usr/lib/firefox/distribution/policies.json",
                                  "/usr/lib64/firefox/distribution/policies.json",
                                  "/usr/share/firefox-esr/distribution/policies.json"};
constexpr Places kChromeSystem{"/etc/opt/chrome/native-messaging-hosts"};
constexpr Places kChromePolicies{"/etc/opt/chrome/policies/managed"};
constexpr Places kChromiumSystem{"/etc/chromium/native-messaging-hosts"};
constexpr Places kChromiumPolicies{"/etc/chromium/policies/managed"};

constexpr std::array kLinux{
    BrowserLocation{"chrome", "Google Chrome", chromium, none,
                    {"$CONFIG/google-chrome", "/opt/google/chrome/chrome"},
                    {"$CONFIG/google-chrome/NativeMessagingHosts"}, kChromeSystem, kChromePolicies},
    BrowserLocation{"chrome-beta", "Google Chrome Beta", chromium, none,
                    {"$CONFIG/google-chrome-beta", "/opt/google/chrome-beta/chrome"},
                    {"$CONFIG/google-chrome-beta/NativeMessagingHosts"}, kChromeSystem, kChromePolicies},
    BrowserLocation{"chrome-dev", "Google Chrome Dev", chromium, none,
                    {"$CONFIG/google-chrome-unstable", "/opt/google/chrome-unstable/chrome"},
                    {"$CONFIG/google-chrome-unstable/NativeMessagingHosts"}, kChromeSystem, kChromePolicies},
    BrowserLocation{"chromium", "Chromium", chromium, none,
                    {"$CONFIG/chromium", "/usr/lib/chromium/chromium", "/usr/lib64/chromium-browser/chromium-browser"},
                    {"$CONFIG/chromium/NativeMessagingHosts"}, kChromiumSystem, kChromiumPolicies},
    BrowserLocation{"edge", "Microsoft Edge", chromium, none,
                    {"$CONFIG/microsoft-edge", "/opt/microsoft/msedge/msedge"},
                    {"$CONFIG/microsoft-edge/NativeMessagingHosts"}, {"/etc/opt/edge/native-messaging-hosts"},
                    {"/etc/opt/edge/policies/managed"}},
    // Brave, Vivaldi: the system's folder is a guess, that of Chromium builds without a brand.
    BrowserLocation{"brave", "Brave", chromium, none,
                    {"$CONFIG/BraveSoftware/Brave-Browser", "/opt/brave.com/brave/brave"},
                    {"$CONFIG/BraveSoftware/Brave-Browser/NativeMessagingHosts"}, kChromiumSystem,
                    {"/etc/brave/policies/managed"}},
    BrowserLocation{"vivaldi", "Vivaldi", chromium, none,
                    {"$CONFIG/vivaldi", "/opt/vivaldi/vivaldi-bin"},
                    {"$CONFIG/vivaldi/NativeMessagingHosts"}, kChromiumSystem,
                    {"/etc/opt/vivaldi/policies/managed", "/etc/chromium/policies/managed"}},
    // Opera: the user's folder is what Chromium's rule gives; the system's is Chrome's, as users report.
    BrowserLocation{"opera", "Opera", chromium, none,
                    {"$CONFIG/opera", "/usr/lib/x86_64-linux-gnu/opera/opera", "/usr/lib64/opera/opera"},
                    {"$CONFIG/opera/NativeMessagingHosts"}, kChromeSystem, {}},
    BrowserLocation{"firefox", "Firefox", firefox, none,
                    {"~/.mozilla", "$CONFIG/mozilla/firefox", "/usr/lib/firefox-esr/firefox-esr", "/usr/lib/firefox/firefox"},
                    kMozillaUser, kMozillaSystem, kFirefoxPolicies},
    BrowserLocation{"librewolf", "LibreWolf", firefox, none,
                    {"~/.librewolf", "/usr/share/librewolf/librewolf", "/usr/lib/librewolf/librewolf"},
                    {"~/.librewolf/native-messaging-hosts"}, {"/usr/lib/librewolf/native-messaging-hosts"},
                    {"/etc/librewolf/policies/policies.json"}},
    BrowserLocation{"waterfox", "Waterfox", firefox, none,
                    {"~/.waterfox", "/opt/waterfox/waterfox"},
                    {"~/.waterfox/native-messaging-hosts"}, {"/usr/lib/waterfox/native-messaging-hosts"}, {}},
    // Floorp: the system's folder is a guess, by what LibreWolf and Waterfox do.
    BrowserLocation{"floorp", "Floorp", firefox, none,
                    {"~/.floorp", "/usr/lib/floorp/floorp", "/opt/floorp/floorp"},
                    {"~/.floorp/native-messaging-hosts"}, {"/usr/lib/floorp/native-messaging-hosts"}, {}},
    // Zen looks in Mozilla's folders, not in its own (zen-browser/desktop#10622).
    BrowserLocation{"zen", "Zen", firefox, none,
                    {"~/.zen", "$CONFIG/zen", "/opt/zen-browser-bin/zen-bin", "/opt/zen/zen"},
                    kMozillaUser, kMozillaSystem, {}},

    // In a sandbox. Firefox's goes through the desktop's WebExtensions portal, which looks in Mozilla's folders
    // (firefox-source-docs: native messaging for a strictly-confined Firefox).
    BrowserLocation{"firefox-snap", "Firefox (snap)", firefox, snap,
                    {"~/snap/firefox", "/snap/bin/firefox"}, kMozillaUser, kMozillaSystem,
                    {"/etc/firefox/policies/policies.json"}},
    BrowserLocation{"chromium-snap", "Chromium (snap)", chromium, snap,
                    {"~/snap/chromium", "/snap/bin/chromium"}, {}, {}, {}},
    BrowserLocation{"brave-snap", "Brave (snap)", chromium, snap,
                    {"~/snap/brave", "/snap/bin/brave"}, {}, {}, {}},
    BrowserLocation{"opera-snap", "Opera (snap)", chromium, snap,
                    {"~/snap/opera", "/snap/bin/opera"}, {}, {}, {}},
    BrowserLocation{"vivaldi-snap", "Vivaldi (snap)", chromium, snap,
                    {"~/snap/vivaldi", "/snap/bin/vivaldi"}, {}, {}, {}},
    BrowserLocation{"firefox-flatpak", "Firefox (Flatpak)", firefox, flatpak,
                    {"~/.var/app/org.mozilla.firefox", "/var/lib/flatpak/app/org.mozilla.firefox"},
                    kMozillaUser, kMozillaSystem, {}},
    BrowserLocation{"chrome-flatpak", "Google Chrome (Flatpak)", chromium, flatpak,
                    {"~/.var/app/com.google.Chrome", "/var/lib/flatpak/app/com.google.Chrome"}, {}, {}, {}},
    BrowserLocation{"chromium-flatpak", "Chromium (Flatpak)", chromium, flatpak,
                    {"~/.var/app/org.chromium.Chromium", "/var/lib/flatpak/app/org.chromium.Chromium"}, {}, {}, {}},
    BrowserLocation{"edge-flatpak", "Microsoft Edge (Flatpak)", chromium, flatpak,
                    {"~/.var/app/com.microsoft.Edge", "/var/lib/flatpak/app/com.microsoft.Edge"}, {}, {}, {}},
    BrowserLocation{"brave-flatpak", "Brave (Flatpak)", chromium, flatpak,
                    {"~/.var/app/com.brave.Browser", "/var/lib/flatpak/app/com.brave.Browser"}, {}, {}, {}},
    BrowserLocation{"vivaldi-flatpak", "Vivaldi (Flatpak)", chromium, flatpak,
                    {"~/.var/app/com.vivaldi.Vivaldi", "/var/lib/flatpak/app/com.vivaldi.Vivaldi"}, {}, {}, {}},
    BrowserLocation{"opera-flatpak", "Opera (Flatpak)", chromium, flatpak,
                    {"~/.var/app/com.opera.Opera", "/var/lib/flatpak/app/com.opera.Opera"}, {}, {}, {}},
    BrowserLocation{"librewolf-flatpak", "LibreWolf (Flatpak)", firefox, flatpak,
                    {"~/.var/app/io.gitlab.librewolf-community", "/var/lib/flatpak/app/io.gitlab.librewolf-community"},
                    {}, {}, {}},
    BrowserLocation{"waterfox-flatpak", "Waterfox (Flatpak)", firefox, flatpak,
                    {"~/.var/app/net.waterfox.waterfox", "/var/lib/flatpak/app/net.waterfox.waterfox"}, {}, {}, {}},
    BrowserLocation{"floorp-flatpak", "Floorp (Flatpak)", firefox, flatpak,
                    {"~/.var/app/one.ablaze.floorp", "/var/lib/flatpak/app/one.ablaze.floorp"}, {}, {}, {}},
    BrowserLocation{"zen-flatpak", "Zen (Flatpak)", firefox, flatpak,
                    {"~/.var/app/app.zen_browser.zen", "/var/lib/flatpak/app/app.zen_browser.zen",
                     "~/.var/app/io.github.zen_browser.zen"}, {}, {}, {}},
};

}  // namespace

std::span<const BrowserLocation> browser_locations_linux() { return kLinux; }

}  // namespace jit_console
