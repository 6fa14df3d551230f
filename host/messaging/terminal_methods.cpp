#include "messaging/terminal_methods.h"

#include "commands/credentials/terminal_session.h"

namespace jit_console {

Json run_list_terminal_sessions(const Call& call) {
    Json sessions = Json::array();
    for (const TerminalSession& session : list_terminal_sessions(call.context)) sessions.push_back(to_json(session));
    return {{"sessions", std::move(sessions)}};
}

Json run_end_terminal_session(const Call& call) {
    end_terminal_session(call.context, required_text(call.params, "id"));
    return Json::object();
}

}  // namespace jit_console
