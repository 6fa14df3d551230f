#pragma once

#include <mutex>
#include <optional>

#include "system/http/http_client.h"

namespace jit_console {

/// Another HttpClient with short limits that remembers how it went: what a check of the network asks through.
class HttpProbe final : public HttpClient {
public:
    static constexpr std::chrono::milliseconds kLimit{5000};

    explicit HttpProbe(HttpClient& http) : http_(http) {}

    HttpResult send(const HttpRequest& request, std::stop_token stop) override;

    /// Of the first request that got no answer.
    std::optional<HttpFailure> failure() const;
    /// What the server's clock said with the last answer.
    std::optional<Time> server_time() const;

private:
    HttpClient& http_;
    mutable std::mutex mutex_;
    std::optional<HttpFailure> failure_;
    std::optional<Time> server_time_;
};

}  // namespace jit_console
