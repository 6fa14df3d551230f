#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "domain/history_entry.h"

namespace jit_console {

/// Whether the history is what was written.
struct HistoryCheck {
    std::size_t chained = 0;    ///< lines that follow one another
    std::size_t unchained = 0;  ///< lines at the beginning from before there was a chain
    std::optional<std::size_t>
        broken;  ///< the first line (from 1) that was changed or doesn't follow the one before it
};

/// What was opened when. May be called by many threads and processes at once. All throw `config` where the file can't
/// be read or written.
class History {
public:
    virtual ~History() = default;
    /// Adds an entry. Those from before `oldest` and the oldest ones past a bound are dropped now and then.
    virtual void record(const HistoryEntry& entry, Time oldest) = 0;
    /// From the oldest to the newest as they were recorded, 5,000 at most.
    virtual std::vector<HistoryEntry> list() = 0;
    /// How many there were.
    virtual std::size_t clear() = 0;
    virtual HistoryCheck verify() = 0;
};

/// A line of JSON for each entry, appended and never changed. Its last field, `hash`, is the SHA-256 of the hash of the
/// line before it and of the line without that field. Where older lines were dropped, the first line says with which
/// hash they ended: {"continues": HASH}. Lines that it can't understand are passed over.
std::unique_ptr<History> make_history_file(std::filesystem::path file);

}  // namespace jit_console
