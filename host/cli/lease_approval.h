#pragma once

#include "cli/command.h"
#include "messaging/open_requests.h"

namespace jit_console {

/// Asks somebody whether to lend: in the running browser that was used last and takes the question, else at the
/// terminal. Returns only after a yes. Throws `lease_refused` after a no, or where nobody answered in the browser,
/// `approval_needed` where nobody can be asked.
void approve_lease(const CliServices& services, const LeaseRequest& request);

}  // namespace jit_console
