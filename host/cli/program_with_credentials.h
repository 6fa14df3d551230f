#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "commands/credentials/get_credentials.h"
#include "system/process/child_program.h"

// What `exec` and `lend` share: a program runs with credentials, and ends this one.

namespace jit_console {

/// Throws `usage` inside another exec or lend, unless --nested is given.
void check_not_nested(const CliCall& call);

/// The credentials that the command line names, by a reason and a confirmation where the policy wants them. Signs in
/// meanwhile, where a person is there.
GetCredentials wanted_credentials(const CliCall& call);

/// What stands after "--".
std::vector<std::string> program_words(const CliCall& call);

/// For prompts, and for jit-console itself: "NAME=VALUE". `end`: until when no new sign-in or lease is needed.
std::vector<std::string> variables_for_people(const Portal& portal, const JitTarget& target, const GotCredentials& got,
                                              Time end);

/// Runs `words` to its end with `variables` and an endpoint that gives what `wanted` names, listed as long as it runs;
/// gives its exit code. `lease_end`: of a lease, after which nothing is given. Throws `listener`, and of a lease
/// `config` where it can't be listed.
int run_with_endpoint(const CliCall& call, const ChildProgram& child, GetCredentials wanted, const GotCredentials& got,
                      std::vector<std::string> words, std::vector<std::string> variables,
                      std::optional<Time> lease_end = std::nullopt);

}  // namespace jit_console
