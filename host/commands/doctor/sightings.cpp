#include "commands/doctor/sightings.h"

#include "commands/portals/portal_state.h"

namespace jit_console {

void note_sighting(Context& context, std::string_view portal, std::string_view id, std::string_view differs) {
    const Sighting seen = sighting_of(context.caller, id, differs, context.clock.now());
    context.facts.keep(configured_portal(context, portal).url, sighting_fact(seen), sighting_value(seen));
}

std::vector<Sighting> sightings(Context& context, const Portal& portal) {
    std::vector<Sighting> seen;
    for (const std::string& fact : context.facts.names(portal.url)) {
        if (!is_sighting_fact(fact)) continue;
        const auto sighting = parse_sighting(fact, context.facts.find(portal.url, fact).value_or(""));
        if (sighting) seen.push_back(*sighting);
    }
    return seen;
}

}  // namespace jit_console
