#pragma once

#include "domain/browser_locations.h"

// The tables behind browser_locations(), one file for each system.

namespace jit_console {

std::span<const BrowserLocation> browser_locations_linux();
std::span<const BrowserLocation> browser_locations_macos();
std::span<const BrowserLocation> browser_locations_windows();

}  // namespace jit_console
