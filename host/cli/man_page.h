#pragma once

#include <span>
#include <string>

#include "cli/command.h"

namespace jit_console {

/// jit-console(1) in the macros of man(7), made of the command table.
std::string man_page(std::span<const CliCommand> commands);

}  // namespace jit_console
