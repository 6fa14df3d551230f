#include "commands/history/record_history.h"

#include "base/error.h"

namespace jit_console {

void record_history(Context& context, const HistoryEntry& entry) {
    check_history_entry(entry);
    const Time now = context.clock.now();
    // The browser's clock may be a little off; an entry of next year would never go.
    if (entry.at < now - kHistoryKept || entry.at > now + std::chrono::days(1))
        throw Error(ErrorCode::bad_request, "the time of a history entry isn't about now",
                    "see PROTOCOL.md for what this method takes");
    context.history.record(entry, now - kHistoryKept);
}

}  // namespace jit_console
