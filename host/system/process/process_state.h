#pragma once

#include <string>

namespace jit_console {

long long own_process_id();

/// The name of the program that started this one; "" where the system doesn't tell.
std::string parent_program();

/// True where that process was stopped, as by Ctrl-Z, and doesn't run; false where the system doesn't tell.
bool is_stopped(long long process_id);

}  // namespace jit_console
