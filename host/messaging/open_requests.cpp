#include "messaging/open_requests.h"

#include <algorithm>
#include <array>

#include "domain/json_answer.h"
#include "domain/readable_text.h"
#include "messaging/aws_wire.h"

namespace jit_console {
namespace {

constexpr std::chrono::seconds kOpenedWithin{60};
constexpr std::chrono::seconds kLentWithin{300};
constexpr std::size_t kLongestFolder = 1024;
constexpr std::string_view kOpenEvent = "open_requested";
constexpr std::string_view kLeaseEvent = "lease_requested";
constexpr std::string_view kWithdrawnEvent = "lease_withdrawn";
constexpr std::array<std::string_view, 5> kLastWords{"opened", "opening", "asking", "signing_in", "failed"};
constexpr std::array<std::string_view, 2> kLeaseWords{"allowed", "refused"};

std::string frame_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json failed_json(const Error& error) { return {{"outcome", "failed"}, {"error", to_json(error)}}; }

Json told_object(const std::string& text) {
    JsonFault fault = JsonFault::none;
    Json json = parse_json(text, kFrameLimits, &fault);
    if (fault != JsonFault::none || !json.is_object()) throw Error(ErrorCode::bad_request, "not a JSON object");
    return json;
}

/// The extension may have been taken over: its words must not command a terminal.
Error told_error(const Json& json) {
    const auto code = find_error_code(optional_text(json, "code"));
    const std::string message = readable_line(optional_text(json, "message"), 300);
    return {code.value_or(ErrorCode::browser), message.empty() ? "the browser could not open it" : message,
            readable_line(optional_text(json, "hint"), 300)};
}

}  // namespace

std::string question_text(const OpenRequest& wanted) {
    return frame_text({{"portal", wanted.portal},
                       {"role", role_word(wanted.role)},
                       {"tenant", or_null(wanted.tenant)},
                       {"region", or_null(wanted.region)},
                       {"to", or_null(wanted.to)},
                       {"reason", or_null(wanted.reason)}});
}

std::string question_text(const LeaseRequest& wanted) {
    // Within another object: a host that doesn't know leases must not open a console instead.
    return frame_text({{"lease",
                        {{"portal", wanted.portal},
                         {"role", role_word(wanted.role)},
                         {"tenant", or_null(wanted.tenant)},
                         {"program", wanted.program},
                         {"folder", or_null(wanted.folder)},
                         {"minutes", wanted.minutes.count()},
                         {"reason", or_null(wanted.reason)}}}});
}

OpenOutcome outcome_of(const std::string& answer) {
    try {
        const Json json = told_object(answer);
        OpenOutcome outcome{required_text(json, "outcome"), std::nullopt,
                            readable_line(optional_text(json, "region"), 40), std::nullopt};
        if (const auto end = optional_seconds(json, "expires_at")) outcome.expires_at = Time(*end);
        if (outcome.word == "failed") outcome.error = told_error(json.value("error", Json::object()));
        return outcome;
    } catch (const Error&) {
        return {"not_taken", std::nullopt, "", std::nullopt};
    }
}

std::string OpenRequests::ask(const std::string& question, std::stop_token stop,
                              std::chrono::milliseconds taken_within) {
    try {
        return frame_text(wait(question_of(question), stop, taken_within));
    } catch (const Error& error) {
        return frame_text(failed_json(error));
    } catch (const std::exception&) {
        return frame_text(failed_json(unexpected_error()));
    }
}

OpenRequests::Question OpenRequests::question_of(const std::string& text) {
    const Json wanted = told_object(text);
    const auto lease = wanted.find("lease");
    if (lease == wanted.end()) return opening_of(wanted);
    if (!lease->is_object()) throw Error(ErrorCode::bad_request, "lease is not an object");
    return lease_of(*lease);
}

Json OpenRequests::tenant_of(const Portal& portal, const JitTarget& target) {
    if (!target.tenant) return {};
    const auto known = known_tenant(context_, portal, *target.tenant);
    return {{"id", known ? Json(known->id) : Json()}, {"name", or_null(known ? known->name : target.tenant->text())}};
}

OpenRequests::Question OpenRequests::opening_of(const Json& wanted) {
    const Portal portal = configured_portal(context_, optional_text(wanted, "portal"));
    const JitTarget target = jit_target_of(wanted);
    const std::string to = optional_text(wanted, "to");
    static_cast<void>(parse_console_place(to));
    Json data{{"portal", portal.name},
              {"role", role_word(target.role)},
              {"tenant", tenant_of(portal, target)},
              {"region", or_null(code_of(target.region))},
              {"to", or_null(to)},
              {"reason", or_null(target.reason)}};
    return {kOpenEvent, std::move(data), kOpenedWithin, "opening"};
}

OpenRequests::Question OpenRequests::lease_of(const Json& wanted) {
    const Portal portal = configured_portal(context_, optional_text(wanted, "portal"));
    const JitTarget target = jit_target_of(wanted);
    const auto minutes = wanted.find("minutes");
    if (minutes == wanted.end() || !minutes->is_number_integer() || *minutes < 1 || *minutes > kLongestLease.count())
        throw Error(ErrorCode::bad_request, "the field minutes is missing, or not a number of minutes");
    const std::string program = required_text(wanted, "program");
    if (!is_readable(program)) throw Error(ErrorCode::bad_request, "the field program can't be shown");
    Json data{{"portal", portal.name},
              {"role", role_word(target.role)},
              {"tenant", tenant_of(portal, target)},
              {"program", program},
              {"folder", readable_line(optional_text(wanted, "folder"), kLongestFolder)},
              {"minutes", *minutes},
              {"reason", or_null(target.reason)}};
    return {kLeaseEvent, std::move(data), kLentWithin, "unanswered"};
}

Json OpenRequests::wait(const Question& question, const std::stop_token& stop, std::chrono::milliseconds taken_within) {
    std::unique_lock lock(mutex_);
    const std::int64_t ticket = next_ticket_++;
    Waiting& waiting = waiting_[ticket];
    waiting.event = question.event;
    lock.unlock();
    Json event = question.data;
    event["ticket"] = ticket;
    emit_(question.event, event);
    lock.lock();
    if (changed_.wait_for(lock, stop, taken_within, [&] { return waiting.taken; }))
        changed_.wait_for(lock, stop, question.limit, [&] { return !waiting.answer.is_null(); });
    Json answer = std::move(waiting.answer);
    const bool answered = !answer.is_null();
    if (!answered) answer = {{"outcome", waiting.taken ? question.otherwise : "not_taken"}};
    waiting_.erase(ticket);
    lock.unlock();
    // Nobody is to answer a question that is no longer asked.
    if (question.event == kLeaseEvent && !answered) emit_(kWithdrawnEvent, {{"ticket", ticket}});
    return answer;
}

Json OpenRequests::answer(const Json& params) { return answer_to(kOpenEvent, params, kLastWords); }

Json OpenRequests::answer_lease(const Json& params) { return answer_to(kLeaseEvent, params, kLeaseWords); }

Json OpenRequests::answer_to(std::string_view event, const Json& params, std::span<const std::string_view> last_words) {
    const auto ticket = params.find("ticket");
    if (ticket == params.end() || !ticket->is_number_integer())
        throw Error(ErrorCode::bad_request, "the field ticket is missing, or not a whole number");
    const std::string word = required_text(params, "outcome");
    const bool is_last = std::ranges::find(last_words, word) != last_words.end();
    if (!is_last && word != "taken") throw Error(ErrorCode::bad_request, "no such outcome");
    const std::lock_guard lock(mutex_);
    const auto found = waiting_.find(ticket->get<std::int64_t>());
    if (found == waiting_.end() || found->second.event != event) return {{"wanted", false}};
    found->second.taken = true;
    if (is_last) found->second.answer = params;
    changed_.notify_all();
    return {{"wanted", true}};
}

}  // namespace jit_console
