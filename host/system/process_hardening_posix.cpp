#include "system/process_hardening.h"

#ifdef __linux__
#include <sys/prctl.h>
#else
#include <sys/resource.h>
#endif

namespace jit_console {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

}  // namespace

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
