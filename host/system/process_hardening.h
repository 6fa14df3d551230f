#pragma once

namespace jit_console {

/// From here on the process leaves no core dump, and no other process of the user may read its memory or trace it, where the
/// system can do so. A build with sanitizers stays open: LeakSanitizer traces its own process.
void harden_process();

}  // namespace jit_console
