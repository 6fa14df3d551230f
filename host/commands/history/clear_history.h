#pragma once

#include "commands/context.h"

namespace jit_console {

/// Removes the history, even one that can't be read; how many entries it had. Throws `config`.
std::size_t clear_history(Context& context);

}  // namespace jit_console
