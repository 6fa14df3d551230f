#include "commands/history/history.h"

#include <algorithm>
#include <functional>

#include "base/error.h"
#include "domain/ocsf_event.h"
#include "version.h"

namespace jit_console {
namespace {

/// A full disk must keep nobody from the console, unless the organisation wants it so.
void write_record(const Policy& policy, const std::string& where, const std::function<void()>& write) {
    try {
        write();
    } catch (const Error& error) {
        if (!policy.record_everything) return;
        throw Error(ErrorCode::policy_forbids,
                    "your organisation requires a record of this, but " + where + " can't be written: " + error.what(),
                    error.hint());
    }
}

}  // namespace

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
    if (entry.is_handed_out() || !entry.user.empty() || !entry.caller.empty() || entry.ends)
        throw Error(ErrorCode::bad_request, "only the host may record what it handed out",
                    "see PROTOCOL.md for what this method takes");
    const Time now = context.clock.now();
    // The browser's clock may be a little off; an entry of next year would never go.
    if (entry.at < now - kHistoryKept || entry.at > now + std::chrono::days(1))
        throw Error(ErrorCode::bad_request, "the time of a history entry is out of range",
                    "see PROTOCOL.md for what this method takes");
    context.history.record(entry, now - kHistoryKept);
}

void record_handed_out(Context& context, const Recipient& recipient, const JitTarget& target,
                       const std::optional<Tenant>& tenant, const HandedOut& handed_out) {
    const Policy policy = context.policy.read();
    if (target.is_private && !policy.record_everything) return;
    const Time now = context.clock.now();
    HistoryEntry entry{now,
                       handed_out.what,
                       recipient.portal.name,
                       std::string(role_word(target.role)),
                       tenant ? tenant->id : "",
                       tenant && !tenant->name.empty() ? tenant->name : target.shown_name,
                       handed_out.service,
                       target.by,
                       std::nullopt,
                       recipient.user,
                       context.caller,
                       handed_out.ends,
                       target.reason};
    try {
        check_history_entry(entry);
    } catch (const Error&) {
        // What others named, and the history doesn't take.
        entry.name.clear();
        entry.user.clear();
    }
    write_record(policy, "the history", [&] { context.history.record(entry, now - kHistoryKept); });
    if (policy.system_log)
        write_record(policy, "the system's log", [&] { context.system_log.write(ocsf_event(entry, kVersion)); });
}

HistoryCheck verify_history(Context& context) { return context.history.verify(); }

std::size_t clear_history(Context& context) {
    const Policy policy = context.policy.read();
    if (policy.record_everything) forbid(policy, "clearing the history", "\"recordEverything\"");
    return context.history.clear();
}

}  // namespace jit_console
