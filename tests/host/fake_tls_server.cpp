#include "fake_tls_server.h"

#include <chrono>

namespace jit_console::fake {
namespace {

std::string read_some(SSL& ssl) {
    std::string text(16 * 1024, '\0');
    const int count = SSL_read(&ssl, text.data(), static_cast<int>(text.size()));
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
}

std::size_t content_length(const std::string& head) {
    const std::size_t found = head.find("Content-Length: ");
    return found == std::string::npos ? 0 : std::stoul(head.substr(found + 16));
}

}  // namespace

TlsAnswer status(int code, const std::string& body, const std::string& headers) {
    return {"HTTP/1.1 " + std::to_string(code) + " Words\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
                headers + "\r\n" + body,
            TlsAnswer::Then::keep};
}

TlsAnswer ok(const std::string& body, const std::string& content_type) {
    return status(200, body, "Content-Type: " + content_type + "\r\n");
}

FakeTlsServer::FakeTlsServer(Handler handler, const TlsOptions& options)
    : handler_(std::move(handler)),
      identity_(make_identity(options.names, options.expired)),
      context_(SSL_CTX_new(TLS_server_method())),
      listener_(listen_on_loopback()),
      port_(port_of(listener_)) {
    write_pem(*identity_.authority, folder_ / "ca.pem");
    SSL_CTX_use_certificate(context_.get(), identity_.certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), identity_.key.get());
    SSL_CTX_set_security_level(context_.get(), 0);  // lets the old versions be offered
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), options.highest_version);
    SSL_CTX_set_alpn_select_cb(context_.get(), choose_protocol, this);
    thread_ = std::thread([this] { accept(); });
}

FakeTlsServer::~FakeTlsServer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    listener_.shut();
    thread_.join();
    drop_connections();
}

void FakeTlsServer::drop_connections() {
    std::list<Connection> dropped;
    {
        const std::lock_guard lock(mutex_);
        dropped.swap(open_);
    }
    for (Connection& each : dropped) each.socket.shut();
    for (Connection& each : dropped) each.thread.join();
}

int FakeTlsServer::choose_protocol(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in,
                                   unsigned in_size, void* self) {
    auto& server = *static_cast<FakeTlsServer*>(self);
    const std::lock_guard lock(server.mutex_);
    server.offered_.clear();
    for (unsigned i = 0; i < in_size; i += in[i] + 1U) {
        server.offered_ += (i > 0 ? "," : "") + std::string(reinterpret_cast<const char*>(in + i + 1), in[i]);
    }
    static constexpr unsigned char kHttp11[] = "http/1.1";
    *out = kHttp11;
    *size = sizeof kHttp11 - 1;
    return SSL_TLSEXT_ERR_OK;
}

void FakeTlsServer::accept() {
    while (true) {
        Socket socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        const std::lock_guard lock(mutex_);
        if (stopping_ || socket.get() < 0) return;
        ++accepted_;
        Connection& connection = open_.emplace_back();
        connection.socket = std::move(socket);
        connection.thread = std::thread([this, &connection] { serve(connection.socket); });
    }
}

void FakeTlsServer::serve(const Socket& socket) {
    const std::unique_ptr<SSL, Free<SSL_free>> ssl(SSL_new(context_.get()));
    SSL_set_fd(ssl.get(), socket.get());
    std::string input;
    if (SSL_accept(ssl.get()) == 1) {
        while (serve_one(*ssl, input)) continue;
        SSL_shutdown(ssl.get());
    }
    socket.shut();
}

bool FakeTlsServer::serve_one(SSL& ssl, std::string& input) {
    const auto need = [&](auto enough) {
        while (!enough()) {
            const std::string piece = read_some(ssl);
            if (piece.empty()) return false;
            input += piece;
        }
        return true;
    };
    if (!need([&] { return input.find("\r\n\r\n") != std::string::npos; })) return false;
    SeenRequest request;
    request.head = input.substr(0, input.find("\r\n\r\n") + 4);
    input.erase(0, request.head.size());
    const std::size_t length = content_length(request.head);
    if (!need([&] { return input.size() >= length; })) return false;
    request.body = input.substr(0, length);
    input.erase(0, length);
    request.method = request.head.substr(0, request.head.find(' '));
    const std::size_t start = request.method.size() + 1;
    request.target = request.head.substr(start, request.head.find(' ', start) - start);
    {
        const std::lock_guard lock(mutex_);
        journal_.push_back(request);
        changed_.notify_all();
    }
    const TlsAnswer answer = handler_(request);
    for (std::size_t sent = 0; sent < answer.bytes.size();) {
        const int count = SSL_write(&ssl, answer.bytes.data() + sent,
                                    static_cast<int>(std::min<std::size_t>(answer.bytes.size() - sent, 16384)));
        if (count <= 0) return false;
        sent += static_cast<std::size_t>(count);
    }
    if (answer.then == TlsAnswer::Then::hang) read_some(ssl);  // until the client or the test ends it
    return answer.then == TlsAnswer::Then::keep;
}

int FakeTlsServer::connections() const {
    const std::lock_guard lock(mutex_);
    return accepted_;
}

std::vector<SeenRequest> FakeTlsServer::requests() const {
    const std::lock_guard lock(mutex_);
    return journal_;
}

std::string FakeTlsServer::offered_protocols() const {
    const std::lock_guard lock(mutex_);
    return offered_;
}

bool FakeTlsServer::wait_for_requests(std::size_t count) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return journal_.size() >= count; });
}

}  // namespace jit_console::fake
