#pragma once

#include <cstddef>
#include <string_view>

namespace jit_console {

/// What JSON may be before anything is made of it.
struct JsonLimits {
    std::size_t depth = 64;          ///< lists and objects within each other
    std::size_t values = 1'000'000;  ///< of any kind, names of fields not counted
    bool names_once = false;         ///< no object names a field twice: readers differ in which of them they take
};

/// For what comes over the wire or from a server. (A file that a person wrote is read as browsers would.)
inline constexpr JsonLimits kAnswerLimits{.names_once = true};
inline constexpr JsonLimits kFrameLimits{.values = 10'000, .names_once = true};

enum class JsonFault { none, malformed, too_deep, too_many_values, named_twice };

/// Reads `text` without making values of it. Takes memory for the names in objects that are open, no more.
JsonFault find_json_fault(std::string_view text, const JsonLimits& limits);

/// "it is not JSON", "it is nested too deeply", …
std::string_view json_fault_words(JsonFault fault);

}  // namespace jit_console
