#pragma once

#include <chrono>

namespace jit_console {

/// Every point in time in the program: whole seconds since 1970-01-01T00:00Z.
using Time = std::chrono::sys_seconds;

}  // namespace jit_console
