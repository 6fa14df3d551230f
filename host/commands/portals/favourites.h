#pragma once

#include <span>
#include <string>
#include <vector>

#include "commands/context.h"
#include "domain/portal.h"

namespace jit_console {

/// A tenant that the person starred in the popup.
struct Favourite {
    std::string portal;  ///< its name
    std::string tenant;  ///< GUID
};

/// How many note_favourites() takes.
inline constexpr std::size_t kMostFavourites = 500;

/// Keeps all favourites of the browser that started this process, in place of those that a browser of its kind told
/// before. Those of portals that aren't configured are ignored. Throws `bad_request` for more than kMostFavourites and
/// for a tenant that is no GUID, and as usable_portals().
void note_favourites(Context& context, std::span<const Favourite> favourites);

/// The GUIDs, in lower case, of a portal's tenants that are a favourite in any kind of browser; in no order.
std::vector<std::string> favourites_of(Context& context, const Portal& portal);

}  // namespace jit_console
