#pragma once

#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <poll.h>

#include "fake_socket.h"

namespace jit_console::fake {

/// A CONNECT proxy that leads every name to one port on loopback, or answers `refusal` (a whole HTTP answer) instead.
class FakeProxy {
public:
    explicit FakeProxy(std::uint16_t target, std::string refusal = "")
        : target_(target),
          refusal_(std::move(refusal)),
          listener_(listen_on_loopback()),
          thread_([this] { accept(); }) {}

    ~FakeProxy() {
        listener_.shut();
        thread_.join();
        for (const Socket& socket : sockets_) socket.shut();
        for (std::thread& tunnel : tunnels_) tunnel.join();
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_of(listener_)); }

    /// What each client said to the proxy itself.
    std::vector<std::string> heads() const {
        const std::lock_guard lock(mutex_);
        return heads_;
    }

private:
    void accept() {
        while (true) {
            Socket socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (socket.get() < 0) return;
            const Socket& client = sockets_.emplace_back(std::move(socket));
            tunnels_.emplace_back([this, &client] { serve(client); });
        }
    }

    void serve(const Socket& client) {
        std::string head;
        while (head.find("\r\n\r\n") == std::string::npos) {
            const std::string piece = client.receive();
            if (piece.empty()) return;
            head += piece;
        }
        {
            const std::lock_guard lock(mutex_);
            heads_.push_back(head);
        }
        client.send(refusal_.empty() ? "HTTP/1.1 200 Connected\r\n\r\n" : refusal_);
        if (refusal_.empty()) pump(client, connect_to(target_));
        client.shut();
    }

    static void pump(const Socket& client, const Socket& server) {
        while (true) {
            pollfd wanted[] = {{client.get(), POLLIN, 0}, {server.get(), POLLIN, 0}};
            if (::poll(wanted, 2, -1) <= 0) return;
            const bool from_client = wanted[0].revents != 0;
            const std::string piece = (from_client ? client : server).receive();
            if (piece.empty() || !(from_client ? server : client).send(piece)) return;
        }
    }

    const std::uint16_t target_;
    const std::string refusal_;
    Socket listener_;
    mutable std::mutex mutex_;
    std::vector<std::string> heads_;
    std::list<Socket> sockets_;
    std::list<std::thread> tunnels_;
    std::thread thread_;
};

}  // namespace jit_console::fake
