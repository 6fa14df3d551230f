#pragma once

namespace jit_console {

long long own_process_id();

/// True where that process was stopped, as by Ctrl-Z, and doesn't run; false where the system doesn't tell.
bool is_stopped(long long process_id);

}  // namespace jit_console
