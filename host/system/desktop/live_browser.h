#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// How a terminal finds the hosts that browsers run, and asks one of them: by Unix sockets in the runtime folder, which
// no web page can reach. Where the system has no such sockets, no host is ever found.

namespace jit_console {

/// The longest question, and the longest answer, in bytes.
inline constexpr std::size_t kLiveTextLimit = 64UL * 1024;

/// The host's side. The socket's file has mode 0600, and goes with this object.
class LiveSocket {
public:
    /// Gives the answer to a question; called on threads of its own. Must not throw. `stop`: nobody waits for it any
    /// more, since whoever asked has hung up, or this is closed.
    using Answer = std::function<std::string(const std::string& question, std::stop_token stop)>;

    virtual ~LiveSocket() = default;
    /// Starts to answer, up to eight questions at once. Connections of other users are closed unheard. Called once.
    virtual void answer_by(Answer answer) = 0;
    /// The browser was used: live_browsers() gives the one used last first.
    virtual void note_use() = 0;
    /// Takes the file away and stops what is being answered; waits for it.
    virtual void close() = 0;
};

/// Listens in `folder`, which must exist. `family`: "chromium" or "firefox"; `program`: the browser's, may be "". Null
/// where that can't be done: then a terminal goes on without.
std::unique_ptr<LiveSocket> make_live_socket(const std::filesystem::path& folder, std::string_view family,
                                             std::string_view program);

/// A running browser's host.
struct LiveBrowser {
    std::string family;   ///< "chromium" or "firefox"
    std::string program;  ///< such as "chrome" or "brave"; may be ""
    std::filesystem::path socket;
    long long process_id = 0;  ///< the host's

    /// By which people know it: Firefox's main thread has other names than its program.
    const std::string& name() const { return family == "firefox" || program.empty() ? family : program; }
};

/// Those in `folder`, the one used last first.
std::vector<LiveBrowser> live_browsers(const std::filesystem::path& folder);

/// The answer to `question`; nothing where no host of this user's listens there, or it gives none within `limit`. The
/// file of one that was killed is removed.
std::optional<std::string> ask_live_browser(const LiveBrowser& browser, std::string_view question,
                                            std::chrono::seconds limit);

}  // namespace jit_console
