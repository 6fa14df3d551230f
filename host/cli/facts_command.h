#pragma once

#include "cli/command.h"

namespace jit_console {

/// `doctor --facts`: what this program assumes of a portal and of AWS, compared with one that is configured.
void run_facts(const CliCall& call);
void add_facts_options(po::options_description& options);
/// Throws `usage` where an option of `--facts` stands without it.
void refuse_facts_options(const CliCall& call);

}  // namespace jit_console
