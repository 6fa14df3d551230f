#include "system/process/process_spawn.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/event.h>
#include <sys/time.h>
#include <unistd.h>

namespace jit_console {

int close_other_descriptors(posix_spawn_file_actions_t&, short& flags) {
    flags = static_cast<short>(flags | POSIX_SPAWN_CLOEXEC_DEFAULT);
    return 0;
}

bool ends_within(pid_t process, std::chrono::milliseconds watch) {
    const int queue = ::kqueue();
    if (queue < 0) return false;
    struct kevent change {};
    EV_SET(&change, process, EVFILT_PROC, EV_ADD | EV_ONESHOT, NOTE_EXIT, 0, nullptr);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(watch);
    const timespec limit{static_cast<time_t>(seconds.count()),
                         static_cast<long>(std::chrono::nanoseconds(watch - seconds).count())};
    struct kevent event {};
    const int count = ::kevent(queue, &change, 1, &event, 1, &limit);
    const bool ended_before = count < 0 && errno == ESRCH;
    ::close(queue);
    // A process that ended before it could be watched is reported as an error of the change.
    return ended_before || count > 0;
}

bool open_pipe(int (&ends)[2]) {
    if (::pipe(ends) != 0) return false;
    for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
    return true;
}

}  // namespace jit_console
