#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "messaging/methods.h"
#include "messaging/open_requests.h"

namespace jit_console {

/// The largest number of requests that run at once; one more gets `busy`.
inline constexpr std::size_t kRequestLimit = 32;

/// Runs requests side by side, each on a thread of its own, and answers each exactly once: with its result, its error,
/// `cancelled`, or `deadline`. The one place where errors become replies.
class Dispatcher {
public:
    /// `send` gets the JSON text of one frame, from any thread, never longer than kFrameLimitOut.
    using Send = std::function<void(std::string_view)>;

    Dispatcher(Context& context, std::span<const Method> methods, Send send);
    /// As stop(), without a limit.
    ~Dispatcher();
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    /// Says who we are; first thing on the stream.
    void hello();
    /// One frame's text. Returns at once; the reply comes through `send`. Throws `bad_frame` where the text is no JSON
    /// object, nests deeper than 64, holds more than 10,000 values, or names a field twice.
    void handle(std::string_view text);
    /// What the extension makes of what a terminal wants opened or lent; see OpenRequests::ask().
    std::string ask_browser(const std::string& question, std::stop_token stop) {
        return open_requests_.ask(question, std::move(stop));
    }
    /// Waits until all that runs has been answered, `limit` at most.
    void finish(std::chrono::milliseconds limit);
    /// Stops all that runs, without replies, and waits; true where all has ended within `limit`.
    bool stop(std::chrono::milliseconds limit);

private:
    using Instant = std::chrono::steady_clock::time_point;

    struct Running {
        Json id;
        Json params;
        Instant deadline;
        std::stop_source stop;
        bool cancelled = false;
        bool answered = false;
        bool ended = false;  // its command: the next request has its place
        bool done = false;   // its thread
        std::thread thread;
    };

    void start(const Method& method, Json id, Json params);
    void run(const Method& method, Running& running);
    Json cancel(const Json& params);
    void check_id(Json& id);
    void answer(Running& running, Json reply);
    void send(const Json& id, Json reply);
    void watch_deadlines();
    void join_done();
    bool all_done() const;

    Context& context_;
    std::span<const Method> methods_;
    Send send_;
    OpenRequests open_requests_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::list<Running> running_;
    bool stopping_ = false;
    std::thread watcher_;
};

}  // namespace jit_console
