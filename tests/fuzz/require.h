#pragma once

#include <cstdio>
#include <cstdlib>

namespace jit_console {

/// Ends the process, which libFuzzer reports with the input that led here, unless a promised property holds.
inline void require(bool holds, const char* property) {
    if (holds) return;
    std::fprintf(stderr, "property broken: %s\n", property);
    std::abort();
}

}  // namespace jit_console
