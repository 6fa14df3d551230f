#include "domain/role.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace jit_console {
namespace {

constexpr std::array<std::string_view, 3> kWords{"tenant", "admin", "duplo_ops"};
constexpr std::array<std::string_view, 3> kOptions{"--tenant", "--admin", "--duplo-ops"};

}  // namespace

std::string_view role_word(Role role) { return kWords.at(static_cast<std::size_t>(role)); }

std::optional<Role> find_role(std::string_view word) {
    const auto found = std::ranges::find(kWords, word);
    if (found == kWords.end()) return std::nullopt;
    return static_cast<Role>(found - kWords.begin());
}

std::string_view role_option(Role role) { return kOptions.at(static_cast<std::size_t>(role)); }

}  // namespace jit_console
