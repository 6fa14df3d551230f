#pragma once

#include <chrono>

#include <spawn.h>
#include <sys/types.h>

// What the systems with posix_spawn() do each in their own way.

namespace jit_console {

/// Closes all descriptors but the standard ones in the child. Gives an error number, or 0.
int close_other_descriptors(posix_spawn_file_actions_t& actions, short& flags);

/// Blocks until the process ends, `watch` at most. True where it ended; its exit code is still there to be taken.
bool ends_within(pid_t process, std::chrono::milliseconds watch);

/// A pipe that no other program that is started inherits. False where there is none to be had.
bool open_pipe(int (&ends)[2]);

}  // namespace jit_console
