#pragma once

#include <string>

#include "domain/browser_locations.h"
#include "system/files/paths.h"

namespace jit_console {

/// Where this machine's and user's browsers keep their files. `root`: a folder that stands for "/", or "".
Roots roots_of(const Paths& paths, const std::string& root);

/// Linux inside Windows (the Windows Subsystem for Linux): its kernel's release names Microsoft.
bool is_wsl(const Roots& roots);

/// True where something is there, be it a symbolic link that leads nowhere.
bool path_exists(const std::string& path);

}  // namespace jit_console
