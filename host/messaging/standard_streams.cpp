#include "messaging/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

#include "base/error.h"

namespace jit_console {

Streams take_over_standard_streams() {
    std::signal(SIGPIPE, SIG_IGN);
    // Not inherited by a browser or helper that we start: it would keep the pipe open after our end.
    const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (out < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        throw Error(ErrorCode::internal, "the standard streams can't be set up");
    }
    return {STDIN_FILENO, out};
}

}  // namespace jit_console
