#include "system/process_hardening.h"

#ifdef __linux__
#include <sys/prctl.h>
#else
#include <sys/resource.h>
#endif

namespace jit_console {

void harden_process() {
    if (kSanitized) return;
#ifdef __linux__
    // No limit on core files, which a browser that we start would inherit: this ends with exec.
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#else
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#endif
}

}  // namespace jit_console
