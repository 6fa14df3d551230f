#include "system/loopback/loopback_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <map>
#include <optional>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using BoostError = boost::system::error_code;

constexpr std::size_t kConnectionLimit = 64;
constexpr std::uint32_t kRequestHeaderLimit = 64 * 1024;
constexpr std::uint64_t kBodyLimit = 64 * 1024;
constexpr std::chrono::seconds kReadLimit{10};
constexpr std::chrono::milliseconds kFinishLimit{500};
constexpr std::chrono::milliseconds kRetryPause{100};
constexpr int kPortTries = 16;

LoopbackRequest take_request(http::request<http::string_body>&& message) {
    LoopbackRequest request;
    request.method = std::string(message.method_string());
    const std::string target(message.target());
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = target.substr(0, mark);
    if (mark < target.size()) request.query = target.substr(mark + 1);
    for (const auto& field : message) {
        request.headers.emplace_back(to_lower(std::string(field.name_string())), std::string(field.value()));
    }
    request.body = std::move(message.body());
    return request;
}

http::response<http::string_body> make_message(LoopbackResponse&& response, bool head) {
    http::response<http::string_body> message;
    message.result(response.status);
    message.version(11);
    message.set(http::field::content_type, response.content_type);
    message.set(http::field::cache_control, "no-store");
    message.set("Referrer-Policy", "no-referrer");
    message.set("X-Content-Type-Options", "nosniff");
    message.set("Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.keep_alive(false);
    message.content_length(response.body.size());
    if (!head) message.body() = std::move(response.body);
    return message;
}

LoopbackEnd end_of(const Tcp::endpoint& endpoint) { return {endpoint.address().to_string(), endpoint.port()}; }

/// One connection with one request, on the server's thread. `finished` is the last it calls, and may destroy it.
class Connection {
public:
    using OnRequest = std::function<void(LoopbackRequest&&)>;

    Connection(Tcp::socket socket, OnRequest on_request, std::function<void()> finished)
        : stream_(std::move(socket)), on_request_(std::move(on_request)), finished_(std::move(finished)) {
        parser_.header_limit(kRequestHeaderLimit);
        parser_.body_limit(kBodyLimit);
    }

    void read() {
        stream_.expires_after(kReadLimit);
        http::async_read(stream_, buffer_, parser_, [this](BoostError error, std::size_t) { after_read(error); });
    }

    void answer(LoopbackResponse response) {
        if (state_ != State::waiting) return;
        state_ = State::finishing;
        message_ = make_message(std::move(response), head_);
        stream_.expires_after(kFinishLimit);
        http::async_write(stream_, *message_, [this](BoostError error, std::size_t) {
            if (error) return finish();
            BoostError ignored;
            stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
            drain();
        });
    }

    /// Nothing whole has come from it yet.
    bool is_reading() const { return state_ == State::reading; }

    /// Ends it unless an answer is being sent.
    void abandon() {
        if (state_ == State::finishing) return;
        const bool reading = state_ == State::reading;
        state_ = State::finishing;
        // Closed, not cancelled: between two reads there is nothing to cancel, and the second would wait.
        stream_.close();
        if (!reading) finish();  // nothing is under way that would do it
    }

private:
    enum class State { reading, waiting, finishing };

    static bool is_malformed(BoostError error) {
        return error.category() == http::make_error_code(http::error::bad_method).category() &&
               error != http::error::end_of_stream && error != http::error::partial_message;
    }

    /// Destroys this connection.
    void finish() {
        const auto finished = std::move(finished_);
        finished();
    }

    void after_read(BoostError error) {
        if (state_ != State::reading) return finish();
        stream_.expires_never();
        state_ = State::waiting;
        const bool long_header = error == http::error::header_limit;
        if (long_header || error == http::error::body_limit)
            return answer(loopback_page(long_header ? 431 : 413, "Too large", "This request is too large."));
        if (is_malformed(error)) return answer(loopback_page(400, "Not understood", "This request is malformed."));
        if (error) return finish();
        auto message = parser_.release();
        head_ = message.method() == http::verb::head;
        on_request_(take_request(std::move(message)));
    }

    // Closing with unread input would make the system throw away an answer that is still on its way.
    void drain() {
        stream_.async_read_some(asio::buffer(rest_), [this](BoostError error, std::size_t) {
            if (error) return finish();
            drain();
        });
    }

    beast::tcp_stream stream_;
    OnRequest on_request_;
    std::function<void()> finished_;
    State state_ = State::reading;
    bool head_ = false;
    beast::flat_buffer buffer_{kRequestHeaderLimit + kBodyLimit};
    http::request_parser<http::string_body> parser_;
    std::optional<http::response<http::string_body>> message_;
    std::array<char, 4096> rest_{};
};

class LoopbackServerBeast final : public LoopbackServer {
public:
    LoopbackServerBeast(Handler handler, IsAnothers is_anothers)
        : handler_(std::move(handler)), is_anothers_(std::move(is_anothers)) {
        listen();
        hosts_ = {"127.0.0.1:" + std::to_string(port_), "localhost:" + std::to_string(port_),
                  "[::1]:" + std::to_string(port_)};
        accept(v4_);
        if (v6_.is_open()) accept(v6_);
        thread_ = std::thread([this] { io_.run(); });
    }

    ~LoopbackServerBeast() override {
        asio::post(in_order_, [this] {
            BoostError ignored;
            v4_.close(ignored);
            v6_.close(ignored);
            retry_.cancel();
            // abandon() may take its connection out of the map.
            for (auto each = connections_.begin(); each != connections_.end();) (each++)->second->abandon();
        });
        thread_.join();
    }
    LoopbackServerBeast(const LoopbackServerBeast&) = delete;
    LoopbackServerBeast& operator=(const LoopbackServerBeast&) = delete;

    std::uint16_t port() const override { return port_; }
    bool turned_others_away() const override { return turned_others_away_; }

private:
    void listen() {
        for (int tries = 0; tries < kPortTries; ++tries) {
            if (const BoostError error = open(v4_, {asio::ip::address_v4::loopback(), 0})) {
                throw Error(ErrorCode::listener, "no loopback port is available: " + error.message(),
                            "check that this machine has its loopback address 127.0.0.1");
            }
            port_ = v4_.local_endpoint().port();
            const BoostError error = open(v6_, {asio::ip::address_v6::loopback(), port_});
            if (error != asio::error::address_in_use) return;  // a system without ::1 does with 127.0.0.1
            v4_.close();
        }
        throw Error(ErrorCode::listener, "no port is free on both 127.0.0.1 and ::1",
                    "close some programs and try again");
    }

    static BoostError open(Tcp::acceptor& acceptor, const Tcp::endpoint& endpoint) {
        BoostError error, ignored;
        acceptor.open(endpoint.protocol(), error);
        if (!error && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) acceptor.close(ignored);
        return error;
    }

    void accept(Tcp::acceptor& acceptor) {
        acceptor.async_accept([this, &acceptor](BoostError error, Tcp::socket socket) {
            if (!acceptor.is_open()) return;
            if (error) return accept_later(acceptor);
            take_in(std::move(socket));
            accept(acceptor);
        });
    }

    void take_in(Tcp::socket socket) {
        BoostError error;
        const Tcp::endpoint peer = socket.remote_endpoint(error);
        if (error) return;
        if (is_anothers_(end_of(socket.local_endpoint(error)), end_of(peer))) {
            turned_others_away_ = true;
            return;
        }
        if (connections_.size() >= kConnectionLimit) {
            const auto oldest =
                std::ranges::find_if(connections_, [](auto& each) { return each.second->is_reading(); });
            if (oldest == connections_.end()) return;
            oldest->second->abandon();
        }
        start(std::move(socket));
    }

    // Out of descriptors, most likely: trying again at once would only spin.
    void accept_later(Tcp::acceptor& acceptor) {
        retry_.expires_after(kRetryPause);
        retry_.async_wait([this, &acceptor](BoostError) {
            if (acceptor.is_open()) accept(acceptor);
        });
    }

    void start(Tcp::socket socket) {
        const std::uint64_t id = next_id_++;
        auto connection = std::make_unique<Connection>(
            std::move(socket), [this, id](LoopbackRequest&& request) { handle(id, std::move(request)); },
            [this, id] { connections_.erase(id); });
        Connection& started = *connection;
        connections_.emplace(id, std::move(connection));
        started.read();
    }

    void handle(std::uint64_t id, LoopbackRequest&& request) {
        const auto host = request.header("host");
        if (host.size() != 1 || std::ranges::find(hosts_, host[0]) == hosts_.end()) {
            return reply(id, loopback_page(403, "Refused", "Only jit-console may use this address."));
        }
        handler_(std::move(request), [this, id](LoopbackResponse response) {
            asio::post(in_order_, [this, id, answer = std::move(response)]() mutable { reply(id, std::move(answer)); });
        });
    }

    void reply(std::uint64_t id, LoopbackResponse response) {
        const auto found = connections_.find(id);
        if (found != connections_.end()) found->second->answer(std::move(response));
    }

    const Handler handler_;
    const IsAnothers is_anothers_;
    std::atomic<bool> turned_others_away_ = false;
    asio::io_context io_{1};
    // A bare io_context may run what its own thread posted after what another posted later: an answer after the end.
    asio::strand<asio::io_context::executor_type> in_order_{io_.get_executor()};
    Tcp::acceptor v4_{io_};
    Tcp::acceptor v6_{io_};
    asio::steady_timer retry_{io_};
    std::uint16_t port_ = 0;
    std::array<std::string, 3> hosts_;
    std::map<std::uint64_t, std::unique_ptr<Connection>> connections_;
    std::uint64_t next_id_ = 0;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<LoopbackServer> make_loopback_server_beast(LoopbackServer::Handler handler,
                                                           LoopbackServer::IsAnothers is_anothers) {
    return std::make_unique<LoopbackServerBeast>(std::move(handler), std::move(is_anothers));
}

}  // namespace jit_console
