#pragma once

#include <functional>

#include "commands/context.h"
#include "system/desktop/live_browser.h"
#include "system/process/standard_streams.h"

namespace jit_console {

/// Speaks native messaging until end of file, and ends whatever is under way within a second of it. Gives the process's
/// exit code: 0, or that of `bad_frame` after a sentence on standard error. Where `still_fits`, asked with each
/// request, says that a new process would be allowed what this one isn't, it answers what was asked and ends: the
/// browser starts another for the next request. What terminals want opened comes through `live`, which may be null.
int serve(Context& context, Streams streams, const std::function<bool()>& still_fits, LiveSocket* live);

}  // namespace jit_console
