#include "system/loopback/grant_listener.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

#include "base/error.h"
#include "system/loopback/grant_request.h"
#include "system/loopback/loopback_server.h"

namespace jit_console {
namespace {

/// The first hand-over is kept until wait() takes it; the server's thread goes on answering everything else.
class GrantListenerBeast final : public GrantListener {
public:
    GrantListenerBeast(const Portal& portal, bool admin)
        : portal_(portal),
          admin_(admin),
          server_(make_loopback_server_beast([this](LoopbackRequest&& request, LoopbackServer::Reply reply) {
              take(std::move(request), std::move(reply));
          })) {}

    std::uint16_t port() const override { return server_->port(); }

    Grant wait(std::chrono::seconds limit, std::stop_token stop,
               const std::function<void(const Grant&)>& accept) override {
        HandOver hand_over = next(limit, stop);
        const auto answer = [&](bool taken) {
            hand_over.reply(
                grant_answer(hand_over.request, portal_.url, grant_success_url(portal_, port(), admin_), taken));
        };
        if (!hand_over.grant) {
            answer(true);
            throw Error(ErrorCode::sign_in_refused, "the sign-in was cancelled on the portal's page", "sign in again");
        }
        try {
            accept(*hand_over.grant);
        } catch (...) {
            answer(false);
            throw;
        }
        answer(true);
        return std::move(*hand_over.grant);
    }

private:
    struct HandOver {
        LoopbackRequest request;  // without its secrets
        LoopbackServer::Reply reply;
        std::optional<Grant> grant;  // nothing: the user cancelled
    };

    void take(LoopbackRequest&& request, LoopbackServer::Reply reply) {
        GrantVerdict verdict = judge_grant_request(request, portal_.url);
        wipe(request.query);
        wipe(request.body);
        if (auto* answer = std::get_if<LoopbackResponse>(&verdict)) return reply(std::move(*answer));
        {
            const std::lock_guard lock(mutex_);
            if (!used_) {
                used_ = true;
                hand_over_ = HandOver{std::move(request), std::move(reply), std::nullopt};
                if (auto* grant = std::get_if<Grant>(&verdict)) hand_over_->grant = std::move(*grant);
                came_.notify_all();
                return;
            }
        }
        if (request.method == "POST") return reply(grant_answer(request, portal_.url, "", false));
        reply(loopback_page(409, "Already handed over", "Another tab has handed over this sign-in already."));
    }

    HandOver next(std::chrono::seconds limit, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        if (!came_.wait_for(lock, stop, limit, [this] { return hand_over_.has_value(); })) {
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the sign-in was cancelled");
            throw Error(ErrorCode::sign_in_timeout,
                        "the portal handed nothing over within " + std::to_string(limit.count()) + " seconds",
                        "sign in again; if the browser asks whether the portal may reach this device, allow it");
        }
        HandOver hand_over = std::move(*hand_over_);
        hand_over_.reset();
        return hand_over;
    }

    const Portal portal_;
    const bool admin_;
    std::mutex mutex_;
    std::condition_variable_any came_;
    bool used_ = false;
    std::optional<HandOver> hand_over_;
    std::unique_ptr<LoopbackServer> server_;  // last: its thread uses all the others
};

}  // namespace

std::unique_ptr<GrantListener> make_grant_listener_beast(const Portal& portal, bool admin) {
    return std::make_unique<GrantListenerBeast>(portal, admin);
}

}  // namespace jit_console
