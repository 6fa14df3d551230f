#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "commands/console/jit_access.h"
#include "domain/ecr.h"

namespace jit_console {

struct GetRegistryToken {
    std::string portal;
    JitTarget target;
    std::optional<EcrEndpoint> endpoint;  ///< else that of the target's region, else of the portal's
    bool fresh = false;                   ///< don't take a cached one
    /// As in GetCredentials.
    std::function<void(const Error&)> sign_in;
};

struct RegistryToken {
    Secret password;
    Time expires_at;
    std::string server;            ///< the tenant's own registry; "" where the token comes from the cache
    std::optional<Tenant> tenant;  ///< of Role::tenant
    Portal portal;
};

/// A password for ECR's registries: from the encrypted cache, else AWS's own, asked for with keys that the portal gives
/// for this and that are kept nowhere. It is used until the keys end, or what the policy allows, since AWS's twelve
/// hours may outlast both. Of many that ask for the same at once, in any process, one asks, and all get what it got, be
/// it an error. Throws what get_credentials() throws, `aws_unreachable`, `aws_refused`, `aws_answer`, and `destination`
/// where no region is known.
RegistryToken get_registry_token(Context& context, const GetRegistryToken& params, std::stop_token stop);

/// Removes the cached one that get_registry_token() would give. Does nothing where there is none.
void forget_registry_token(Context& context, const GetRegistryToken& params);

/// Throws `policy_forbids` where docker may get none.
void check_registries(const Policy& policy);

}  // namespace jit_console
