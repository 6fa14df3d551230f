#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

enum class BrowserFamily { chromium, firefox };
enum class Platform { gnu_linux, macos, windows };
#if defined(_WIN32)
inline constexpr Platform kThisPlatform = Platform::windows;
#elif defined(__APPLE__)
inline constexpr Platform kThisPlatform = Platform::macos;
#else
inline constexpr Platform kThisPlatform = Platform::gnu_linux;
#endif
/// How a browser is kept from the rest of the desktop.
enum class Sandbox { none, snap, flatpak };
/// Whose a manifest is: one user's, or everybody's on the machine.
enum class Scope { user, system };

/// Up to four places; those that are not used are "". A place is a path that begins with "/" or one of "~" (the home),
/// "$CONFIG", "$LOCALAPPDATA", "$APPDATA", "$PROGRAMDATA"; or a registry key that begins with "HKCU" or "HKLM".
using Places = std::array<std::string_view, 4>;

/// What is known of one browser on one system (source: the browsers' documentation; what is a guess says so in the
/// table).
struct BrowserLocation {
    std::string_view id;     ///< as on the command line, e.g. "chrome-beta", "firefox-snap"
    std::string_view label;  ///< as the browser calls itself
    BrowserFamily family = BrowserFamily::chromium;
    Sandbox sandbox = Sandbox::none;
    Places signs;     ///< the browser is taken to be there where one of these exists
    Places user;      ///< folders (registry keys) of manifests; none where a sandbox keeps the browser from any
    Places system;    ///< the same for all users; those after the first count only where their parent folder exists
    Places policies;  ///< Chromium: folders of *.json; Firefox: files
};

std::span<const BrowserLocation> browser_locations(Platform platform);
/// Null where there is no such id on that system.
const BrowserLocation* find_browser_location(Platform platform, std::string_view id);

/// What places begin with, on one machine for one user. Paths without a slash at their end.
struct Roots {
    Platform platform = kThisPlatform;
    std::string root;  ///< stands before every "/…" place: "" on a real machine, a folder while a package is made
    std::string home;
    std::string config;                                  ///< $XDG_CONFIG_HOME, or its default
    std::string local_app_data, app_data, program_data;  ///< Windows
};

std::string place_path(std::string_view place, const Roots& roots);

/// True for a place in Windows' registry.
bool is_registry_key(std::string_view place);

/// True where there is a file or folder of that path.
using Exists = std::function<bool(const std::string& path)>;

bool is_present(const BrowserLocation& browser, const Roots& roots, const Exists& exists);
/// True where `program`, a path, is that browser's own, or in the folder of its application.
bool is_program_of(const BrowserLocation& browser, const std::string& program, const Roots& roots);

/// One manifest of one browser. Two browsers may share one.
struct ManifestPlace {
    std::string file;          ///< absolute path
    std::string registry_key;  ///< Windows: its default value is `file`; "" elsewhere
};

/// Where a browser looks for our manifest, in that scope; nothing where it can't have one.
std::vector<ManifestPlace> manifest_places(const BrowserLocation& browser, Scope scope, const Roots& roots,
                                           const Exists& exists);

/// That of a Chromium profile folder of one's own (--user-data-dir), an absolute path.
ManifestPlace manifest_place_in(const std::string& user_data_dir);

/// Why a browser in a sandbox can't start jit-console and what a person can do, in two sentences: what is, and what to
/// do.
struct SandboxWords {
    std::string what;
    std::string next;
};
SandboxWords sandbox_words(const BrowserLocation& browser);

}  // namespace jit_console
