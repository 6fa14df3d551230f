#pragma once

#include <stop_token>
#include <string>

#include "commands/context.h"
#include "domain/console_page.h"

namespace jit_console {

struct ResolvePage {
    std::string to;         ///< see console_page(); "": home
    std::string region;     ///< the session's; used where `to` names none
    std::string partition;  ///< the session's; "": that of `to`, else of `region`, else aws
    std::string portal;     ///< with `tenant` alone
    std::string tenant;     ///< GUID or name; "": whoever's
};

/// The console page that `to` means; nothing is opened. Needs a sign-in only where a tenant is given and `to` names an
/// account: then the two must fit. Throws `not_an_arn`, `destination`, `other_partition`, `other_account`, and with a
/// tenant what named_tenant() and PortalClient throw.
ConsolePage resolve_page(Context& context, const ResolvePage& params, std::stop_token stop);

}  // namespace jit_console
