#include "domain/browser_locations.h"

#include <ostream>
#include <set>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

Roots roots_on(Platform platform) {
    Roots roots;
    roots.platform = platform;
    roots.home = platform == Platform::macos ? "/Users/bob" : "/home/bob";
    roots.config = roots.home + "/.config";
    roots.local_app_data = R"(C:\Users\bob\AppData\Local)";
    roots.app_data = R"(C:\Users\bob\AppData\Roaming)";
    roots.program_data = R"(C:\ProgramData)";
    return roots;
}

/// A made-up file system: what is in it, and the folders above that.
Exists made_of(const std::set<std::string>& paths) {
    return [paths](const std::string& path) {
        const auto found = paths.lower_bound(path);
        return found != paths.end() &&
               (*found == path || found->starts_with(path + "/") || found->starts_with(path + "\\"));
    };
}

std::vector<std::string> present(Platform platform, const std::set<std::string>& paths) {
    std::vector<std::string> ids;
    for (const BrowserLocation& browser : browser_locations(platform)) {
        if (is_present(browser, roots_on(platform), made_of(paths))) ids.emplace_back(browser.id);
    }
    return ids;
}

/// Where a browser's manifest is: "PATH", or "KEY = PATH".
std::string place_of(Platform platform, std::string_view id, Scope scope, const std::set<std::string>& paths = {}) {
    const BrowserLocation* browser = find_browser_location(platform, id);
    BOOST_REQUIRE_MESSAGE(browser != nullptr, id);
    std::string text;
    for (const ManifestPlace& place : manifest_places(*browser, scope, roots_on(platform), made_of(paths))) {
        if (!text.empty()) text += " + ";
        text += (place.registry_key.empty() ? "" : place.registry_key + " = ") + place.file;
    }
    return text;
}

struct LocationRow {
    Platform platform;
    const char* id;
    const char* user;
    const char* system;
    friend std::ostream& operator<<(std::ostream& out, const LocationRow& row) {
        return out << static_cast<int>(row.platform) << " " << row.id;
    }
};

using enum Platform;

#define FILE_NAME "/org.jit_console.host.json"
#define SUPPORT "/Users/bob/Library/Application Support/"
#define CHROMIUM_FILE R"( = C:\Users\bob\AppData\Local\jit-console\manifests\chromium\org.jit_console.host.json)"
#define FIREFOX_FILE R"( = C:\Users\bob\AppData\Local\jit-console\manifests\firefox\org.jit_console.host.json)"
#define ALL_CHROMIUM_FILE R"( = C:\ProgramData\jit-console\manifests\chromium\org.jit_console.host.json)"
#define ALL_FIREFOX_FILE R"( = C:\ProgramData\jit-console\manifests\firefox\org.jit_console.host.json)"

