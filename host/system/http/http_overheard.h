#pragma once

#include <chrono>
#include <functional>

#include "system/http/http_client.h"

namespace jit_console {

/// Another HttpClient, of which somebody hears each request, what came of it and how long that took. For one thread.
class HttpOverheard final : public HttpClient {
public:
    using Listener = std::function<void(const HttpRequest&, const HttpResult&, std::chrono::milliseconds)>;

    HttpOverheard(HttpClient& http, Listener listener);

    HttpResult send(const HttpRequest& request, std::stop_token stop) override;

private:
    HttpClient& http_;
    const Listener listener_;
};

}  // namespace jit_console
