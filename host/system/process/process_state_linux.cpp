#include "system/process/process_state.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

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

std::string parent_executable() {
    constexpr std::string_view kReplaced = " (deleted)";  // by an update, while it runs (source: proc(5))
    std::error_code fault;
    std::string path = std::filesystem::read_symlink("/proc/" + std::to_string(::getppid()) + "/exe", fault).string();
    if (path.ends_with(kReplaced)) path.resize(path.size() - kReplaced.size());
    return path;
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
