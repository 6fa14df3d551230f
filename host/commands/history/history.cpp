#include "commands/history/history.h"

#include <algorithm>

#include "base/error.h"

namespace jit_console {

std::vector<HistoryEntry> list_history(Context& context) {
    std::vector<HistoryEntry> entries = context.history.list();
    const Time oldest = context.clock.now() - kHistoryKept;
    std::erase_if(entries, [&](const HistoryEntry& entry) { return entry.at < oldest; });
    std::ranges::reverse(entries);
    std::ranges::stable_sort(entries, std::ranges::greater{}, &HistoryEntry::at);
    return entries;
}

void record_history(Context& context, const HistoryEntry& entry) {
    check_history_entry(entry);
    const Time now = context.clock.now();
    // The browser's clock may be a little off; an entry of next year would never go.
    if (entry.at < now - kHistoryKept || entry.at > now + std::chrono::days(1))
        throw Error(ErrorCode::bad_request, "the time of a history entry isn't about now",
                    "see PROTOCOL.md for what this method takes");
    context.history.record(entry, now - kHistoryKept);
}

std::size_t clear_history(Context& context) { return context.history.clear(); }

}  // namespace jit_console
