#pragma once

#include <vector>

#include "commands/context.h"

namespace jit_console {

/// What was opened in the time that the history keeps, the newest first. Throws `config`.
std::vector<HistoryEntry> list_history(Context& context);

/// How long an entry is kept.
inline constexpr std::chrono::days kHistoryKept{90};

/// Adds an entry to the history. Throws `bad_request` where it isn't one (see check_history_entry()), or is older than
/// what is kept or more than a day ahead of the clock; `config` where it can't be written.
void record_history(Context& context, const HistoryEntry& entry);

/// Removes the history, even one that can't be read; how many entries it had. Throws `config`.
std::size_t clear_history(Context& context);

}  // namespace jit_console
