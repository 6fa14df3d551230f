#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/role.h"
#include "domain/time.h"

namespace jit_console {

/// A program that runs at a terminal with credentials which it asks jit-console for. No secret, and no arguments of the
/// program's, which may hold some.
struct TerminalSession {
    std::string id;         ///< eight hexadecimal digits
    bool is_lease = false;  ///< of `lend`, else of `exec`
    std::string portal;     ///< its name
    Role role = Role::tenant;
    std::string tenant;       ///< GUID, of Role::tenant
    std::string tenant_name;  ///< may be ""
    std::string program;      ///< as it was typed
    std::string folder;       ///< that it was started in
    Time started_at;
    std::optional<Time> ends_at;  ///< of a lease

    /// What people call the tenant or role: its name, else its GUID; "admin", "duplo-ops".
    std::string label() const;

    bool operator==(const TerminalSession&) const = default;
};

/// True for what an id looks like: it is part of a file's name.
bool is_terminal_session_id(std::string_view id);

/// As it is kept while it runs, without the id.
std::string terminal_session_text(const TerminalSession& session);
/// The reverse; nothing where `text` isn't such. Its texts are one line each, safe for a terminal.
std::optional<TerminalSession> parse_terminal_session(std::string_view id, std::string_view text);

}  // namespace jit_console
