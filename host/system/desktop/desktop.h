#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// True where there is a desktop that browsers show themselves on.
bool desktop_is_there();

/// Hands a web address to the desktop, which opens it in the person's browser. False where it can't. The address stands
/// in a process's arguments for a moment.
bool open_in_default_browser(const std::string& url);

/// Starts a browser of browser_programs() with these arguments. False where none is installed, or it can't be started.
bool start_browser(std::string_view id, const std::vector<std::string>& arguments);

/// "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64"; what can't be found out is left out.
std::string system_name();

}  // namespace jit_console
