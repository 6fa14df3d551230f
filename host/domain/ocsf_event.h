#pragma once

#include <string>
#include <string_view>

#include "domain/history_entry.h"

namespace jit_console {

/// What was handed out as one line of JSON, an event of the class Authorize Session (3003) of the Open Cybersecurity
/// Schema Framework 1.3. No secret and no address, as HistoryEntry; what has no place in the schema is in "unmapped".
std::string ocsf_event(const HistoryEntry& entry, std::string_view version);

}  // namespace jit_console
