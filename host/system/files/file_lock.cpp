#include <algorithm>
#include <thread>

#include "base/error.h"
#include "system/files/files.h"

// What is the same on all systems: neither lock can be woken by a stop, so both are asked for again and again.

namespace jit_console {
namespace {

constexpr std::chrono::seconds kLongestLockWait{10};

}  // namespace

FileLock::FileLock(const std::filesystem::path& path, std::stop_token stop) : FileLock(path, NotYet()) {
    if (wait(kLongestLockWait, stop)) return;
    throw Error(ErrorCode::config, "another jit-console has held " + path.string() + " for too long",
                "resume it (fg) or end it, then try again");
}

std::unique_ptr<FileLock> FileLock::within(const std::filesystem::path& path, std::chrono::milliseconds limit,
                                           std::stop_token stop) {
    std::unique_ptr<FileLock> lock(new FileLock(path, NotYet()));
    return lock->wait(limit, stop) ? std::move(lock) : nullptr;
}

bool FileLock::wait(std::chrono::milliseconds limit, const std::stop_token& stop) {
    const auto end = std::chrono::steady_clock::now() + limit;
    std::chrono::milliseconds pause{1};
    while (!try_lock()) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, std::chrono::milliseconds(20));
    }
    return true;
}

}  // namespace jit_console
