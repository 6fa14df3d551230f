#include <algorithm>

#include "cli/command.h"
#include "cli/terminal.h"
#include "commands/credentials/terminal_session.h"

namespace jit_console {
namespace {

void revoke_one(Context& context, const TerminalSession& session) {
    end_terminal_session(context, session.id);
    print_remark(session.program + " gets no more credentials of " + session.label() +
                 "; what it has already got stays valid at AWS until its end");
}

void revoke_all(Context& context) {
    const std::vector<TerminalSession> sessions = list_terminal_sessions(context);
    if (sessions.empty()) print_remark("nothing runs under exec or lend");
    for (const TerminalSession& session : sessions) {
        try {
            revoke_one(context, session);
        } catch (const Error& error) {
            // Its program ended meanwhile.
            if (error.code() != ErrorCode::unknown_session) throw;
        }
    }
}

void run_revoke(const CliCall& call) {
    const std::string id = call.argument();
    if (id.empty() != call.flag("all")) {
        throw Error(ErrorCode::usage, "exactly one of an id and --all is required",
                    "see what runs, with its ids: jit-console status");
    }
    Context& context = call.services.context();
    if (call.flag("all")) return revoke_all(context);
    const std::vector<TerminalSession> sessions = list_terminal_sessions(context);
    const auto found = std::ranges::find(sessions, id, &TerminalSession::id);
    if (found == sessions.end()) return end_terminal_session(context, id);
    revoke_one(context, *found);
}

}  // namespace

const CliCommand kRevoke{
    "revoke",
    "[ID]",
    "end the credentials of a program that runs under exec or lend; the program itself goes on",
    "jit-console revoke --all",
    [](po::options_description& options) { options.add_options()("all", po::bool_switch(), "of all of them"); },
    run_revoke};

}  // namespace jit_console
