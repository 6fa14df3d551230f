#include "system/process/process_state.h"

#include <windows.h>

namespace jit_console {

long long own_process_id() { return ::GetCurrentProcessId(); }

std::string parent_program() { return {}; }

bool is_stopped(long long) { return false; }

}  // namespace jit_console
