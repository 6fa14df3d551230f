#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.h"

namespace jit_console {

/// What a browser saw of an assumption that only browsers see.
struct Sighting {
    std::string browser;    ///< "chromium" or "firefox"
    std::string_view id;    ///< the assumption's
    std::string_view word;  ///< kHoldsWord, or what was seen instead
    std::string day;        ///< when it was told last: "2026-11-26"
};

inline constexpr std::string_view kHoldsWord = "holds";

/// One of the words above for one of the ids: nothing else is kept, so that no name fits in. Throws `bad_request` for
/// any other. An empty `differs`: it holds.
Sighting sighting_of(std::string_view browser, std::string_view id, std::string_view differs, Time now);

/// Written as a portal's fact: its name, and its value.
std::string sighting_fact(const Sighting& sighting);
std::string sighting_value(const Sighting& sighting);
bool is_sighting_fact(std::string_view fact);
/// Nothing where a fact is something else, or not what this version knows.
std::optional<Sighting> parse_sighting(std::string_view fact, std::string_view value);

/// What a word means: "there is no such meta tag"; "" for kHoldsWord.
std::string_view sighting_sentence(const Sighting& sighting);

}  // namespace jit_console
