#include "system/process/process_hardening.h"

#include <sys/prctl.h>

namespace jit_console {

void harden_process() {
    if (kSanitized) return;
    // No limit on core files, which a browser that we start would inherit: this ends with exec.
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace jit_console
