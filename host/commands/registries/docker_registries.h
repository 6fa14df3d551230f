#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/console/jit_access.h"
#include "commands/context.h"
#include "commands/registries/registry_token.h"

namespace jit_console {

/// Has docker ask jit-console for the registry of a token's tenant, with that tenant: notes it, and writes our helper
/// into docker's configuration. The helper that docker asked before; "" where there was none. Throws `config`, and what
/// record_handed_out() throws.
std::string use_for_docker(Context& context, const RegistryToken& token, const JitTarget& target);

/// The reverse. Throws `usage` where jit-console doesn't answer for `server`, `config`.
void leave_docker(Context& context, const std::string& server);

/// The hosts that use_for_docker() noted, sorted.
std::vector<std::string> docker_registries(Context& context);

/// Whose access is used where docker asks for a registry.
struct RegistryAccess {
    std::string portal;
    std::string tenant;  ///< "" for an administrator's role
    Role role = Role::tenant;
};

/// That of the tenant that was chosen for it by use_for_docker(); else `usual`, unless its account is known to be
/// another; else the only tenant that is known to be in the registry's account. Throws `usage` where that is none or
/// several.
RegistryAccess registry_access(Context& context, const EcrRegistry& registry, const RegistryAccess& usual);

}  // namespace jit_console
