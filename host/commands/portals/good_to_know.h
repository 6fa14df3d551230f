#pragma once

#include <functional>
#include <future>
#include <optional>
#include <stop_token>
#include <utility>

#include "base/error.h"
#include "system/http/http_within.h"
#include "system/portal/portal_client.h"

namespace jit_console {

/// Asks a portal, beside whatever else is asked, what a request can be answered without: the answer is waited for
/// `kGoodToKnowLimit` at most, and not at all where this goes before it was wanted. What `ask` refers to must outlive
/// it.
template <typename Answer>
class GoodToKnow {
public:
    using Ask = std::function<Answer(PortalClient&, std::stop_token)>;

    GoodToKnow(HttpClient& http, const std::stop_token& stop, Ask ask)
        : http_(http),
          stop_too_(stop, [this] { stop_.request_stop(); }),
          answer_(std::async(std::launch::async, [this, ask = std::move(ask)] {
              PortalClient client(http_);
              return ask(client, stop_.get_token());
          })) {}
    ~GoodToKnow() { stop_.request_stop(); }
    GoodToKnow(const GoodToKnow&) = delete;
    GoodToKnow& operator=(const GoodToKnow&) = delete;

    /// Once: the answer, waited for `kGoodToKnowLimit` at most from now; nothing where none came. Throws
    /// `sign_in_needed` and `cancelled`.
    std::optional<Answer> get() {
        if (answer_.wait_for(kGoodToKnowLimit) != std::future_status::ready) return std::nullopt;
        try {
            return answer_.get();
        } catch (const Error& error) {
            if (error.code() == ErrorCode::cancelled || error.code() == ErrorCode::sign_in_needed) throw;
            return std::nullopt;
        }
    }

private:
    HttpClient& http_;
    std::stop_source stop_;
    std::stop_callback<std::function<void()>> stop_too_;
    std::future<Answer> answer_;  // last: waits for its thread
};

}  // namespace jit_console
