#include "system/process/process_state.h"

#include <fstream>
#include <string>

#include <unistd.h>

namespace jit_console {

long long own_process_id() { return ::getpid(); }

std::string parent_program() {
    std::string name;
    std::getline(std::ifstream("/proc/" + std::to_string(::getppid()) + "/comm"), name);
    return name;
}

bool is_stopped(long long process_id) {
    if (process_id <= 0) return false;
    // "PID (NAME) STATE …" (source: proc(5)); the name may hold anything.
    std::string line;
    std::getline(std::ifstream("/proc/" + std::to_string(process_id) + "/stat"), line);
    const std::size_t name_end = line.rfind(')');
    if (name_end == std::string::npos || line.size() < name_end + 3) return false;
    const char state = line[name_end + 2];
    return state == 'T' || state == 't';
}

}  // namespace jit_console
