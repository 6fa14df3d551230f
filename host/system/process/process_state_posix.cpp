#include "system/process/process_state.h"

#include <fcntl.h>
#include <unistd.h>

namespace jit_console {

bool is_below(long long process_id, long long ancestor_id) {
    constexpr int kMostSteps = 8;
    for (int step = 0; step < kMostSteps && process_id > 1; ++step) {
        if (process_id == ancestor_id) return true;
        process_id = parent_process(process_id);
    }
    return false;
}

long long locking_process(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return 0;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    const bool is_known = ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(descriptor);
    return is_known ? lock.l_pid : 0;
}

}  // namespace jit_console
