#include "messaging/report_wire.h"

#include "version.h"

namespace jit_console {
namespace {

constexpr int kReportVersion = 1;

Json to_json(const Judged& judged) {
    const Assumption& assumption = *judged.assumption;
    return {{"id", assumption.id},
            {"sentence", assumption.sentence},
            {"standing", standing_word(assumption.standing)},
            {"check", assumption.check},
            {"otherwise", assumption.otherwise},
            {"verdict", verdict_word(judged.verdict)},
            {"how", judged.how}};
}

Json to_json(const FieldShape& field) {
    return {{"name", field.name}, {"letters", field.letters}, {"types", field.types}, {"forms", field.forms}};
}

Json to_json(const CallReport& call) {
    Json fields = Json::array();
    for (const FieldShape& field : call.answer.fields) fields.push_back(to_json(field));
    return {{"call", call.call},
            {"status", call.status},
            {"failure", or_null(call.failure)},
            {"content", or_null(call.content)},
            {"milliseconds", call.took.count()},
            {"body", or_null(call.answer.body)},
            {"count", or_null(call.answer.count)},
            {"form", or_null(call.answer.form)},
            {"fields", std::move(fields)}};
}

Json to_json(const ConsoleUrlShape& url) {
    return {{"scheme", url.scheme},
            {"host", url.host},
            {"partition", or_null(url.partition)},
            {"path", url.path},
            {"action", url.action},
            {"tokens", url.tokens},
            {"destination", url.destination},
            {"issuer", url.issuer},
            {"escapes", url.escapes},
            {"accepted", url.accepted}};
}

Json to_json(const Sighting& sighting) {
    const bool holds = sighting.word == kHoldsWord;
    return {{"browser", sighting.browser},
            {"id", sighting.id},
            {"differs", holds ? Json() : Json(sighting.word)},
            {"day", sighting.day}};
}

}  // namespace

Json to_json(const PortalReport& report, Time now) {
    Json facts = Json::array();
    for (const Judged& judged : judge(report)) facts.push_back(to_json(judged));
    Json calls = Json::array();
    for (const CallReport& call : report.calls) calls.push_back(to_json(call));
    Json browsers = Json::array();
    for (const Sighting& sighting : report.sightings) browsers.push_back(to_json(sighting));
    return {{"report", kReportVersion},
            {"version", kVersion},
            {"made_at", now.time_since_epoch().count()},
            {"facts", std::move(facts)},
            {"calls", std::move(calls)},
            {"console_url", report.console_url ? to_json(*report.console_url) : Json()},
            {"token", or_null(report.token)},
            {"handover", or_null(report.handover)},
            {"preflight", or_null(report.preflight)},
            {"federation", or_null(report.federation)},
            {"sign_in_host", or_null(report.sign_in_host)},
            {"browsers", std::move(browsers)}};
}

}  // namespace jit_console
