#include "system/http/http_overheard.h"

#include <utility>

namespace jit_console {

HttpOverheard::HttpOverheard(HttpClient& http, Listener listener) : http_(http), listener_(std::move(listener)) {}

HttpResult HttpOverheard::send(const HttpRequest& request, std::stop_token stop) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    HttpResult result = http_.send(request, std::move(stop));
    listener_(request, result, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start));
    return result;
}

}  // namespace jit_console
