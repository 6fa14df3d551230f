#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <openssl/ssl.h>

#include "fake_certificates.h"
#include "fake_folder.h"
#include "fake_socket.h"

namespace jit_console::fake {

struct SeenRequest {
    std::string method;
    std::string target;
    std::string head;  ///< request line and headers, as they came
    std::string body;
};

struct TlsAnswer {
    enum class Then { keep, close, hang };
    std::string bytes;  ///< all of the answer, status line included
    Then then = Then::keep;
};

/// "HTTP/1.1 200 OK" with this body and its length.
TlsAnswer ok(const std::string& body, const std::string& content_type = "application/json");
TlsAnswer status(int code, const std::string& body = "", const std::string& headers = "");

struct TlsOptions {
    std::string names = "DNS:localhost,DNS:portal.test,IP:127.0.0.1";
    bool expired = false;
    int highest_version = TLS1_3_VERSION;
};

/// An HTTP/1.1 server over TLS on loopback, a thread for each connection, which keeps a journal and answers whatever
/// bytes it is told to.
class FakeTlsServer {
public:
    using Handler = std::function<TlsAnswer(const SeenRequest&)>;

    explicit FakeTlsServer(Handler handler, const TlsOptions& options = {});
    ~FakeTlsServer();

    std::uint16_t port() const { return port_; }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    std::string ca_file() const { return (folder_ / "ca.pem").string(); }

    int connections() const;
    std::vector<SeenRequest> requests() const;
    /// What the last client offered by ALPN, e.g. "h2,http/1.1".
    std::string offered_protocols() const;
    /// Blocks until so many requests have come; false after ten seconds.
    bool wait_for_requests(std::size_t count) const;
    /// Ends all connections that are open and waits until they are.
    void drop_connections();

private:
    struct Connection {
        Socket socket;
        std::thread thread;
    };

    static int choose_protocol(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in,
                               unsigned in_size, void* self);
    void accept();
    void serve(const Socket& socket);
    bool serve_one(SSL& ssl, std::string& input);

    Handler handler_;
    TestFolder folder_;
    Identity identity_;
    std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>> context_;
    Socket listener_;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::list<Connection> open_;
    std::vector<SeenRequest> journal_;
    std::string offered_;
    int accepted_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace jit_console::fake
