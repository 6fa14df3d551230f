#pragma once

#include "commands/context.h"
#include "system/process/standard_streams.h"

namespace jit_console {

/// Speaks native messaging until end of file, and ends whatever is under way within a second of it. Gives the process's
/// exit code: 0, or that of `bad_frame` after a sentence on standard error.
int serve(Context& context, Streams streams);

}  // namespace jit_console
