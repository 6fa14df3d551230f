#pragma once

#include <vector>

#include "commands/console/jit_access.h"
#include "commands/context.h"
#include "commands/portals/portal_state.h"

namespace jit_console {

/// What was opened in the time that the history keeps, the newest first. Throws `config`.
std::vector<HistoryEntry> list_history(Context& context);

/// How long an entry is kept.
inline constexpr std::chrono::days kHistoryKept{90};

/// Adds an entry of somebody else's to the history. Throws `bad_request` where it isn't one (see
/// check_history_entry()), or is older than what is kept or more than a day ahead of the clock; `config` where it can't
/// be written.
void record_history(Context& context, const HistoryEntry& entry);

struct HandedOut {
    std::string what;  ///< as in HistoryEntry
    std::string service;
    std::optional<Time> ends;
};

/// Who gets it.
struct Recipient {
    const Portal& portal;
    std::string user;  ///< who is signed in there; may be ""
};

/// Records what this process hands out, and to whom, before it does; in the system's log, too, where the policy wants
/// that. Nothing of private windows, and a record that can't be kept keeps nobody from working, unless the policy has
/// `recordEverything`: then throws `policy_forbids`.
void record_handed_out(Context& context, const Recipient& recipient, const JitTarget& target,
                       const std::optional<Tenant>& tenant, const HandedOut& handed_out);

/// Whether the history is what was written. Throws `config`.
HistoryCheck verify_history(Context& context);

/// Removes the history, even one that can't be read; how many entries it had. Throws `config`, and `policy_forbids`.
std::size_t clear_history(Context& context);

}  // namespace jit_console
