#include "system/process/process_state.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include <unistd.h>

namespace jit_console {
namespace {

/// "STATE PARENT …" of "PID (NAME) STATE PARENT …" (source: proc(5)); the name may hold anything.
std::string state_of(long long process_id) {
    if (process_id <= 0) return {};
    std::string line;
    std::getline(std::ifstream("/proc/" + std::to_string(process_id) + "/stat"), line);
    const std::size_t name_end = line.rfind(')');
    return name_end == std::string::npos || line.size() < name_end + 3 ? "" : line.substr(name_end + 2);
}

}  // namespace

long long own_process_id() { return ::getpid(); }

std::string parent_program() {
    std::string name;
    std::getline(std::ifstream("/proc/" + std::to_string(::getppid()) + "/comm"), name);
    return name;
}

bool is_stopped(long long process_id) {
    const std::string state = state_of(process_id);
    return state.starts_with('T') || state.starts_with('t');
}

long long parent_process(long long process_id) {
    const std::string state = state_of(process_id);
    return state.size() < 3 ? 0 : std::strtoll(state.c_str() + 2, nullptr, 10);
}

}  // namespace jit_console
