#include "system/http/http_probe.h"

#include <utility>

#include "system/http/http_within.h"

namespace jit_console {

HttpResult HttpProbe::send(const HttpRequest& request, std::stop_token stop) {
    HttpResult result = http_.send(limited(request, kLimit), std::move(stop));
    const std::lock_guard lock(mutex_);
    if (const auto* failure = std::get_if<HttpFailure>(&result)) {
        if (!failure_) failure_ = *failure;
    } else if (const auto& date = std::get<HttpResponse>(result).date) {
        server_time_ = date;
    }
    return result;
}

std::optional<HttpFailure> HttpProbe::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

std::optional<Time> HttpProbe::server_time() const {
    const std::lock_guard lock(mutex_);
    return server_time_;
}

}  // namespace jit_console