const std::vector<LocationRow> kLocationRows{
    {gnu_linux, "chrome", "/home/bob/.config/google-chrome/NativeMessagingHosts" FILE_NAME,
     "/etc/opt/chrome/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "chrome-beta", "/home/bob/.config/google-chrome-beta/NativeMessagingHosts" FILE_NAME,
     "/etc/opt/chrome/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "chrome-dev", "/home/bob/.config/google-chrome-unstable/NativeMessagingHosts" FILE_NAME,
     "/etc/opt/chrome/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "chromium", "/home/bob/.config/chromium/NativeMessagingHosts" FILE_NAME,
     "/etc/chromium/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "edge", "/home/bob/.config/microsoft-edge/NativeMessagingHosts" FILE_NAME,
     "/etc/opt/edge/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "brave", "/home/bob/.config/BraveSoftware/Brave-Browser/NativeMessagingHosts" FILE_NAME,
     "/etc/chromium/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "vivaldi", "/home/bob/.config/vivaldi/NativeMessagingHosts" FILE_NAME,
     "/etc/chromium/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "opera", "/home/bob/.config/opera/NativeMessagingHosts" FILE_NAME,
     "/etc/opt/chrome/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "firefox", "/home/bob/.mozilla/native-messaging-hosts" FILE_NAME,
     "/usr/lib/mozilla/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "librewolf", "/home/bob/.librewolf/native-messaging-hosts" FILE_NAME,
     "/usr/lib/librewolf/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "waterfox", "/home/bob/.waterfox/native-messaging-hosts" FILE_NAME,
     "/usr/lib/waterfox/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "floorp", "/home/bob/.floorp/native-messaging-hosts" FILE_NAME,
     "/usr/lib/floorp/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "zen", "/home/bob/.mozilla/native-messaging-hosts" FILE_NAME,
     "/usr/lib/mozilla/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "firefox-snap", "/home/bob/.mozilla/native-messaging-hosts" FILE_NAME,
     "/usr/lib/mozilla/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "firefox-flatpak", "/home/bob/.mozilla/native-messaging-hosts" FILE_NAME,
     "/usr/lib/mozilla/native-messaging-hosts" FILE_NAME},
    {gnu_linux, "chromium-snap", "", ""},
    {gnu_linux, "chrome-flatpak", "", ""},
    {macos, "chrome", SUPPORT "Google/Chrome/NativeMessagingHosts" FILE_NAME,
     "/Library/Google/Chrome/NativeMessagingHosts" FILE_NAME},
    {macos, "chrome-beta", SUPPORT "Google/Chrome Beta/NativeMessagingHosts" FILE_NAME,
     "/Library/Google/Chrome/NativeMessagingHosts" FILE_NAME},
    {macos, "chrome-dev", SUPPORT "Google/Chrome Dev/NativeMessagingHosts" FILE_NAME,
     "/Library/Google/Chrome/NativeMessagingHosts" FILE_NAME},
    {macos, "chromium", SUPPORT "Chromium/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/Chromium/NativeMessagingHosts" FILE_NAME},
    {macos, "edge", SUPPORT "Microsoft Edge/NativeMessagingHosts" FILE_NAME,
     "/Library/Microsoft/Edge/NativeMessagingHosts" FILE_NAME},
    {macos, "brave", SUPPORT "BraveSoftware/Brave-Browser/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts" FILE_NAME},
    {macos, "vivaldi", SUPPORT "Vivaldi/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/Vivaldi/NativeMessagingHosts" FILE_NAME},
    {macos, "opera", SUPPORT "com.operasoftware.Opera/NativeMessagingHosts" FILE_NAME,
     "/Library/Google/Chrome/NativeMessagingHosts" FILE_NAME},
    {macos, "arc", SUPPORT "Arc/User Data/NativeMessagingHosts" FILE_NAME,
     "/Library/Google/Chrome/NativeMessagingHosts" FILE_NAME},
    {macos, "firefox", SUPPORT "Mozilla/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/Mozilla/NativeMessagingHosts" FILE_NAME},
    {macos, "librewolf", SUPPORT "LibreWolf/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/LibreWolf/NativeMessagingHosts" FILE_NAME},
    {macos, "waterfox", SUPPORT "Waterfox/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/Waterfox/NativeMessagingHosts" FILE_NAME},
    {macos, "floorp", SUPPORT "Floorp/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/Floorp/NativeMessagingHosts" FILE_NAME},
    {macos, "zen", SUPPORT "Mozilla/NativeMessagingHosts" FILE_NAME,
     "/Library/Application Support/Mozilla/NativeMessagingHosts" FILE_NAME},
    {windows, "chrome", R"(HKCU\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "chrome-beta", R"(HKCU\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "chrome-dev", R"(HKCU\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "chromium", R"(HKCU\Software\Chromium\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\Chromium\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "edge", R"(HKCU\Software\Microsoft\Edge\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\Microsoft\Edge\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "brave",
     R"(HKCU\Software\BraveSoftware\Brave-Browser\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\BraveSoftware\Brave-Browser\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "vivaldi", R"(HKCU\Software\Vivaldi\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\Vivaldi\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "opera", R"(HKCU\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" CHROMIUM_FILE,
     R"(HKLM\Software\Google\Chrome\NativeMessagingHosts\org.jit_console.host)" ALL_CHROMIUM_FILE},
    {windows, "firefox", R"(HKCU\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" FIREFOX_FILE,
     R"(HKLM\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" ALL_FIREFOX_FILE},
    {windows, "librewolf", R"(HKCU\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" FIREFOX_FILE,
     R"(HKLM\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" ALL_FIREFOX_FILE},
    {windows, "waterfox", R"(HKCU\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" FIREFOX_FILE,
     R"(HKLM\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" ALL_FIREFOX_FILE},
    {windows, "floorp", R"(HKCU\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" FIREFOX_FILE,
     R"(HKLM\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" ALL_FIREFOX_FILE},
    {windows, "zen", R"(HKCU\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" FIREFOX_FILE,
     R"(HKLM\Software\Mozilla\NativeMessagingHosts\org.jit_console.host)" ALL_FIREFOX_FILE},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(browser_locations)

BOOST_DATA_TEST_CASE(each_browser_looks_where_its_documentation_says, data::make(kLocationRows), row) {
    BOOST_TEST(place_of(row.platform, row.id, Scope::user) == row.user);
    BOOST_TEST(place_of(row.platform, row.id, Scope::system) == row.system);
}

BOOST_AUTO_TEST_CASE(only_browsers_that_left_a_sign_are_there) {
    BOOST_TEST(present(gnu_linux, {}).empty());
    BOOST_TEST(present(gnu_linux, {"/home/bob/.config/google-chrome-beta/Local State",
                                   "/usr/lib/firefox-esr/firefox-esr", "/home/bob/snap/chromium/common"}) ==
                   (std::vector<std::string>{"chrome-beta", "firefox", "chromium-snap"}),
               boost::test_tools::per_element());
    BOOST_TEST(present(macos, {"/Applications/Brave Browser.app/Contents", SUPPORT "Firefox/profiles.ini"}) ==
                   (std::vector<std::string>{"brave", "firefox"}),
               boost::test_tools::per_element());
    BOOST_TEST(present(windows, {R"(C:\Users\bob\AppData\Local\Microsoft\Edge\User Data\Local State)",
                                 R"(C:\Users\bob\AppData\Roaming\Mozilla\Firefox\profiles.ini)"}) ==
                   (std::vector<std::string>{"edge", "firefox"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_launcher_of_a_snap_is_no_ordinary_browser) {
    BOOST_TEST(present(gnu_linux, {"/usr/bin/firefox", "/usr/bin/chromium-browser", "/snap/bin/firefox"}) ==
                   std::vector<std::string>{"firefox-snap"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(firefox_gets_a_manifest_in_lib64_where_it_looks_there) {
    BOOST_TEST(place_of(gnu_linux, "firefox", Scope::system, {"/usr/lib64/mozilla/plugins"}) ==
               "/usr/lib/mozilla/native-messaging-hosts" FILE_NAME
               " + /usr/lib64/mozilla/native-messaging-hosts" FILE_NAME);
}

BOOST_AUTO_TEST_CASE(places_below_a_package_s_root_keep_the_home_apart) {
    Roots roots = roots_on(gnu_linux);
    roots.root = "/build/package";
    BOOST_TEST(place_path("/etc/chromium", roots) == "/build/package/etc/chromium");
    BOOST_TEST(place_path("~/.mozilla", roots) == "/home/bob/.mozilla");
    BOOST_TEST(place_path("$CONFIG/chromium", roots) == "/home/bob/.config/chromium");
}

BOOST_AUTO_TEST_CASE(every_browser_can_be_told_from_the_others_and_every_place_resolved) {
    for (const Platform platform : {gnu_linux, macos, windows}) {
        std::set<std::string_view> ids;
        for (const BrowserLocation& browser : jit_console::browser_locations(platform)) {
            BOOST_TEST(ids.insert(browser.id).second, browser.id);
            BOOST_TEST(!browser.signs[0].empty(), browser.id);
            for (const Places& places : {browser.signs, browser.user, browser.system, browser.policies}) {
                for (const std::string_view place : places) {
                    const std::string path = place_path(place, roots_on(platform));
                    const bool known =
                        path.empty() || path.starts_with("/") || path.starts_with("C:\\") || path.starts_with("HK");
                    BOOST_TEST(known, place);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_sandbox_is_explained_with_what_to_do) {
    const SandboxWords served = sandbox_words(*find_browser_location(gnu_linux, "firefox-snap"));
    BOOST_TEST(served.what.find("WebExtensions portal") != std::string::npos);
    const SandboxWords shut = sandbox_words(*find_browser_location(gnu_linux, "chrome-flatpak"));
    BOOST_TEST(shut.what.find("Google Chrome (Flatpak) runs in a sandbox") == 0U);
    BOOST_TEST(shut.next.find("ordinary package") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
