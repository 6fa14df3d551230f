#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "commands/console/jit_access.h"
#include "domain/credentials.h"

namespace jit_console {

/// Cached keys are given out while more than this is left.
inline constexpr std::chrono::minutes kLeastLeft{5};

struct GetCredentials {
    std::string portal;
    JitTarget target;
    bool fresh = false;  ///< don't take cached ones
    /// Where set, called once when a sign-in is needed, with the reason; others wait for it meanwhile.
    std::function<void(const Error&)> sign_in;
    /// Cached ones that last until then are enough, however little is left of them.
    std::optional<Time> needed_until{};
    bool for_tools = false;  ///< in the form that AWS profiles take
};

struct GotCredentials {
    Credentials credentials;       ///< region: the one asked for, else the portal's
    std::optional<Tenant> tenant;  ///< name empty where only the GUID is known
    std::string name;              ///< of these in files: "acme-invoice"
};

/// Keys for AWS: from the encrypted cache, else by jit_access(). Of many that ask for the same at once, in any process,
/// one asks the portal and all get what it got, be it an error; for a private window nothing is kept, and nobody
/// waits. Throws the errors PROTOCOL.md names for get_credentials.
GotCredentials get_credentials(Context& context, const GetCredentials& params, std::stop_token stop);

/// "acme-invoice", "acme-admin": how a target is called in AWS's files.
std::string profile_name(const Portal& portal, Role role, const std::optional<Tenant>& tenant);

}  // namespace jit_console
