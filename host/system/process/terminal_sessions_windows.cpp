#include "system/process/terminal_sessions.h"

namespace jit_console {

std::unique_ptr<TerminalSessions> make_terminal_sessions_files(const std::filesystem::path&) {
    return make_terminal_sessions_none();
}

}  // namespace jit_console
