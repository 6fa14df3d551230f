#include "system/http/http_within.h"

#include <algorithm>
#include <utility>

namespace jit_console {

HttpRequest limited(const HttpRequest& request, std::chrono::milliseconds limit) {
    HttpRequest copy;
    copy.method = request.method;
    copy.url = request.url.clone();
    for (const auto& [name, value] : request.headers) copy.headers.emplace_back(name, value.clone());
    copy.body = request.body.clone();
    if (const auto& keys = request.signing) {
        copy.signing = {keys->region, keys->service, keys->access_key_id.clone(), keys->secret_access_key.clone()};
    }
    copy.ca_file = request.ca_file;
    copy.connect_timeout = std::min(request.connect_timeout, limit);
    copy.total_timeout = std::min(request.total_timeout, limit);
    copy.silence_limit = request.silence_limit;
    copy.body_limit = request.body_limit;
    return copy;
}

HttpResult HttpWithin::send(const HttpRequest& request, std::stop_token stop) {
    const auto now = std::chrono::steady_clock::now();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - now);
    if (left <= std::chrono::milliseconds(0))
        return HttpFailure{HttpFailure::Kind::timeout, "there was no time left for it"};
    return http_.send(limited(request, left), std::move(stop));
}

}  // namespace jit_console
