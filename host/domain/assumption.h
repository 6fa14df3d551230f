#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/portal_report.h"

namespace jit_console {

/// Where an assumption comes from, surest first.
enum class Standing { documented, read_in_clients, reported, guessed };
/// "documented", "read in clients", "reported" or "guessed".
std::string_view standing_word(Standing standing);

/// Something that this program takes for granted of portals, AWS or browsers, without having seen it.
struct Assumption {
    std::string_view id;
    std::string_view sentence;
    Standing standing;
    std::string_view check;      ///< how it is seen whether it holds; changes nothing
    std::string_view otherwise;  ///< what happens where it doesn't
};

/// All of them: the source of ARCHITECTURE.md's table (a test compares the two).
std::span<const Assumption> assumptions();

enum class Verdict { holds, differs, not_seen };
/// "holds", "differs" or "not seen".
std::string_view verdict_word(Verdict verdict);

struct Judged {
    const Assumption* assumption = nullptr;
    Verdict verdict = Verdict::not_seen;
    std::string how{};  ///< what was seen instead, or why nothing was; names fields, calls and forms only
};

/// Each assumption, in the table's order, held against what was seen of a portal.
std::vector<Judged> judge(const PortalReport& report);

}  // namespace jit_console
