#include "commands/history/list_history.h"

#include <algorithm>

#include "commands/history/record_history.h"

namespace jit_console {

std::vector<HistoryEntry> list_history(Context& context) {
    std::vector<HistoryEntry> entries = context.history.list();
    const Time oldest = context.clock.now() - kHistoryKept;
    std::erase_if(entries, [&](const HistoryEntry& entry) { return entry.at < oldest; });
    std::ranges::reverse(entries);
    std::ranges::stable_sort(entries, std::ranges::greater{}, &HistoryEntry::at);
    return entries;
}

}  // namespace jit_console
