#include "system/desktop/live_browser.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <list>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "system/process/process_state.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;
using WaitEnd = std::chrono::steady_clock::time_point;

constexpr std::size_t kMostLiveQuestions = 8;
/// A question is short, and comes at once.
constexpr std::chrono::seconds kLiveQuestionLimit{2};

/// Owns a descriptor.
class UnixSocket {
public:
    explicit UnixSocket(int number = -1) : number_(number) {}
    UnixSocket(UnixSocket&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    UnixSocket(const UnixSocket&) = delete;
    UnixSocket& operator=(const UnixSocket&) = delete;
    UnixSocket& operator=(UnixSocket&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~UnixSocket() { reset(); }
    void reset() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }
    int get() const { return number_; }
    bool ok() const { return number_ >= 0; }

private:
    int number_;
};

/// For programs that are started, for waits that can be ended, and for writing to whoever has gone.
void prepare_socket(const UnixSocket& socket) {
    ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
    ::fcntl(socket.get(), F_SETFL, O_NONBLOCK);
#ifdef SO_NOSIGPIPE
    const int on = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
}

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0;
#endif

UnixSocket unix_socket() {
    UnixSocket made(::socket(AF_UNIX, SOCK_STREAM, 0));
    if (made.ok()) prepare_socket(made);
    return made;
}

/// Nothing where the path is too long for a socket.
std::optional<sockaddr_un> socket_address(const fs::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) return std::nullopt;
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    return address;
}

/// The other end is this user's program; root's is not.
bool is_own_users(int socket) {
#ifdef __linux__
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
#else
    uid_t user = 0;
    gid_t group = 0;
    return ::getpeereid(socket, &user, &group) == 0 && user == ::geteuid();
#endif
}

/// Waits until `socket` is ready for `events`; false where the time is over, or `ending` was closed at its other end.
bool wait_until_ready(int socket, short events, WaitEnd until, int ending = -1) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd watched[2] = {{socket, events, 0}, {ending, POLLIN, 0}};
        const int ready = ::poll(watched, 2, static_cast<int>(std::min<long long>(left.count(), 3'600'000)));
        if (ready < 0 && errno != EINTR) return false;
        if (watched[1].revents != 0) return false;
        if (ready > 0 && watched[0].revents != 0) return true;
    }
}

/// All that comes until the other end is done; nothing where that takes too long, or is too much.
std::optional<std::string> receive_until_end(int socket, WaitEnd until, int ending = -1) {
    std::string text;
    char piece[4096];
    while (wait_until_ready(socket, POLLIN, until, ending)) {
        const ssize_t count = ::recv(socket, piece, sizeof piece, 0);
        if (count == 0) return text;
        if (count < 0 && errno != EAGAIN && errno != EINTR) return std::nullopt;
        if (count > 0) text.append(piece, static_cast<std::size_t>(count));
        if (text.size() > kLiveTextLimit) return std::nullopt;
    }
    return std::nullopt;
}

