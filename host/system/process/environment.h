#pragma once

#include <string>
#include <vector>

namespace jit_console {

/// A variable of the environment; "" where it isn't set.
std::string environment_variable(const char* name);

/// The program's arguments without its own name; `argc` and `argv` as main() got them. Also sets the standard streams
/// to carry bytes and UTF-8 as they are, where the system would do otherwise. Called once, first thing.
std::vector<std::string> program_arguments(int argc, char** argv);

}  // namespace jit_console
