#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "commands/credentials/get_credentials.h"
#include "system/loopback/loopback_server.h"
#include "system/process/terminal_sessions.h"

namespace jit_console {

/// When a CredentialEndpoint gives nothing any more.
struct EndpointLimits {
    std::optional<Time> ends_at;             ///< of a lease: no answer's keys are said to last longer
    const ListedSession* session = nullptr;  ///< may be null; none once it doesn't hold. Outlives the endpoint
};

/// Gives AWS's SDKs a target's credentials over loopback as long as it lives, in the way that containers get theirs:
/// GET only, with the token in the header Authorization, to one address, never to a browser's page (see LoopbackServer
/// for what else is refused). Each answer is what get_credentials() gives then. Where the portal can't be asked, keys
/// from before are given out until they end. Any other failure is answered with its code and sentence: with 403 once
/// the limits are reached (`session_ended`), which SDKs don't try again.
class CredentialEndpoint {
public:
    /// `params`: what is asked for each time, without a sign-in. `failed` is told an error that wasn't the last answer,
    /// on another thread. Refers to `context`. Throws `listener`.
    CredentialEndpoint(Context& context, GetCredentials params, std::function<void(const Error&)> failed,
                       EndpointLimits limits = {});

    /// "NAME=VALUE": what leads the SDKs here.
    std::vector<std::string> environment() const;

private:
    void take(const LoopbackRequest& request, LoopbackServer::Reply reply);
    void answer_all(const std::stop_token& stop);
    LoopbackResponse answer(std::stop_token stop);
    std::optional<Error> why_over() const;
    bool can_give_last(const Error& error) const;

    Context& context_;
    const GetCredentials params_;
    const std::function<void(const Error&)> failed_;
    const EndpointLimits limits_;
    const Secret token_;
    std::optional<Credentials> last_;  // the worker's, as `failing_` is
    bool failing_ = false;
    std::mutex mutex_;
    std::condition_variable_any came_;
    std::vector<LoopbackServer::Reply> waiting_;
    std::unique_ptr<LoopbackServer> server_;
    std::jthread worker_;  // last: goes first, since it answers through the server
};

}  // namespace jit_console
