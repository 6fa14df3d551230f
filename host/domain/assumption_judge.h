#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/assumption.h"

// What the judges of assumptions have in common.

namespace jit_console {

struct Outcome {
    Verdict verdict = Verdict::not_seen;
    std::string how{};
};

inline Outcome holds() { return {Verdict::holds}; }
inline Outcome differs(std::string how) { return {Verdict::differs, std::move(how)}; }
inline Outcome not_seen(std::string why) { return {Verdict::not_seen, std::move(why)}; }
inline Outcome holds_if(bool so, std::string how) { return so ? holds() : differs(std::move(how)); }

inline bool has(const WordSet& words, std::string_view word) { return words.contains(word); }

inline std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
    return text;
}

inline std::string answered_with(const CallReport& call) {
    if (call.status == 0) return "no answer (" + call.failure + ")";
    return "the answer was " + std::to_string(call.status);
}

/// A field of an answer that came; null where it has none of that name.
inline const FieldShape* field_of(const PortalReport& report, std::string_view call, std::string_view name) {
    const CallReport* answered = report.answered(call);
    return answered == nullptr ? nullptr : answered->answer.field(name);
}

/// There, and not null.
inline bool is_given(const FieldShape& field) { return !has(field.types, "missing") && !has(field.types, "null"); }

inline bool has_type_only(const FieldShape& field, std::string_view type) {
    return std::ranges::all_of(field.types, [&](const std::string& one) { return one == type; });
}

/// `judge_answer` of a call's answer, where it came; else what came instead of it.
template <typename JudgeAnswer>
Outcome on_call(const PortalReport& report, std::string_view id, const JudgeAnswer& judge_answer) {
    const CallReport* call = report.call(id);
    if (call == nullptr) return not_seen("it wasn't asked");
    if (report.answered(id) == nullptr) return differs(answered_with(*call));
    if (call->answer.body == "nothing" || call->answer.body == "web page" || call->answer.body == "no JSON")
        return not_seen("the answer was no data");
    return judge_answer(call->answer);
}

struct Judge {
    std::string_view id;
    Outcome (*of)(const PortalReport& report);
};
/// Of what portals answer.
std::span<const Judge> portal_judges();
/// Of what a click gets, and of AWS.
std::span<const Judge> access_judges();

}  // namespace jit_console
