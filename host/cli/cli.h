#pragma once

#include <span>
#include <string_view>

#include "cli/command.h"

namespace jit_console {

/// Runs one command line (without the program's name) and gives the exit code of PROTOCOL.md's table. The command
/// line's one catch: prints what went wrong and what to do next.
int run_cli(std::span<const std::string_view> arguments, const CliServices& services);

}  // namespace jit_console
