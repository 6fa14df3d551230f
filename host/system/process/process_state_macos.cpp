#include "system/process/process_state.h"

#include <optional>

#include <libproc.h>
#include <sys/proc.h>
#include <sys/sysctl.h>
#include <unistd.h>

namespace jit_console {
namespace {

std::optional<kinfo_proc> about_process(long long process_id) {
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, static_cast<int>(process_id)};
    kinfo_proc about{};
    std::size_t size = sizeof about;
    if (::sysctl(name, 4, &about, &size, nullptr, 0) != 0 || size == 0) return std::nullopt;
    return about;
}

}  // namespace

long long own_process_id() { return ::getpid(); }

std::string parent_program() { return {}; }

std::string parent_executable() {
    char path[PROC_PIDPATHINFO_MAXSIZE];
    const int length = ::proc_pidpath(::getppid(), path, sizeof path);
    return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : "";
}

bool is_stopped(long long process_id) {
    const auto about = about_process(process_id);
    return about && about->kp_proc.p_stat == SSTOP;
}

long long parent_process(long long process_id) {
    const auto about = about_process(process_id);
    return about ? about->kp_eproc.e_ppid : 0;
}

}  // namespace jit_console
