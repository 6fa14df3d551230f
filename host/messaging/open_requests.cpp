#include "messaging/open_requests.h"

#include <algorithm>
#include <array>

#include "domain/json_answer.h"
#include "domain/readable_text.h"
#include "messaging/aws_wire.h"

namespace jit_console {
namespace {

constexpr std::chrono::seconds kOpenedWithin{60};
constexpr std::array kLastWords{"opened", "opening", "asking", "signing_in", "failed"};

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
        return frame_text(wait(event_data(question), stop, taken_within));
    } catch (const Error& error) {
        return frame_text(failed_json(error));
    } catch (const std::exception&) {
        return frame_text(failed_json(unexpected_error()));
    }
}

Json OpenRequests::event_data(const std::string& question) {
    const Json wanted = told_object(question);
    const Portal portal = configured_portal(context_, optional_text(wanted, "portal"));
    const JitTarget target = jit_target_of(wanted);
    const std::string to = optional_text(wanted, "to");
    static_cast<void>(parse_console_place(to));
    Json tenant;
    if (target.tenant) {
        const auto known = known_tenant(context_, portal, *target.tenant);
        tenant = {{"id", known ? Json(known->id) : Json()},
                  {"name", or_null(known ? known->name : target.tenant->text())}};
    }
    return {{"portal", portal.name},       {"role", role_word(target.role)},
            {"tenant", std::move(tenant)}, {"region", or_null(code_of(target.region))},
            {"to", or_null(to)},           {"reason", or_null(target.reason)}};
}

Json OpenRequests::wait(const Json& data, const std::stop_token& stop, std::chrono::milliseconds taken_within) {
    std::unique_lock lock(mutex_);
    const std::int64_t ticket = next_ticket_++;
    Waiting& waiting = waiting_[ticket];
    lock.unlock();
    Json event = data;
    event["ticket"] = ticket;
    emit_("open_requested", event);
    lock.lock();
    if (changed_.wait_for(lock, stop, taken_within, [&] { return waiting.taken; }))
        changed_.wait_for(lock, stop, kOpenedWithin, [&] { return !waiting.answer.is_null(); });
    Json answer = std::move(waiting.answer);
    if (answer.is_null()) answer = {{"outcome", waiting.taken ? "opening" : "not_taken"}};
    waiting_.erase(ticket);
    return answer;
}

Json OpenRequests::answer(const Json& params) {
    const auto ticket = params.find("ticket");
    if (ticket == params.end() || !ticket->is_number_integer())
        throw Error(ErrorCode::bad_request, "the field ticket is missing, or not a whole number");
    const std::string word = required_text(params, "outcome");
    const bool is_last = std::ranges::find(kLastWords, word) != kLastWords.end();
    if (!is_last && word != "taken") throw Error(ErrorCode::bad_request, "no such outcome");
    const std::lock_guard lock(mutex_);
    const auto found = waiting_.find(ticket->get<std::int64_t>());
    if (found == waiting_.end()) return {{"wanted", false}};
    found->second.taken = true;
    if (is_last) found->second.answer = params;
    changed_.notify_all();
    return {{"wanted", true}};
}

}  // namespace jit_console
