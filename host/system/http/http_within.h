#pragma once

#include <chrono>

#include "system/http/http_client.h"

namespace jit_console {

/// Of all that is asked beside a click's own request and that the click can do without.
inline constexpr std::chrono::milliseconds kGoodToKnowLimit{2000};

/// The same request with both of its time-outs at most `limit`.
HttpRequest limited(const HttpRequest& request, std::chrono::milliseconds limit);

/// Another HttpClient whose requests together take no longer than a limit, counted from its making: those that come
/// later fail with a time-out, unsent.
class HttpWithin final : public HttpClient {
public:
    explicit HttpWithin(HttpClient& http, std::chrono::milliseconds limit = kGoodToKnowLimit)
        : http_(http), end_(std::chrono::steady_clock::now() + limit) {}

    HttpResult send(const HttpRequest& request, std::stop_token stop) override;

private:
    HttpClient& http_;
    std::chrono::steady_clock::time_point end_;
};

}  // namespace jit_console
