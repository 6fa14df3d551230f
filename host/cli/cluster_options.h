#pragma once

#include "cli/command.h"
#include "commands/kubernetes/cluster_access.h"

namespace jit_console {

/// --tenant, --admin, --infrastructure and --reason.
void add_cluster_options(po::options_description& options);

/// Throws `usage` unless they name one cluster.
ClusterTarget cluster_target_of(const CliCall& call);

}  // namespace jit_console
