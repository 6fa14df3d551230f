#pragma once

#include <vector>

#include "commands/context.h"

namespace jit_console {

/// What was opened in the time that the history keeps, the newest first. Throws `config`.
std::vector<HistoryEntry> list_history(Context& context);

}  // namespace jit_console
