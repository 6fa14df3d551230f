#include "domain/history_entry.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "domain/portal.h"
#include "domain/portal_answers.h"
#include "domain/readable_text.h"
#include "domain/role.h"
#include "domain/url.h"

namespace jit_console {
namespace {

constexpr std::size_t kWordLimit = 32;
constexpr std::size_t kNameLimit = 128;
constexpr std::size_t kReasonLimit = 200;
constexpr std::size_t kUserLimit = 320;  // an e-mail address
constexpr std::array<std::string_view, 5> kHandedOut{"opened", "renewed", "copied", "credentials", "profile"};
constexpr std::array<std::string_view, 3> kReported{"page", "ended", "signed_out"};

bool is_word(std::string_view text) {
    const auto is_word_character = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= kWordLimit && std::ranges::all_of(text, is_word_character);
}

void require(bool is_valid, std::string_view field) {
    if (is_valid) return;
    throw Error(ErrorCode::bad_request, "the field " + std::string(field) + " is not valid in a history entry",
                "see PROTOCOL.md for what this method takes");
}

}  // namespace

bool HistoryEntry::is_handed_out() const { return std::ranges::find(kHandedOut, what) != kHandedOut.end(); }

void check_asked_from(std::string_view by) { require(is_word(by), "by"); }

void check_reason_text(std::string_view reason) {
    require(reason.size() <= kReasonLimit && is_readable(reason), "reason");
}

void check_history_entry(const HistoryEntry& entry) {
    require(entry.is_handed_out() || std::ranges::find(kReported, entry.what) != kReported.end(), "what");
    require(find_role(entry.role).has_value(), "role");
    require(is_portal_name(entry.portal), "portal");
    require(entry.tenant.empty() || is_guid(entry.tenant), "tenant");
    require(entry.name.size() <= kNameLimit && is_readable(entry.name), "name");
    require(entry.service.empty() || is_word(entry.service), "service");
    check_asked_from(entry.by);
    require(entry.user.size() <= kUserLimit && is_readable(entry.user), "user");
    require(entry.caller.size() <= kNameLimit && is_readable(entry.caller), "caller");
    check_reason_text(entry.reason);
    require(!entry.lasted || entry.lasted->count() >= 0, "lasted");
}

std::string service_in_address(std::string_view url) {
    const ParsedUrl parsed = parse_url(url);
    if (!parsed.ok || parsed.url.path.size() < 2) return {};
    std::string first = parsed.url.path.substr(1, parsed.url.path.find('/', 1) - 1);
    return first != "console" && is_word(first) ? first : "";
}

}  // namespace jit_console
