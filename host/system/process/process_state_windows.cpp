#include "system/process/process_state.h"

#include <windows.h>

namespace jit_console {

long long own_process_id() { return ::GetCurrentProcessId(); }

std::string parent_program() { return {}; }

std::string parent_executable() { return {}; }

bool is_stopped(long long) { return false; }

long long parent_process(long long) { return 0; }

bool is_below(long long, long long) { return false; }

long long locking_process(const std::filesystem::path&) { return 0; }

}  // namespace jit_console