bool send_whole(int socket, std::string_view text, WaitEnd until, int ending = -1) {
    while (!text.empty()) {
        if (!wait_until_ready(socket, POLLOUT, until, ending)) return false;
        const ssize_t count = ::send(socket, text.data(), text.size(), kSendFlags);
        if (count < 0 && errno != EAGAIN && errno != EINTR) return false;
        if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

class LiveSocketPosix final : public LiveSocket {
public:
    LiveSocketPosix(UnixSocket listener, fs::path path) : listener_(std::move(listener)), path_(std::move(path)) {}
    ~LiveSocketPosix() override { LiveSocketPosix::close(); }
    LiveSocketPosix(const LiveSocketPosix&) = delete;
    LiveSocketPosix& operator=(const LiveSocketPosix&) = delete;

    void answer_by(Answer answer) override {
        int ends[2];
        if (::pipe(ends) != 0) return;
        for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ending_ = UnixSocket(ends[0]);
        alive_ = UnixSocket(ends[1]);
        answer_ = std::move(answer);
        try {
            acceptor_ = std::thread([this] { accept_all(); });
        } catch (const std::system_error&) {
            close();
        }
    }

    void note_use() override { ::utimensat(AT_FDCWD, path_.c_str(), nullptr, 0); }

    void close() override {
        if (!std::exchange(closed_, true)) ::unlink(path_.c_str());
        alive_.reset();
        if (acceptor_.joinable()) acceptor_.join();
        for (Asked& connection : connections_) connection.stop.request_stop();
        connections_.clear();
        listener_.reset();
    }

private:
    struct Asked {
        UnixSocket socket;
        std::stop_source stop;  ///< also where whoever asked has hung up
        std::atomic<bool> done = false;
        std::jthread thread;
    };

    /// False once this ends. Meanwhile, whoever hangs up is answered no longer.
    bool wait_for_connection() {
        for (;;) {
            connections_.remove_if([](const Asked& connection) { return connection.done.load(); });
            std::vector<pollfd> watched{{listener_.get(), POLLIN, 0}, {ending_.get(), POLLIN, 0}};
            std::vector<Asked*> waiting;
            for (Asked& connection : connections_) {
                if (connection.stop.stop_requested()) continue;
                watched.push_back({connection.socket.get(), 0, 0});
                waiting.push_back(&connection);
            }
            if (::poll(watched.data(), static_cast<nfds_t>(watched.size()), -1) < 0) {
                if (errno == EINTR) continue;
                return false;
            }
            if (watched[1].revents != 0) return false;
            for (std::size_t i = 0; i < waiting.size(); ++i) {
                if (watched[i + 2].revents != 0) waiting[i]->stop.request_stop();
            }
            if (watched[0].revents != 0) return true;
        }
    }

    void accept_all() {
        while (wait_for_connection()) {
            UnixSocket socket(::accept(listener_.get(), nullptr, nullptr));
            if (!socket.ok() || connections_.size() >= kMostLiveQuestions || !is_own_users(socket.get())) continue;
            prepare_socket(socket);
            Asked& connection = connections_.emplace_back();
            connection.socket = std::move(socket);
            try {
                connection.thread = std::jthread([this, &connection] { serve(connection); });
            } catch (const std::system_error&) {
                connections_.pop_back();
            }
        }
    }

    void serve(Asked& connection) {
        const auto soon = [] { return std::chrono::steady_clock::now() + kLiveQuestionLimit; };
        const int socket = connection.socket.get();
        if (const auto question = receive_until_end(socket, soon(), ending_.get())) {
            send_whole(socket, answer_(*question, connection.stop.get_token()), soon(), ending_.get());
        }
        ::shutdown(socket, SHUT_RDWR);
        connection.done = true;
    }

    UnixSocket listener_;
    const fs::path path_;
    bool closed_ = false;
    UnixSocket ending_, alive_;  ///< a pipe: once the second is closed, nobody waits at the first any longer
    Answer answer_;
    std::list<Asked> connections_;
    std::thread acceptor_;
};

/// As it stands in a file's name.
std::string file_name_part(std::string_view text) {
    std::string part;
    for (const char c : text.substr(0, 24)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) part += c;
    }
    return part;
}

}  // namespace

std::unique_ptr<LiveSocket> make_live_socket(const fs::path& folder, std::string_view family,
                                             std::string_view program) {
    const fs::path path = folder / (file_name_part(family) + "-" + file_name_part(program) + "-" +
                                    std::to_string(own_process_id()) + ".socket");
    // Under another name until it listens: who finds it refused takes it for one that a killed host left.
    fs::path early = path;
    early.replace_extension(".new");
    const auto address = socket_address(early);
    UnixSocket listener = unix_socket();
    if (!address || !listener.ok()) return nullptr;
    ::unlink(early.c_str());
    const mode_t mask = ::umask(0177);
    const bool bound = ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0;
    ::umask(mask);
    if (!bound) return nullptr;
    if (::listen(listener.get(), static_cast<int>(kMostLiveQuestions)) != 0 ||
        ::rename(early.c_str(), path.c_str()) != 0) {
        ::unlink(early.c_str());
        return nullptr;
    }
    return std::make_unique<LiveSocketPosix>(std::move(listener), path);
}

std::optional<std::string> ask_live_browser(const LiveBrowser& browser, std::string_view question,
                                            std::chrono::seconds limit) {
    const auto address = socket_address(browser.socket);
    const UnixSocket socket = unix_socket();
    if (!address || !socket.ok()) return std::nullopt;
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
        if (errno == ECONNREFUSED) ::unlink(browser.socket.c_str());
        return std::nullopt;
    }
    if (!is_own_users(socket.get())) return std::nullopt;
    const WaitEnd until = std::chrono::steady_clock::now() + limit;
    if (!send_whole(socket.get(), question, until) || ::shutdown(socket.get(), SHUT_WR) != 0) return std::nullopt;
    auto answer = receive_until_end(socket.get(), until);
    if (answer && answer->empty()) return std::nullopt;
    return answer;
}

}  // namespace jit_console
