#include "system/loopback/grant_listener_beast.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

#include "base/error.h"
#include "system/loopback/grant_request.h"
#include "system/loopback/loopback_server.h"
#include "system/process/random.h"

namespace jit_console {
namespace {

/// A hand-over is kept until wait() takes it; the server's thread goes on answering everything else.
class GrantListenerBeast final : public GrantListener {
public:
    GrantListenerBeast(Portal portal, bool admin, LoopbackServer::IsAnothers is_anothers)
        : portal_(std::move(portal)),
          admin_(admin),
          server_(make_loopback_server_beast(
              [this](LoopbackRequest&& request, LoopbackServer::Reply reply) {
                  take(std::move(request), std::move(reply));
              },
              std::move(is_anothers))) {}

    std::uint16_t port() const override { return server_->port(); }

    Grant wait(std::chrono::seconds limit, std::stop_token stop, const AcceptGrant& accept) override {
        const OverAtTheEnd over(*this);
        const auto end = std::chrono::steady_clock::now() + limit;
        std::optional<Error> refused;
        while (true) {
            std::optional<HandOver> hand_over = next(end, stop);
            if (!hand_over) throw refused ? *refused : too_late(limit);
            if (!hand_over->grant) {
                answer(*hand_over, nullptr);
                throw Error(ErrorCode::sign_in_refused, "the sign-in was cancelled on the portal's page",
                            "sign in again");
            }
            try {
                const auto question = accept(*hand_over->grant);
                if (!question) {
                    answer(*hand_over, nullptr);
                    return std::move(*hand_over->grant);
                }
                if (hand_over->request.method == "POST") throw Error(question->otherwise);
                refused = question->otherwise;
                ask(std::move(*hand_over), *question);
            } catch (const Error& error) {
                const bool goes_on = may_be_anybodys(*hand_over, error);
                if (goes_on) take_the_next();
                answer(*hand_over, &error);
                if (!goes_on) throw;
                refused = error;
            } catch (...) {
                const Error error(ErrorCode::internal, "the sign-in failed");
                answer(*hand_over, &error);
                throw;
            }
        }
    }

private:
    struct HandOver {
        LoopbackRequest request;  // without its secrets
        LoopbackServer::Reply reply;
        std::optional<Grant> grant;  // nothing: the user cancelled
    };
    /// A grant that a person has to say yes to.
    struct Asked {
        std::string nonce;
        LoopbackRequest request;
        Grant grant;
    };
    /// From then on nothing is taken any more.
    class OverAtTheEnd {
    public:
        explicit OverAtTheEnd(GrantListenerBeast& listener) : listener_(listener) {}
        ~OverAtTheEnd() {
            const std::lock_guard lock(listener_.mutex_);
            listener_.over_ = true;
            listener_.asked_.reset();
        }
        OverAtTheEnd(const OverAtTheEnd&) = delete;
        OverAtTheEnd& operator=(const OverAtTheEnd&) = delete;

    private:
        GrantListenerBeast& listener_;
    };

    Error too_late(std::chrono::seconds limit) const {
        const std::string what = "the sign-in timed out after " + std::to_string(limit.count()) + " seconds";
        if (server_->turned_others_away()) {
            return {ErrorCode::sign_in_timeout, what + "; a response from another user of this machine was refused",
                    "open the portal's page in a browser that runs as the same user as jit-console"};
        }
        return {ErrorCode::sign_in_timeout, what,
                "sign in again; if the browser asks whether the portal may reach this device, allow it"};
    }

    static bool may_be_anybodys(const HandOver& hand_over, const Error& error) {
        return hand_over.request.method != "POST" &&
               (error.code() == ErrorCode::token_rejected || error.code() == ErrorCode::other_user);
    }

    void answer(const HandOver& hand_over, const Error* error) const {
        hand_over.reply(
            grant_answer(hand_over.request, portal_.url, grant_success_url(portal_, port(), admin_), error));
    }

    /// Before the browser is answered: what follows the answer at once is to be taken, too.
    void take_the_next() {
        const std::lock_guard lock(mutex_);
        taking_ = false;
    }

    void ask(HandOver hand_over, const GrantQuestion& question) {
        const std::string nonce = random_hex<16>();
        {
            const std::lock_guard lock(mutex_);
            asked_ = Asked{nonce, std::move(hand_over.request), std::move(*hand_over.grant)};
            taking_ = false;
        }
        hand_over.reply(grant_question_page(question, nonce, portal_.url));
    }

    void take(LoopbackRequest&& request, LoopbackServer::Reply reply) {
        GrantVerdict verdict = judge_grant_request(request, portal_.url);
        const auto* answered = std::get_if<LoopbackResponse>(&verdict);
        if (answered != nullptr && answered->status < 300 && is_page_preflight(request)) asked_first_ = true;
        if (auto* grant = std::get_if<Grant>(&verdict)) grant->asked_first = asked_first_ && request.method == "POST";
        wipe(request.query);
        wipe(request.body);
        if (auto* answer = std::get_if<LoopbackResponse>(&verdict)) return reply(std::move(*answer));
        {
            const std::lock_guard lock(mutex_);
            if (!over_ && !taking_ && take(verdict, request, reply)) return;
        }
        if (request.method == "POST" && !std::holds_alternative<GrantAgreed>(verdict))
            return reply(grant_answer(request, portal_.url, "", &not_now_));
        reply(loopback_page(409, "Not now", "This sign-in has already been received, or has ended. Start it again."));
    }

    /// False where it is an answer to what nobody asked. Within the lock.
    bool take(GrantVerdict& verdict, LoopbackRequest& request, LoopbackServer::Reply& reply) {
        if (const auto* agreed = std::get_if<GrantAgreed>(&verdict)) {
            if (!asked_ || asked_->nonce != agreed->nonce) return false;
            asked_->grant.agreed = true;
            hand_over_ = HandOver{std::move(asked_->request), std::move(reply), std::move(asked_->grant)};
            asked_.reset();
        } else {
            hand_over_ = HandOver{std::move(request), std::move(reply), std::nullopt};
            if (auto* grant = std::get_if<Grant>(&verdict)) hand_over_->grant = std::move(*grant);
        }
        taking_ = true;
        came_.notify_all();
        return true;
    }

    /// Nothing at `end`.
    std::optional<HandOver> next(std::chrono::steady_clock::time_point end, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        if (!came_.wait_until(lock, stop, end, [this] { return hand_over_.has_value(); })) {
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the sign-in was cancelled");
            return std::nullopt;
        }
        return std::exchange(hand_over_, std::nullopt);
    }

    const Error not_now_{ErrorCode::busy, "another sign-in is being processed"};
    const Portal portal_;
    const bool admin_;
    std::mutex mutex_;
    std::condition_variable_any came_;
    bool taking_ = false;  // a hand-over is being tried
    bool over_ = false;
    bool asked_first_ = false;  // the server's thread's
    std::optional<HandOver> hand_over_;
    std::optional<Asked> asked_;
    std::unique_ptr<LoopbackServer> server_;  // last: its thread uses all the others
};

}  // namespace

std::unique_ptr<GrantListener> make_grant_listener_beast(const Portal& portal, bool admin) {
    return make_grant_listener_beast(portal, admin, is_another_users);
}

std::unique_ptr<GrantListener> make_grant_listener_beast(const Portal& portal, bool admin,
                                                         LoopbackServer::IsAnothers is_anothers) {
    return std::make_unique<GrantListenerBeast>(portal, admin, std::move(is_anothers));
}

}  // namespace jit_console
