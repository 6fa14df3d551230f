#pragma once

#include <span>
#include <string_view>

namespace jit_console {

enum class BrowserFamily { chromium, firefox };

/// Where a browser on Linux looks for native messaging manifests of the user's (source: the browsers' documentation).
struct BrowserLocation {
    std::string_view id;      ///< as on the command line, e.g. "chrome-beta"
    std::string_view label;   ///< as the browser calls itself
    BrowserFamily family;
    bool below_config;        ///< folders below $XDG_CONFIG_HOME, else below the home
    std::string_view folder;  ///< the browser's own; where it exists the browser is taken to be present
    std::string_view manifest_folder;
};

std::span<const BrowserLocation> browser_locations();
/// Null where there is no such id.
const BrowserLocation* find_browser_location(std::string_view id);

}  // namespace jit_console
