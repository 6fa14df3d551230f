#include "domain/closest_word.h"

#include <algorithm>
#include <array>

#include "domain/ascii.h"

namespace jit_console {
namespace {

/// Longer ones are no slips of the fingers.
constexpr std::size_t kLongest = 80;

/// How many letters have to be put in, left out, changed or swapped with their neighbour.
std::size_t distance(std::string_view from, std::string_view to) {
    std::array<std::array<std::size_t, kLongest + 1>, kLongest + 1> least{};
    for (std::size_t i = 0; i <= from.size(); ++i) {
        for (std::size_t j = 0; j <= to.size(); ++j) {
            if (i == 0 || j == 0) {
                least[i][j] = i + j;
                continue;
            }
            const std::size_t change = from[i - 1] == to[j - 1] ? 0 : 1;
            least[i][j] = std::min({least[i - 1][j] + 1, least[i][j - 1] + 1, least[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
        }
    }
    return least[from.size()][to.size()];
}

}  // namespace

std::string closest_word(std::string_view typed, const std::vector<std::string>& words) {
    if (typed.size() > kLongest) return "";
    std::string closest;
    std::size_t least = std::max<std::size_t>(1, typed.size() / 3) + 1;
    for (const std::string& word : words) {
        if (word.size() > kLongest) continue;
        const std::size_t found = distance(to_lower(typed), to_lower(word));
        if (found >= least) continue;
        least = found;
        closest = word;
    }
    return closest;
}

}  // namespace jit_console
