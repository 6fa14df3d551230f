#pragma once

#include <string>

#include "cli/command.h"
#include "commands/console/open_console.h"

namespace jit_console {

/// Has the extension of a running browser open the console, as a click there would, and says what came of it. `to`: the
/// place as text. False where none is running whose extension is at hand and knows the tenant, or --browser says
/// default. Throws what the extension met, and `browser` where the browser that --browser names isn't running.
bool open_in_live_browser(const CliCall& call, const OpenConsole& wanted, const std::string& to);

}  // namespace jit_console
