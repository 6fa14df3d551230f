#pragma once

#include "commands/context.h"

namespace jit_console {

/// How long an entry is kept.
inline constexpr std::chrono::days kHistoryKept{90};

/// Adds an entry to the history. Throws `bad_request` where it isn't one (see check_history_entry()), or is older than
/// what is kept or more than a day ahead of the clock; `config` where it can't be written.
void record_history(Context& context, const HistoryEntry& entry);

}  // namespace jit_console
