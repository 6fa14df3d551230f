#include "system/process/standard_streams.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"

namespace jit_console {

void fill_standard_descriptors() {
    int descriptor = 0;
    while (descriptor >= 0 && descriptor <= STDERR_FILENO) descriptor = ::open("/dev/null", O_RDONLY);
    if (descriptor > STDERR_FILENO) ::close(descriptor);
}

void ignore_size_limit() { std::signal(SIGXFSZ, SIG_IGN); }

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); }

Streams take_over_standard_streams() {
    ignore_broken_pipes();
    // Not inherited by a browser or helper that we start: it would keep the pipe open after our end.
    const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (out < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        throw Error(ErrorCode::internal, "the standard streams can't be set up");
    }
    return {STDIN_FILENO, out};
}

std::size_t read_fully(int descriptor, char* to, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t count = ::read(descriptor, to + done, size - done);
        if (count > 0) {
            done += static_cast<std::size_t>(count);
        } else if (count == 0 || errno != EINTR) {
            break;
        }
    }
    return done;
}

bool write_fully(int descriptor, const char* from, std::size_t size) {
    while (size > 0) {
        const ssize_t count = ::write(descriptor, from, size);
        if (count > 0) {
            from += count;
            size -= static_cast<std::size_t>(count);
        } else if (count < 0 && errno != EINTR) {
            return false;
        }
    }
    return true;
}

}  // namespace jit_console
