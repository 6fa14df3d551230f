#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "commands/console/open_console.h"
#include "domain/named_browser.h"

namespace jit_console {

/// Has the extension of a running browser open the console, as a click there would, and says what came of it. `to`: the
/// place as text; `browser`: which one has to be, where that was said. False where none is running whose extension is
/// at hand and knows the tenant, or the desktop's default is wanted. Throws what the extension met.
bool open_in_live_browser(const CliCall& call, const std::optional<NamedBrowser>& browser, const OpenConsole& wanted,
                          const std::string& to);

/// The browser that the command line names, else the one that is set for the target; nothing where neither is. Throws
/// `usage` and check_profile()'s.
std::optional<NamedBrowser> wanted_browser(const CliCall& call, const OpenConsole& wanted);

}  // namespace jit_console
