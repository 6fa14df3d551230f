#include "system/process/process_state.h"

#include <sys/proc.h>
#include <sys/sysctl.h>
#include <unistd.h>

namespace jit_console {

long long own_process_id() { return ::getpid(); }

std::string parent_program() { return {}; }

bool is_stopped(long long process_id) {
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, static_cast<int>(process_id)};
    kinfo_proc about{};
    std::size_t size = sizeof about;
    return ::sysctl(name, 4, &about, &size, nullptr, 0) == 0 && size > 0 && about.kp_proc.p_stat == SSTOP;
}

}  // namespace jit_console
