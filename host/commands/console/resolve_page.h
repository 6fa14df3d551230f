#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "commands/context.h"
#include "domain/console_page.h"
#include "domain/portal_answers.h"

namespace jit_console {

struct ResolvePage {
    ConsolePlace to;
    std::optional<Region> region;           ///< the session's; used where `to` names none
    const Partition* partition = nullptr;   ///< the session's; null: that of `to`, else of `region`, else aws
    std::string portal;                     ///< with `tenant` only
    std::optional<TenantReference> tenant;  ///< nothing: whoever's
};

/// The partition of a session as the browser names it; null for "". Throws `bad_request`.
const Partition* session_partition_named(std::string_view id);

/// The console page that `to` means; nothing is opened. Needs a sign-in only where a tenant is given and `to` names an
/// account: then the two must fit. Throws `destination`, `other_partition`, `other_account`, and with a
/// tenant what named_tenant() and PortalClient throw.
ConsolePage resolve_page(Context& context, const ResolvePage& params, std::stop_token stop);

}  // namespace jit_console
