#pragma once

#include <string>
#include <vector>

#include "commands/context.h"

namespace jit_console {

/// What runs under `exec` and `lend` on this machine for this user, the first to start first; without leases that are
/// over. Asks nobody.
std::vector<TerminalSession> list_terminal_sessions(Context& context);

/// Its endpoint gives no credentials from then on; the program itself goes on. Throws `unknown_session` where none of
/// that id runs, `config` where its file can't be changed.
void end_terminal_session(Context& context, const std::string& id);

}  // namespace jit_console
