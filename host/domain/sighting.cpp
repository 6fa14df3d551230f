#include "domain/sighting.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {
namespace {

struct KnownSighting {
    std::string_view id, word, sentence;
};

/// extension/src/domain/browser-facts.js has the same (tests/extension/seen-facts.test.js compares).
constexpr std::array kKnown{
    KnownSighting{"portal.guid", kHoldsWord, ""},
    KnownSighting{"portal.arn", kHoldsWord, ""},
    KnownSighting{"aws.session_data", kHoldsWord, ""},
    KnownSighting{"aws.session_data", "no_tag", "there is no such meta tag"},
    KnownSighting{"aws.session_data", "other_content", "it holds something else"},
    KnownSighting{"aws.opt_in_cookie", kHoldsWord, ""},
    KnownSighting{"aws.opt_in_cookie", "no_cookie", "there is no such cookie"},
    KnownSighting{"aws.label", kHoldsWord, ""},
    KnownSighting{"aws.label", "another", "it was another one"},
    KnownSighting{"aws.one_identity", kHoldsWord, ""},
    KnownSighting{"aws.logout_chain", kHoldsWord, ""},
    KnownSighting{"aws.logout_chain", "stopped", "it did not go on"},
    KnownSighting{"aws.expired_page", kHoldsWord, ""},
    KnownSighting{"aws.expired_page", "no_link", "it has no link to the portal"},
    KnownSighting{"aws.dialogue", kHoldsWord, ""},
};

const KnownSighting* find_known(std::string_view id, std::string_view word) {
    const auto* const found =
        std::ranges::find_if(kKnown, [&](const KnownSighting& known) { return known.id == id && known.word == word; });
    return found == kKnown.end() ? nullptr : found;
}

constexpr std::string_view kFact = "seen in ";
constexpr std::size_t kDaySize = 10;

std::string day_of(Time time) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    std::array<char, 24> text{};
    const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(date.year()), unsigned(date.month()),
                                   unsigned(date.day()));
    return {text.data(), static_cast<std::size_t>(size)};
}

bool is_day(std::string_view text) {
    const auto fits = [](char c) { return is_digit(c) || c == '-'; };
    return text.size() == kDaySize && is_all(text, fits);
}

}  // namespace

Sighting sighting_of(std::string_view browser, std::string_view id, std::string_view differs, Time now) {
    const KnownSighting* known = find_known(id, differs.empty() ? kHoldsWord : differs);
    if (known == nullptr) {
        throw Error(ErrorCode::bad_request, "this is nothing that a browser sees of an assumption",
                    "see PROTOCOL.md for what this method takes");
    }
    return {std::string(browser), known->id, known->word, day_of(now)};
}

std::string sighting_fact(const Sighting& sighting) {
    return std::string(kFact) + sighting.browser + " " + std::string(sighting.id);
}

std::string sighting_value(const Sighting& sighting) { return sighting.day + " " + std::string(sighting.word); }

bool is_sighting_fact(std::string_view fact) { return fact.starts_with(kFact); }

std::optional<Sighting> parse_sighting(std::string_view fact, std::string_view value) {
    if (!is_sighting_fact(fact) || value.size() <= kDaySize + 1) return std::nullopt;
    fact.remove_prefix(kFact.size());
    const std::size_t space = fact.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view browser = fact.substr(0, space);
    const std::string_view day = value.substr(0, kDaySize);
    const KnownSighting* known = find_known(fact.substr(space + 1), value.substr(kDaySize + 1));
    const bool known_browser = browser == "chromium" || browser == "firefox";
    if (known == nullptr || !known_browser || !is_day(day)) return std::nullopt;
    return Sighting{std::string(browser), known->id, known->word, std::string(day)};
}

std::string_view sighting_sentence(const Sighting& sighting) {
    const KnownSighting* known = find_known(sighting.id, sighting.word);
    return known == nullptr ? "" : known->sentence;
}

}  // namespace jit_console
