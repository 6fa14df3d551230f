#include "domain/terminal_session.h"

#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/portal.h"
#include "domain/portal_answers.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kIdSize = 8;
constexpr std::size_t kShownName = 128;
constexpr std::size_t kShownPath = 1024;
constexpr std::string_view kLeaseWord = "lease";
constexpr std::string_view kExecWord = "exec";

std::string text_field(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<Time> time_field(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    return Time(std::chrono::seconds(found->get<std::int64_t>()));
}

bool is_whole(const TerminalSession& session, bool has_end) {
    return is_portal_name(session.portal) && session.is_lease == has_end && !session.program.empty() &&
           (session.role == Role::tenant) == is_guid(session.tenant);
}

}  // namespace

std::string TerminalSession::label() const {
    if (role != Role::tenant) return std::string(role_option(role).substr(2));
    return tenant_name.empty() ? tenant : tenant_name;
}

bool is_terminal_session_id(std::string_view id) {
    return id.size() == kIdSize && is_all(id, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

std::string terminal_session_text(const TerminalSession& session) {
    Json json{{"kind", session.is_lease ? kLeaseWord : kExecWord},
              {"portal", session.portal},
              {"role", role_word(session.role)},
              {"tenant", session.tenant},
              {"tenant_name", session.tenant_name},
              {"program", session.program},
              {"folder", session.folder},
              {"started_at", session.started_at.time_since_epoch().count()}};
    if (session.ends_at) json["ends_at"] = session.ends_at->time_since_epoch().count();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<TerminalSession> parse_terminal_session(std::string_view id, std::string_view text) {
    JsonFault fault = JsonFault::none;
    const Json json = parse_json(text, {}, &fault);
    if (fault != JsonFault::none || !json.is_object() || !is_terminal_session_id(id)) return std::nullopt;
    const std::string kind = text_field(json, "kind");
    const auto role = find_role(text_field(json, "role"));
    const auto started = time_field(json, "started_at");
    if ((kind != kLeaseWord && kind != kExecWord) || !role || !started) return std::nullopt;
    TerminalSession session{std::string(id),
                            kind == kLeaseWord,
                            text_field(json, "portal"),
                            *role,
                            text_field(json, "tenant"),
                            readable_line(text_field(json, "tenant_name"), kShownName),
                            readable_line(text_field(json, "program"), kShownPath),
                            readable_line(text_field(json, "folder"), kShownPath),
                            *started,
                            time_field(json, "ends_at")};
    if (!is_whole(session, session.ends_at.has_value())) return std::nullopt;
    return session;
}

}  // namespace jit_console
