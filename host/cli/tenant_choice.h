#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace jit_console {

/// The tenant for a command line that names none: JIT_CONSOLE_TENANT, else the project's (project_defaults()), else
/// the one that the person at the terminal chooses in fzf, where that is installed, or from a list in the popup's
/// order: favourites, marked by a star, then those used last. Throws `cancelled` where they choose none, `usage` with
/// the names that are known where nobody is at a terminal, and what listing tenants throws.
std::string default_tenant(const CliCall& call);

/// `names` that hold `text` in any capitals; only the one that is `text` where there is such a name.
std::vector<std::string> names_with(const std::vector<std::string>& names, std::string_view text);

/// "a, b, c and 4 more"; "" for none.
std::string some_names(const std::vector<std::string>& names);

}  // namespace jit_console
