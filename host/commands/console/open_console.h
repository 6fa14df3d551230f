#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "commands/console/jit_access.h"
#include "domain/console_place.h"

namespace jit_console {

struct OpenConsole {
    std::string portal;
    JitTarget target;  ///< without a region: what the portal gives
    ConsolePlace to;
    bool sign_out_first = false;  ///< see with_sign_out_first()
    std::string what{"opened"};   ///< for the record: "opened", "renewed" or "copied"
};

struct OpenedConsole {
    Secret url;               ///< the sign-in URL, single use, good for 15 minutes; or AWS's logout that goes on to it
    std::string destination;  ///< the console page it leads to
    Time expires_at;
    std::string region;  ///< may be empty
    std::string partition;
    std::optional<std::string> account;  ///< twelve digits, where it was needed before: the JIT answer doesn't tell it
    std::optional<Tenant> tenant;        ///< name empty where only the GUID was given
};

/// A checked sign-in URL for a page of the AWS Console. One portal request; one more where a tenant was given by name,
/// and one more, once for each tenant, where `to` names an account, which must then be the tenant's.
/// Where the portal gives keys without a ConsoleUrl, AWS's federation endpoint is asked. Throws the errors PROTOCOL.md
/// names for open_console.
OpenedConsole open_console(Context& context, const OpenConsole& params, std::stop_token stop);

}  // namespace jit_console
