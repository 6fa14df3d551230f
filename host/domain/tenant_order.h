#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/portal_answers.h"

namespace jit_console {

/// `tenants` as the popup lists them: `favourites` first, then those of `recents`, then the others. Favourites that
/// were used lately come first among favourites; the rest keeps its order, which is by name. `recents`: the newest
/// first. Both are GUIDs in lower case; those of no tenant in the list are ignored. Source:
/// extension/src/domain/tenant-search.js (tests/program/favourites.test.js compares).
std::vector<Tenant> by_use(std::vector<Tenant> tenants, std::span<const std::string> favourites,
                           std::span<const std::string> recents);

}  // namespace jit_console
