#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace jit_console {

struct Install {
    std::vector<std::string> browsers;    ///< ids as in browser_locations(); empty: those that are present
    std::filesystem::path user_data_dir;  ///< a Chromium profile folder of one's own, instead of the browser's
    std::filesystem::path home;
    std::filesystem::path config_home;    ///< $XDG_CONFIG_HOME or ~/.config
    std::filesystem::path program;        ///< absolute path of jit-console
};

struct ManifestFile {
    std::string browser;  ///< as people know it, e.g. "Google Chrome"
    std::filesystem::path path;
    std::string text;
};

/// The native messaging manifests that would be written. Throws `install` for an unknown browser, or none to be found.
std::vector<ManifestFile> plan_install(const Install& params);

/// Writes one, mode 0644, whole or not at all. Throws `install`.
void write_manifest(const ManifestFile& file);

/// Removes it; false where there was none. Leaves folders alone. Throws `install`.
bool remove_manifest(const ManifestFile& file);

}  // namespace jit_console
