#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// The word that `typed` was most likely meant to be, in any case of letters: the one that the fewest letters put in,
/// left out, changed or swapped with their neighbour lead to, a third of those typed at most (one of few). "" where
/// none is so close.
std::string closest_word(std::string_view typed, const std::vector<std::string>& words);

}  // namespace jit_console
