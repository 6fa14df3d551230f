#include "messaging/frame_queue.h"

#include <utility>

#include "base/secret.h"

namespace jit_console {

FrameQueue::FrameQueue(FrameWriter& writer) : writer_(writer), thread_([this] { write_all(); }) {}

FrameQueue::~FrameQueue() {
    finish(std::chrono::milliseconds(0));
    thread_.join();
}

void FrameQueue::add(std::string_view text) {
    const std::lock_guard lock(mutex_);
    if (ending_) return;
    if (bytes_ + text.size() > kLimit) {
        ending_ = true;  // a frame that is left out can't be made good
    } else {
        bytes_ += text.size();
        waiting_.emplace_back(text);
    }
    changed_.notify_all();
}

bool FrameQueue::finish(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    ending_ = true;
    changed_.notify_all();
    return changed_.wait_for(lock, limit, [this] { return ended_; });
}

void FrameQueue::write_all() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (waiting_.empty()) break;
        std::string text = std::move(waiting_.front());
        waiting_.pop_front();
        bytes_ -= text.size();
        lock.unlock();
        writer_.write(text);
        wipe(text);  // replies may hold a sign-in URL
        lock.lock();
    }
    ended_ = true;
    changed_.notify_all();
}

}  // namespace jit_console
