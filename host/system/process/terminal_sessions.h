#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "domain/terminal_session.h"

// What runs at terminals with credentials of this user's: a file for each, which goes with it.

namespace jit_console {

/// One that this process runs: others see it as long as this lives.
class ListedSession {
public:
    virtual ~ListedSession() = default;
    /// False once somebody ended it; of a lease also where its file is gone, since it couldn't be ended any more.
    virtual bool holds() const = 0;
};

class TerminalSessions {
public:
    virtual ~TerminalSessions() = default;
    /// Gives it an id of its own, whatever `session` has. Throws `config`.
    virtual std::unique_ptr<ListedSession> add(TerminalSession session) = 0;
    /// Those that run, the first to start first. What a killed process left is removed.
    virtual std::vector<TerminalSession> list() = 0;
    /// From then on it doesn't hold. False where none of that id runs.
    virtual bool end(const std::string& id) = 0;
};

/// Files `ID.session` of mode 0600 in `folder`, which is made where only it is missing. Whoever runs one holds a lock
/// on its file, which the system lets go of with the process; whoever ends it empties the file and removes it. On
/// Windows, where nothing is ever run so, as make_terminal_sessions_none().
std::unique_ptr<TerminalSessions> make_terminal_sessions_files(const std::filesystem::path& folder);

/// Writes nothing: what it is given holds, and no other process sees it.
std::unique_ptr<TerminalSessions> make_terminal_sessions_none();

}  // namespace jit_console
