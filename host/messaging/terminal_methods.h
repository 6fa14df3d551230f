#pragma once

#include "messaging/methods.h"

// The methods that concern what runs at terminals; each is one of PROTOCOL.md's.

namespace jit_console {

Json run_list_terminal_sessions(const Call& call);
Json run_end_terminal_session(const Call& call);

}  // namespace jit_console
