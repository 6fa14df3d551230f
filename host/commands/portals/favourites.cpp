#include "commands/portals/favourites.h"

#include <algorithm>

#include "base/error.h"
#include "commands/portals/portal_state.h"
#include "domain/portal_answers.h"

namespace jit_console {
namespace {

/// A fact of a portal's, one for each kind of browser: "GUID GUID GUID".
constexpr std::string_view kFavouritesFact = "favourites in ";

void check_favourites(std::span<const Favourite> favourites) {
    if (favourites.size() > kMostFavourites) {
        throw Error(ErrorCode::bad_request, "more than " + std::to_string(kMostFavourites) + " favourites",
                    "leave out the oldest");
    }
    const auto is_known_by_id = [](const Favourite& favourite) { return is_guid(favourite.tenant); };
    if (!std::ranges::all_of(favourites, is_known_by_id)) {
        throw Error(ErrorCode::bad_request, "a favourite's tenant is no GUID",
                    "see PROTOCOL.md for what this method takes");
    }
}

}  // namespace

void note_favourites(Context& context, std::span<const Favourite> favourites) {
    check_favourites(favourites);
    const std::string fact = std::string(kFavouritesFact) + context.caller;
    for (const Portal& portal : usable_portals(context)) {
        std::string ids;
        for (const Favourite& favourite : favourites) {
            if (favourite.portal != portal.name) continue;
            ids += (ids.empty() ? "" : " ") + TenantReference(favourite.tenant).text();
        }
        if (ids.empty()) {
            context.facts.forget(portal.url, fact);
        } else {
            context.facts.keep(portal.url, fact, ids);
        }
    }
}

std::vector<std::string> favourites_of(Context& context, const Portal& portal) {
    std::vector<std::string> ids;
    for (const std::string& fact : context.facts.names(portal.url)) {
        if (!fact.starts_with(kFavouritesFact)) continue;
        const std::string value = context.facts.find(portal.url, fact).value_or("");
        for (std::size_t start = 0; start < value.size();) {
            const std::size_t end = std::min(value.find(' ', start), value.size());
            ids.push_back(value.substr(start, end - start));
            start = end + 1;
        }
    }
    return ids;
}

}  // namespace jit_console
