#include "system/http/http_probe.h"

#include <utility>

namespace jit_console {
namespace {

HttpRequest copy_of(const HttpRequest& request) {
    HttpRequest copy;
    copy.method = request.method;
    copy.url = request.url.clone();
    for (const auto& [name, value] : request.headers) copy.headers.emplace_back(name, value.clone());
    copy.body = request.body.clone();
    copy.ca_file = request.ca_file;
    copy.body_limit = request.body_limit;
    return copy;
}

}  // namespace

HttpResult HttpProbe::send(const HttpRequest& request, std::stop_token stop) {
    HttpRequest quick = copy_of(request);
    quick.connect_timeout = kLimit;
    quick.total_timeout = kLimit;
    HttpResult result = http_.send(quick, std::move(stop));
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
