#pragma once

#include <string>
#include <vector>

#include "commands/context.h"
#include "commands/portals/portal_state.h"
#include "domain/role.h"

namespace jit_console {

/// Credentials in the cache that haven't ended.
struct CachedAccess {
    std::string portal;  ///< its name
    Role role;
    std::string tenant;  ///< GUID, of Role::tenant
    std::string name;    ///< the tenant's; "" where it isn't known
    std::string region;  ///< may be ""
    Time expires_at;
    bool kubernetes = false;       ///< a token for a Kubernetes cluster, not keys for AWS
    bool ecr = false;              ///< docker's password for the registries of a region
    std::string infrastructure{};  ///< whose cluster, where an administrator's role is for one

    /// What people call it: the tenant's name, else its GUID; "admin", "duplo-ops"; an infrastructure's name. With
    /// " (kubernetes)" or " (ecr)" where it is for that.
    std::string label() const;
};

/// A console that was opened in a browser and isn't known to have ended.
struct LiveConsole {
    std::string portal;  ///< its name
    Role role;
    std::string tenant;  ///< GUID, of Role::tenant
    std::string name;    ///< the tenant's; "" where it isn't known
    Time expires_at;

    /// What people call it: the tenant's name, else its GUID; "admin", "duplo-ops".
    std::string label() const;
};

struct Status {
    std::vector<PortalState> portals;       ///< forbidden ones too: they may have a sign-in
    std::vector<CachedAccess> credentials;  ///< by portal as above, the first to end first
    std::vector<LiveConsole> consoles;      ///< as far as the history tells, the first to end first; none for a prompt
    std::vector<TerminalSession> sessions;  ///< list_terminal_sessions(); none for a prompt
};

/// Who is signed in where, what is in the cache, open in browsers and runs with credentials; asks nobody. `at_once`: by
/// noted_portal_state(), for a prompt. Throws `config`, `vault`, `keyring`.
Status get_status(Context& context, bool at_once);

}  // namespace jit_console
