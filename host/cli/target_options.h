#pragma once

#include "cli/command.h"
#include "commands/console/jit_access.h"

namespace jit_console {

/// --tenant, --admin, --duplo-ops and --region.
void add_target_options(po::options_description& options);

/// Throws `usage` unless exactly one of the first three was given.
JitTarget target_of(const CliCall& call);

/// Asks the person at the terminal where the policy wants an administrator's role confirmed. Throws `cancelled` where
/// they say no, and `policy_forbids`.
void confirm_role(const CliCall& call, JitTarget& target);

}  // namespace jit_console
