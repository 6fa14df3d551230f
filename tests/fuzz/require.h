#pragma once

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace jit_console {

/// Kept from before libFuzzer closes it, as it does where commands write to it.
inline const int kStandardError = ::dup(STDERR_FILENO);

/// Ends the process, which libFuzzer reports with the input that led here, unless a promised property holds.
inline void require(bool holds, const char* property) {
    if (holds) return;
    ::dprintf(kStandardError, "property broken: %s\n", property);
    std::abort();
}

}  // namespace jit_console
