#include "system/process/process_hardening.h"

#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/types.h>

namespace jit_console {

void harden_process() {
    if (kSanitized) return;
    // Programs that we start inherit the limit; it is the only way to none here.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::ptrace(PT_DENY_ATTACH, 0, nullptr, 0);
}

}  // namespace jit_console
