#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

#include "domain/history_entry.h"

namespace jit_console {

/// What was opened when. May be called by many threads and processes at once. All throw `config` where the file can't
/// be read or written.
class History {
public:
    virtual ~History() = default;
    /// Adds an entry and drops those from before `oldest`, and the oldest ones past a bound.
    virtual void record(const HistoryEntry& entry, Time oldest) = 0;
    /// From the oldest to the newest as they were recorded.
    virtual std::vector<HistoryEntry> list() = 0;
    /// How many there were.
    virtual std::size_t clear() = 0;
};

/// A line of JSON for each entry, 5,000 at most. Lines that it can't understand are passed over, and dropped with the
/// next entry.
std::unique_ptr<History> make_history_file(std::filesystem::path file);

}  // namespace jit_console
