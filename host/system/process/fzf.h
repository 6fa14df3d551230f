#pragma once

#include <optional>
#include <string>
#include <vector>

namespace jit_console {

/// What the person at the terminal picks of `choices` (lines) in `fzf`, where that is installed; in their order as long
/// as nothing is typed. "" where they pick none; nothing where there is no fzf, where the terminal is too plain for it,
/// or where it fails.
std::optional<std::string> pick_with_fzf(const std::vector<std::string>& choices, const std::string& prompt);

}  // namespace jit_console
