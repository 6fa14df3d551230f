#include "system/process/process_spawn.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace jit_console {

int close_other_descriptors(posix_spawn_file_actions_t& actions, short&) {
    return ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
}

bool ends_within(pid_t process, std::chrono::milliseconds watch) {
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
    if (descriptor < 0) return false;
    pollfd wanted{descriptor, POLLIN, 0};
    const int ready = ::poll(&wanted, 1, static_cast<int>(watch.count()));
    ::close(descriptor);
    return ready > 0;
}

bool open_pipe(int (&ends)[2]) { return ::pipe2(ends, O_CLOEXEC) == 0; }

}  // namespace jit_console
