#pragma once

#include <span>
#include <string_view>

#include "cli/command.h"

namespace jit_console {

/// What may come next on a command line, "WORD" or "WORD\tDESCRIPTION" a line; for the scripts of completion_script().
void print_candidates(std::span<const std::string_view> words, const CliServices& services);

}  // namespace jit_console
