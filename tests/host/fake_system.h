#pragma once

#include <string>

namespace jit_console::fake {

/// Sets a variable of this process's environment; null: unsets it.
void set_variable(const std::string& name, const char* value);

}  // namespace jit_console::fake
