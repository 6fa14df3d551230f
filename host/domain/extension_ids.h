#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/browser_locations.h"

namespace jit_console {

/// Whether `text` has the form of an id of that family: 32 letters from a to p, or an add-on's "NAME@DOMAIN" or
/// "{GUID}" (sources: Chrome's and Firefox's documentation).
bool is_extension_id(BrowserFamily family, std::string_view text);

/// The extension's ids in browsers of a family, each once: those that were set at build time (manifests/ids.json, the
/// stores' by CMake) and those of `more`, a policy's, that have the family's form.
std::vector<std::string> extension_ids(BrowserFamily family, const std::vector<std::string>& more = {});

}  // namespace jit_console
