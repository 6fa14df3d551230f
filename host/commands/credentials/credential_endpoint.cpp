#include "commands/credentials/credential_endpoint.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "system/process/random.h"

namespace jit_console {
namespace {

constexpr const char* kPath = "/credentials";

LoopbackResponse json_answer(unsigned status, std::string body) {
    return {.status = status, .content_type = "application/json", .body = std::move(body), .headers = {}};
}

LoopbackResponse given(const Credentials& credentials) {
    return json_answer(200, std::string(container_credentials(credentials).reveal()));
}

LoopbackResponse refusal(unsigned status, std::string_view code, std::string_view message) {
    std::string body = R"({"code":")" + std::string(code) + R"(","message":")";
    for (const char c : message) {
        const auto byte = static_cast<unsigned char>(c);
        // Others' words may be in it: what has a meaning in JSON is left out.
        if (byte >= ' ' && c != '"' && c != '\\') body += c;
    }
    return json_answer(status, body + "\"}");
}

/// No keys are asked for that outlive a lease, where those that there are last until its end.
GetCredentials until(GetCredentials params, std::optional<Time> end) {
    params.needed_until = end;
    return params;
}

}  // namespace

CredentialEndpoint::CredentialEndpoint(Context& context, GetCredentials params,
                                       std::function<void(const Error&)> failed, EndpointLimits limits)
    : context_(context),
      params_(until(std::move(params), limits.ends_at)),
      failed_(std::move(failed)),
      limits_(limits),
      token_(random_hex<32>()),
      server_(make_loopback_server_beast(
          [this](LoopbackRequest&& request, LoopbackServer::Reply reply) { take(request, std::move(reply)); })),
      worker_([this](const std::stop_token& stop) { answer_all(stop); }) {}

std::optional<Error> CredentialEndpoint::why_over() const {
    if (limits_.ends_at && context_.clock.now() >= *limits_.ends_at) {
        return Error(ErrorCode::session_ended, "the lease ended at " + iso_time(*limits_.ends_at),
                     "a person can lend them again: jit-console lend");
    }
    if (limits_.session == nullptr || limits_.session->holds()) return std::nullopt;
    return Error(ErrorCode::session_ended,
                 "somebody ended these credentials, with jit-console revoke or in the browser",
                 "start the command again");
}

std::vector<std::string> CredentialEndpoint::environment() const {
    return {"AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:" + std::to_string(server_->port()) + kPath,
            "AWS_CONTAINER_AUTHORIZATION_TOKEN=" + std::string(token_.reveal())};
}

void CredentialEndpoint::take(const LoopbackRequest& request, LoopbackServer::Reply reply) {
    const auto authorization = request.header("authorization");
    if (authorization.size() != 1 || !equal_in_constant_time(authorization[0], token_.reveal()))
        return reply(refusal(401, "unauthorized", "the token is missing or wrong"));
    if (request.method != "GET") return reply(refusal(405, "method", "only GET is answered"));
    if (request.path != kPath || !request.query.empty())
        return reply(refusal(404, "not_found", "there is nothing here"));
    if (!request.header("origin").empty() || !request.header("sec-fetch-mode").empty())
        return reply(refusal(403, "browser", "browsers get nothing here"));
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(reply));
    came_.notify_one();
}

void CredentialEndpoint::answer_all(const std::stop_token& stop) {
    while (true) {
        std::vector<LoopbackServer::Reply> replies;
        {
            std::unique_lock lock(mutex_);
            if (!came_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
            replies.swap(waiting_);
        }
        const LoopbackResponse response = answer(stop);
        for (const auto& reply : replies) reply(response);
    }
}

LoopbackResponse CredentialEndpoint::answer(std::stop_token stop) {
    try {
        if (const auto over = why_over()) throw Error(*over);
        last_ = get_credentials(context_, params_, stop).credentials;
        if (limits_.ends_at) last_->expires_at = std::min(last_->expires_at, *limits_.ends_at);
        // The portal may have taken its time.
        if (const auto over = why_over()) throw Error(*over);
        failing_ = false;
        return given(*last_);
    } catch (const Error& error) {
        if (can_give_last(error)) return given(*last_);
        if (!std::exchange(failing_, true) && !stop.stop_requested()) failed_(error);
        return refusal(error.code() == ErrorCode::session_ended ? 403 : 500, error_word(error.code()),
                       std::string(error.what()) + "; " + error.hint());
    } catch (const std::exception&) {
        const Error error = unexpected_error();
        return refusal(500, error_word(error.code()), error.what());
    }
}

bool CredentialEndpoint::can_give_last(const Error& error) const {
    using enum ErrorCode;
    const ErrorCode code = error.code();
    const bool unheard = code == portal_unreachable || code == portal_timeout || code == portal_error;
    return unheard && !why_over() && last_ && last_->expires_at > context_.clock.now();
}

}  // namespace jit_console
