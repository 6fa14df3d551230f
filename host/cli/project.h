#pragma once

#include "domain/project_defaults.h"

namespace jit_console {

/// What the file `.jit-console` says, in the folder that the command runs in or the nearest above it: believed only
/// after a person's yes to that file as it is. Asks for it at a terminal. What isn't believed, or can't be understood,
/// is ignored, and that is said on standard error where there is somebody to hear it.
ProjectDefaults project_defaults();

}  // namespace jit_console
