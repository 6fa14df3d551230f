#include "commands/credentials/terminal_session.h"

#include "base/error.h"
#include "domain/readable_text.h"

namespace jit_console {

std::vector<TerminalSession> list_terminal_sessions(Context& context) {
    std::vector<TerminalSession> sessions = context.terminal_sessions.list();
    const Time now = context.clock.now();
    std::erase_if(sessions, [&](const TerminalSession& one) { return one.ends_at && *one.ends_at <= now; });
    return sessions;
}

void end_terminal_session(Context& context, const std::string& id) {
    if (context.terminal_sessions.end(id)) return;
    throw Error(ErrorCode::unknown_session, "no program runs with credentials under the id " + jit_console::quoted(id),
                "see those that run: jit-console status");
}

}  // namespace jit_console
