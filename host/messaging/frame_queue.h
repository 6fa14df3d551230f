#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "messaging/frames.h"

namespace jit_console {

/// Writes frames on a thread of its own, in the order they came: whoever adds one never waits for the browser to read,
/// so that the thread that reads requests always sees the end of file.
class FrameQueue {
public:
    /// Bytes that may wait to be read. A browser that leaves more unread gets nothing any more.
    static constexpr std::size_t kLimit = 64 * 1024 * 1024;

    explicit FrameQueue(FrameWriter& writer);
    /// Waits until all has been written; see finish().
    ~FrameQueue();
    FrameQueue(const FrameQueue&) = delete;
    FrameQueue& operator=(const FrameQueue&) = delete;

    void add(std::string_view text);
    /// Takes nothing more, and waits until what was added has been written: true where that took no longer than
    /// `limit`.
    bool finish(std::chrono::milliseconds limit);

private:
    void write_all();

    FrameWriter& writer_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> waiting_;
    std::size_t bytes_ = 0;
    bool ending_ = false;
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace jit_console
