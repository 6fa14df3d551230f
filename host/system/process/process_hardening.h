#pragma once

namespace jit_console {

/// Built with AddressSanitizer (g++'s and clang's way of telling).
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

/// From here on the process leaves no core dump, and no other process of the user may read its memory or trace it,
/// where the system can do so. A build with sanitizers stays open: LeakSanitizer traces its own process.
void harden_process();

}  // namespace jit_console
