#pragma once

#include "cli/command.h"
#include "commands/console/jit_access.h"

namespace jit_console {

/// --tenant, --admin, --duplo-ops, --reason and --region.
void add_target_options(po::options_description& options);

/// Throws `usage` where several of the first three were given; where none was, default_tenant() is taken.
JitTarget target_of(const CliCall& call);

/// Asks the person at the terminal what the policy wants to hear: that an administrator's role is meant, and a reason.
/// Throws `cancelled` where they say no, `policy_forbids`, and `bad_request` for a reason that is too long.
void ask_what_policy_wants(const CliCall& call, JitTarget& target);

}  // namespace jit_console
